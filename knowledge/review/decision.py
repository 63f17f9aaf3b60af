"""What people say of a page or a feature when they are asked to review it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody said. Values are only ever added: they are stored."""

    RIGHT = "right"
    """It is still as written."""
    CHANGED = "changed"
    """It is not, and who says so goes to edit the page."""
    OUTDATED = "outdated"
    """It is not, and somebody else must edit it; with a reason."""
    NOT_MINE = "not mine"
    """Whoever was asked is not the owner. That asks who is; it makes nobody else the owner."""
    SNOOZED = "snoozed"
    """Not now: to be asked again from a day on."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What is reviewed: a page, or one feature of it (its key) that has an owner of its own."""

    path: str
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one place: the day it was given, and the commit the page was at when that is known."""

    place: Place
    verdict: Verdict
    day: date
    commit: str | None = None
    note: str = ""
    until: date | None = None
    """Of a snooze: the day from which to ask again."""

    def __post_init__(self) -> None:
        """Raises ValueError when a snooze has no end, or anything else has one."""
        if (self.verdict is Verdict.SNOOZED) != (self.until is not None):
            raise ValueError(f"{self.verdict} until {self.until}: a snooze, and nothing else, has an end")
