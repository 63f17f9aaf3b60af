"""Logs of updates, one page a day or a week ("updates/2027-03-01.md"): what was achieved, what comes next, what blocks.

They tell of items that other pages list. Their entries are notes under the headings they stand
below, and what they say of an item is said in passing: it never outranks the pages that list it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.inline import plain
from knowledge.model import Mention, Rank, Value
from knowledge.page import Bullet, Page
from knowledge.readers.reading import Desk, Note, PageReading

_DATED = re.compile(
    r"(?:^|[-_/])20\d\d[-_.]?(?:(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])|w\d\d?)(?:[-_.]|$)", re.IGNORECASE
)


def is_log(page: Page) -> bool:
    """Does the page's file name hold a day or a week?"""
    return _DATED.search(page.slug) is not None


def newest_first(readings: Iterable[PageReading]) -> list[PageReading]:
    """Pages in their order, then logs from the newest to the oldest: the newest entry tells what is so now."""
    found = list(readings)
    logs = sorted((r for r in found if is_log(r.page)), key=lambda r: _day(r.page), reverse=True)
    return [r for r in found if not is_log(r.page)] + logs


def _day(page: Page) -> str:
    """The day or week in a log's name, by its signs alone, so that names compare as days do."""
    found = _DATED.search(page.slug)
    return "" if found is None else "".join(c for c in found.group().lower() if c.isalnum())


def read_entry(bullet: Bullet, desk: Desk) -> None:
    """Add an entry of a log as a note under its nearest heading."""
    titles = desk.titles(desk.under(bullet.heading))
    text = plain(bullet.raw)
    if titles and text:
        desk.notes.append(Note(Value(titles[-1], text, desk.source(bullet.line)), titles))


def in_passing(mention: Mention) -> Mention:
    """What a log says of an item."""
    return replace(mention, rank=Rank.PASSING) if mention.rank == Rank.LISTED else mention
