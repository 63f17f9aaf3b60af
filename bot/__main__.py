"""`roadmap-bot`: the command line. Each command is a function of the parsed arguments -> exit status."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from bot.app import open_app, today_of
from bot.ask import Asker, print_answer, print_answers
from bot.changes import lines as change_lines
from bot.check import report
from bot.check_formats import FORMATS
from bot.content import ContentError
from bot.days import read_day
from bot.items import lines as item_lines
from bot.languages.catalogues import languages
from bot.operating import add_commands
from bot.reviews.command import add_command as add_reviews
from bot.settings import Settings, SettingsError, read_settings
from bot.source.keeper import Keeper
from bot.terminal import accept_any_bytes, converse
from handlers.answer_json import AnswerJson
from knowledge.problems.find import find_problems

FAILED, UNUSABLE = 1, 2
"""Exit statuses: something to mend was found; a path, date or setting can't be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 2 with one line on standard error when it can't."""
    accept_any_bytes()
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
        return status
    except (ContentError, SettingsError) as error:
        print("\n".join(f"roadmap-bot: {line}" for line in str(error).splitlines()), file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="roadmap-bot", description="Answers questions about a Markdown roadmap.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "run", _run, "start: in Slack when it is set up, else in the terminal")
    _add(commands, "serve", _serve, "serve Slack over HTTP")
    ask = _add(commands, "ask", _ask, "answer one question, or a file of them")
    ask.add_argument("--roadmap", metavar="PATH", help="a folder of pages, one page, or a git repository")
    ask.add_argument("--today", metavar="YYYY-MM-DD", type=str, help="the day to answer for")
    ask.add_argument("--explain", action="store_true", help="print how the question is read, then the answer")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON (docs/answer.md)")
    ask.add_argument(
        "--questions", metavar="FILE", type=Path, help='lines {"id","today","question"}; "-" reads them from here'
    )
    ask.add_argument("question", nargs="*", help="the question")
    check = _add(commands, "check", _check, "print what the authors of pages should know")
    check.add_argument("path", metavar="PATH", nargs="?", help="a folder of pages, one page, or a git repository")
    check.add_argument("--format", choices=list(FORMATS), default="text", help="how to print it (docs/check.md)")
    check.add_argument("--only", metavar="KIND", action="append", default=[], help="show this kind alone; repeatable")
    check.add_argument("--fail-on", metavar="KIND", action="append", default=[], help="exit 1 for it, too; repeatable")
    check.add_argument("--today", metavar="YYYY-MM-DD", type=str, help="the day to check for")
    items = _add(commands, "items", _items, "print the items that were read, one a line")
    items.add_argument("--roadmap", metavar="PATH", help="a folder of pages, one page, or a git repository")
    items.add_argument("--jsonl", action="store_true", help="print each as a line of JSON (docs/reading.md)")
    changes = _add(commands, "changes", _changes, "print what changed, a line each, from the history of the pages")
    changes.add_argument("--since", metavar="YYYY-MM-DD", type=str, help="leave out what was changed before that day")
    changes.add_argument("--roadmap", metavar="PATH", help="a git repository, or a folder in one")
    manifest = _add(commands, "manifest", _manifest, "print what an app is made from at a platform")
    manifest.add_argument("platform", choices=["slack"])
    manifest.add_argument("--url", required=True, help="the address the bot is reached at: https://roadmap.example.com")
    manifest.add_argument("--follow-threads", action="store_true", help="also answer in threads without a mention")
    manifest.add_argument(
        "--confirm-delivery", action="store_true", help="look whether a message arrived before it is sent again"
    )
    add_reviews(lambda name, run, about: _add(commands, name, run, about))
    add_commands(lambda name, run, about: _add(commands, name, run, about))
    schema = _add(commands, "schema", _schema, "print the JSON schema of a contract")
    schema.add_argument("contract", choices=["answer"])
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    about: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = read_settings()
    if settings.has_slack:
        return _serve_with(settings)
    app = open_app(settings)
    print(app.greeting)
    keeper = Keeper(app.watch, app.library.publish, app.look_every)
    keeper.start()
    try:
        converse(app.conversation)
    finally:
        keeper.stop()
    return 0


def _serve(_: argparse.Namespace) -> int:
    return _serve_with(read_settings())


def _serve_with(settings: Settings) -> int:
    # The libraries of Slack and the database take as long to import as all else together.
    from bot.serving import serve_slack

    return serve_slack(settings)


def _ask(parsed: argparse.Namespace) -> int:
    app = open_app(read_settings(), parsed.roadmap)
    today = read_day(parsed.today) if parsed.today else today_of(app.file)
    asker = Asker(app.library.current(), app.lexicon, languages(app.file.language))
    if parsed.questions is not None:
        try:
            print_answers(asker, parsed.questions, today)
        except OSError as error:
            raise ContentError(f"{parsed.questions}: {error.strerror or error}; name a file of questions") from error
        return 0
    text = " ".join(parsed.question)
    if parsed.explain:
        print(*asker.explain(text, today), "", sep="\n")
    print_answer(asker.ask(text, today), parsed.json)
    return 0


def _check(parsed: argparse.Namespace) -> int:
    try:
        app = open_app(read_settings(), parsed.path, to_check=True)
    except SettingsError as error:
        print("\n".join(f"bad settings: {line}" for line in str(error).splitlines()))
        return FAILED
    today = read_day(parsed.today) if parsed.today else today_of(app.file)
    problems = find_problems(app.library.current(), app.lexicon, today)
    found = report(problems, app.file.silence, parsed.only, parsed.fail_on)
    root = Path(parsed.path).as_posix() if parsed.path and Path(parsed.path).is_dir() else ""
    for line in FORMATS[parsed.format](found, root, bool(parsed.only)):
        print(line)
    return FAILED if found.failed else 0


def _items(parsed: argparse.Namespace) -> int:
    app = open_app(read_settings(), parsed.roadmap)
    for line in item_lines(app.library.current(), app.lexicon, parsed.jsonl):
        print(line)
    return 0


def _changes(parsed: argparse.Namespace) -> int:
    app = open_app(read_settings(), parsed.roadmap)
    since = read_day(parsed.since, "--since") if parsed.since else None
    for line in change_lines(app.library.current(), since, str(parsed.roadmap or "the roadmap")):
        print(line)
    return 0


def _manifest(parsed: argparse.Namespace) -> int:
    from bot.slack.manifest import Wanted, manifest

    link = open_app(read_settings(), waits=False).link
    wanted = Wanted(parsed.url, link, parsed.follow_threads, parsed.confirm_delivery)
    try:
        print(yaml.safe_dump(manifest(wanted), sort_keys=False, allow_unicode=True, width=100), end="")
    except ValueError as error:
        raise SettingsError(f"--url is {error}") from error
    return 0


def _schema(_: argparse.Namespace) -> int:
    print(json.dumps(AnswerJson.model_json_schema(by_alias=True), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
