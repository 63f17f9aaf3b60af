"""What can be watched: an item, an owner, a group, a phase, a time, a page, all of the roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.answerers.wording import days
from knowledge.period import Grain, Period
from knowledge.said import say

LONGEST_NAME = 300
"""Characters of a name that is kept."""

_BETWEEN = "/"
"""What stands between the days of a time, as in ISO 8601."""


class WatchKind(StrEnum):
    """What kind of thing is watched. Values are kept in databases: they are only ever added."""

    FEATURE = "feature"
    OWNER = "owner"
    GROUP = "group"
    PHASE = "phase"
    PERIOD = "period"
    PAGE = "page"
    ROADMAP = "roadmap"
    """All of it."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing that is watched: its name as the pages have it, a path, or the days of a time."""

    kind: WatchKind
    name: str

    def __post_init__(self) -> None:
        """Raises ValueError for a name that is empty or too long, and for days that are none."""
        if not 0 < len(self.name) <= LONGEST_NAME:
            raise ValueError(f"the name of what is watched has {len(self.name)} characters, not 1 to {LONGEST_NAME}")
        if self.kind is WatchKind.PERIOD:
            _period(self.name)

    @property
    def period(self) -> Period | None:
        """The days that are watched; None when it is no time."""
        return _period(self.name) if self.kind is WatchKind.PERIOD else None

    @property
    def title(self) -> str:
        """How it is called in a sentence: "Warmup", "everything of Dana", "1 Jul to 30 Sep 2026"."""
        match self.kind:
            case WatchKind.OWNER:
                return say("everything of {name}", name=self.name)
            case WatchKind.PERIOD:
                return days(_period(self.name))
            case WatchKind.PAGE:
                return say("the page {name}", name=self.name)
            case WatchKind.ROADMAP:
                return say("the whole roadmap")
            case _:
                return self.name


WHOLE = Watched(WatchKind.ROADMAP, "roadmap")
"""The whole roadmap, to be watched."""


def watched_period(period: Period) -> Watched:
    """The days of a period, to be watched."""
    end = "" if period.end is None else period.end.isoformat()
    return Watched(WatchKind.PERIOD, f"{period.start.isoformat()}{_BETWEEN}{end}")


def _period(text: str) -> Period:
    start, between, end = text.partition(_BETWEEN)
    if not between:
        raise ValueError(f"the days watched are {text!r}; they must be such as 2026-07-01/2026-10-01")
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None, Grain.DAY)
