"""The commands that read pages and print what is in them, and those that print a contract."""

from __future__ import annotations

import argparse
import json
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
from bot.operating import Add
from bot.settings import SettingsError, read_settings
from handlers.answer_json import AnswerJson
from knowledge.problems.find import find_problems

FAILED = 1
"""The exit status when there is something to mend."""

_PAGES = "a folder of pages, one page, or a git repository"


def add_reading(add: Add) -> None:
    """Add the commands that read pages: ask, check, items, changes."""
    _add_ask(add)
    _add_check(add)
    items = add("items", _items, "print the items that were read, one a line")
    items.add_argument("--roadmap", metavar="PATH", help=_PAGES)
    items.add_argument("--jsonl", action="store_true", help="print each as a line of JSON (docs/reading.md)")
    changes = add("changes", _changes, "print what changed, a line each, from the history of the pages")
    changes.add_argument("--since", metavar="YYYY-MM-DD", type=str, help="leave out what was changed before that day")
    changes.add_argument("--roadmap", metavar="PATH", help="a git repository, or a folder in one")


def add_contracts(add: Add) -> None:
    """Add the commands that print what others build on: the manifest of an app, the schema of an answer."""
    manifest = add("manifest", _manifest, "print what an app is made from at a platform")
    manifest.add_argument("platform", choices=["slack"])
    manifest.add_argument("--url", required=True, help="the address the bot is reached at: https://roadmap.example.com")
    manifest.add_argument("--follow-threads", action="store_true", help="also answer in threads without a mention")
    manifest.add_argument(
        "--confirm-delivery", action="store_true", help="look whether a message arrived before it is sent again"
    )
    schema = add("schema", _schema, "print the JSON schema of a contract")
    schema.add_argument("contract", choices=["answer"])


def _add_ask(add: Add) -> None:
    ask = add("ask", _ask, "answer one question, or a file of them")
    ask.add_argument("--roadmap", metavar="PATH", help=_PAGES)
    ask.add_argument("--today", metavar="YYYY-MM-DD", type=str, help="the day to answer for")
    ask.add_argument("--explain", action="store_true", help="print how the question is read, then the answer")
    ask.add_argument("--json", action="store_true", help="print the answer as JSON (docs/answer.md)")
    ask.add_argument(
        "--questions", metavar="FILE", type=Path, help='lines {"id","today","question"}; "-" reads them from here'
    )
    ask.add_argument("question", nargs="*", help="the question")


def _add_check(add: Add) -> None:
    check = add("check", _check, "print what the authors of pages should know")
    check.add_argument("path", metavar="PATH", nargs="?", help=_PAGES)
    check.add_argument("--format", choices=list(FORMATS), default="text", help="how to print it (docs/check.md)")
    check.add_argument("--only", metavar="KIND", action="append", default=[], help="show this kind alone; repeatable")
    check.add_argument("--fail-on", metavar="KIND", action="append", default=[], help="exit 1 for it, too; repeatable")
    check.add_argument("--today", metavar="YYYY-MM-DD", type=str, help="the day to check for")


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
