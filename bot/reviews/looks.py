"""When what nobody answered is looked through: on days on which there may be more than the last look found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.people import NamedPeople
from bot.schedule.working_days import WorkingDays
from knowledge.review.escalation import AFTER
from knowledge.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class Basis:
    """What a look goes by beside the day: how many decisions there are, the pages, who is who."""

    decisions: int
    roadmap: Roadmap
    people: NamedPeople

    def is_still(self, other: Basis) -> bool:
        """Is it what the other one was?"""
        is_known = self.decisions == other.decisions and self.people == other.people
        return is_known and self.roadmap is other.roadmap


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a review (its period): what it went by, and the day from which another one may find more."""

    period: str
    basis: Basis
    again: date


def following(today: date, since: Iterable[date], put_off: Iterable[date], days: WorkingDays) -> date:
    """The next day on which a step is due of what waits since those days, or something that was put off comes back."""
    steps = (days.nth(day + timedelta(days=1), after) for day in set(since) for after in AFTER.values())
    return min((day for day in (*steps, *put_off) if day > today), default=date.max)
