"""`roadmap-bot`: the command line. Each command is a function of the parsed arguments -> exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot.app import open_app
from bot.commands import add_contracts, add_reading
from bot.content import ContentError
from bot.operating import Run
from bot.operating import add_commands as add_operating
from bot.reviews.command import add_command as add_reviews
from bot.settings import Settings, SettingsError, read_settings
from bot.source.keeper import Keeper
from bot.terminal import accept_any_bytes, converse

UNUSABLE = 2
"""The exit status when a path, a date or a setting can't be used."""


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

    def add(name: str, run: Run, about: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        return command

    add("run", _run, "start: in Slack when it is set up, else in the terminal")
    add("serve", _serve, "serve Slack over HTTP")
    for add_some in (add_reading, add_reviews, add_operating, add_contracts):
        add_some(add)
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


if __name__ == "__main__":
    sys.exit(main())
