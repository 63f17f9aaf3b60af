"""`roadmap-bot reviews`: what is due, what was decided, and what would be sent when.

The database's libraries take long to import, and are imported when there is a database to read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta

from bot.app import App, open_app, today_of
from bot.days import read_day
from bot.operating import Add, in_database, is_there
from bot.people import named_people
from bot.reviews.memory import Remembered
from bot.reviews.reviewing import Reviewing
from bot.settings import Settings, SettingsError, read_settings

ONE_MONTH, LONGEST = timedelta(days=31), timedelta(days=3 * 366)
"""What a dry run covers when it is not told, and at most."""


def add_command(add: Add) -> None:
    """Add the command."""
    reviews = add("reviews", _reviews, "print what is due for review, or what was decided")
    reviews.add_argument("--history", action="store_true", help="print where reviews are posted, and what was decided")
    reviews.add_argument("--dry-run", action="store_true", help="print what would be sent when, to whom; send nothing")
    reviews.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help="the first day; else today")
    reviews.add_argument("--to", dest="last", metavar="YYYY-MM-DD", help="the last day of a dry run; else 31 days on")
    reviews.add_argument("--roadmap", metavar="PATH", help="a folder of pages, one page, or a git repository")


def _reviews(parsed: argparse.Namespace) -> int:
    settings = read_settings()
    app = open_app(settings, parsed.roadmap)
    for line in _history(app, settings) if parsed.history else _lines(app, settings, parsed):
        print(line)
    return 0


def _lines(app: App, settings: Settings, parsed: argparse.Namespace) -> Iterator[str]:
    first = read_day(parsed.first, "--from") if parsed.first else today_of(app.file)
    last = _last_day(parsed.last, first) if parsed.last else first + ONE_MONTH
    remembered = _remembered(app, settings) if is_there(settings) else Remembered()
    people = named_people(app.file.people)
    reviewing = Reviewing(app.library.current(), app.lexicon, app.file.reviews, remembered, people)
    yield from _dry_run(reviewing, first, last) if parsed.dry_run else reviewing.lines(first)


def _dry_run(reviewing: Reviewing, first: date, last: date) -> Iterator[str]:
    from bot.reviews.dry_run import DryRun

    return DryRun(reviewing).lines(first, last)


def _remembered(app: App, settings: Settings) -> Remembered:
    from bot.reviews.minutes import Minutes

    async def read(minutes: Minutes) -> Remembered:
        return (await minutes.reviewing()).remembered

    return in_database(settings, lambda database: read(Minutes(app, database)))


def _history(app: App, settings: Settings) -> list[str]:
    from bot.reviews.history import history_lines
    from bot.reviews.minutes import Minutes

    return in_database(settings, lambda database: history_lines(Minutes(app, database)))


def _last_day(text: str, first: date) -> date:
    last = read_day(text, "--to")
    if last < first:
        raise SettingsError(f"--to is {last}, before {first}; it must be a day after --from")
    if last - first > LONGEST:
        raise SettingsError(f"--to is {last}; it must be within {LONGEST.days // 365} years of {first}")
    return last
