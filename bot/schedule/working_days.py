"""Which days people work, and at which hours they may be written to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of the week by their numbers."""

MONDAY_TO_FRIDAY = frozenset(range(5))


class WorkingDaysError(ValueError):
    """A setting of working days that can't be used; the message says what would be right."""


@dataclass(frozen=True)
class WorkingDays:
    """Days of work: the days of a week, without public holidays and days that were named as free."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    """0 is Monday."""
    free: Collection[date] = field(default=frozenset())
    """Holidays; may be a calendar of the `holidays` library, which knows every year."""
    opens: time = time(8)
    closes: time = time(18)
    """Nobody is written to before the one, or at or after the other, by the clock of their zone."""

    def __post_init__(self) -> None:
        """Raises WorkingDaysError when there is no day or hour to work in."""
        if not self.weekdays or self.opens >= self.closes:
            raise WorkingDaysError(
                f"working days {sorted(self.weekdays)} from {self.opens:%H:%M} to {self.closes:%H:%M} leave no time;"
                " name at least one day, and an end after the start"
            )

    def has(self, day: date) -> bool:
        """Is it a day of work?"""
        return day.weekday() in self.weekdays and day not in self.free

    def from_on(self, day: date, step: int = 1) -> date:
        """`day` when it is one of work, else the next one; the one before with a step of -1."""
        while not self.has(day):
            day += timedelta(days=step)
        return day

    def nth(self, first: date, n: int) -> date:
        """The nth day of work from `first` on; of negative n the nth before and including it."""
        step = 1 if n > 0 else -1
        day = self.from_on(first, step)
        for _ in range(abs(n) - 1):
            day = self.from_on(day + timedelta(days=step), step)
        return day

    def between(self, start: date, end: date) -> int:
        """How many days of work lie after `start`, up to and including `end`."""
        return sum(self.has(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def is_open(self, local: datetime) -> bool:
        """May people be written to at that moment, as their clocks show it?"""
        return self.has(local.date()) and self.opens <= local.time() < self.closes

    def within_hours(self, at: time) -> time:
        """`at` when people work then, else the hour they begin."""
        return at if self.opens <= at < self.closes else self.opens


@cache
def public_holidays(place: str) -> Collection[date]:
    """The public holidays of a country or a part of one: "ES", "ES-MD"; worked out once, a year at a time.

    Raises WorkingDaysError when there is no such place.
    """
    country, _, part = place.partition("-")
    try:
        return holidays.country_holidays(country.upper(), subdiv=part.upper() or None)
    except NotImplementedError as error:
        raise WorkingDaysError(
            f"holidays are those of {place!r}, which is not known;"
            " name a country such as ES, or a part of one such as ES-MD"
        ) from error
