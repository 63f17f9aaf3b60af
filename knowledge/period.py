"""Spans of days: half-open, with the grain they were written in.

A Period runs from `start` (included) to `end` (excluded); `end=None` means that no end was
written ("2027+"). Quarters are calendar quarters unless a fiscal year starts elsewhere:
then "Q1 FY26" is the first quarter of the fiscal year that ends in 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class Grain(IntEnum):
    """How exactly a period was written, finest first."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to, not including, `end`; without an end it is open."""

    start: date
    end: date | None
    grain: Grain

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"period ends on {self.end}, which is not after its start {self.start}")

    @property
    def last(self) -> date | None:
        """The last day inside, or None when the period has no end."""
        return None if self.end is None else self.end - timedelta(days=1)

    def overlaps(self, other: Period) -> bool:
        """Do the two share at least one day?"""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def contains(self, day: date) -> bool:
        """Is `day` inside?"""
        return self.start <= day and (self.end is None or day < self.end)

    def starts_in(self, other: Period) -> bool:
        """Does it begin on a day of `other`?"""
        return other.contains(self.start)

    def ends_in(self, other: Period) -> bool:
        """Is its last day a day of `other`? An open period ends in none."""
        return self.last is not None and other.contains(self.last)

    def ended_before(self, day: date) -> bool:
        """Was its last day before `day`? An open period never ended."""
        return self.end is not None and self.end <= day

    def through(self, other: Period) -> Period:
        """From the start of this one to the end of the other ("Q1-Q4 2026").

        Raises ValueError when the other ends before this one starts.
        """
        return Period(self.start, other.end, max(self.grain, other.grain))

    def onwards(self) -> Period:
        """The same start with no end ("2027+")."""
        return Period(self.start, None, self.grain)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or the last one that month has)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"{day} plus {months} months is no date")


def months(start: date, count: int, grain: Grain) -> Period:
    """`count` months from the first of a month on."""
    return Period(start, add_months(start, count), grain)


def year(number: int, fiscal_start: int = 1) -> Period:
    """A year; with `fiscal_start` other than 1, the fiscal year that ends in `number`."""
    return months(_year_start(number, fiscal_start), 12, Grain.YEAR)


def half(number: int, which: int, fiscal_start: int = 1) -> Period:
    """The first or second half of a year."""
    return months(add_months(_year_start(number, fiscal_start), 6 * (which - 1)), 6, Grain.HALF)


def quarter(number: int, which: int, fiscal_start: int = 1) -> Period:
    """A quarter, 1 to 4, of a year."""
    return months(add_months(_year_start(number, fiscal_start), 3 * (which - 1)), 3, Grain.QUARTER)


def month(number: int, which: int) -> Period:
    """A month, 1 to 12, of a calendar year."""
    return months(date(number, which, 1), 1, Grain.MONTH)


def week(day: date) -> Period:
    """The ISO week (Monday to Sunday) that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7), Grain.WEEK)


def iso_week(year: int, number: int) -> Period:
    """A week by its ISO 8601 number. Raises ValueError when the year has no such week."""
    return week(date.fromisocalendar(year, number, 1))


def one_day(day: date) -> Period:
    """A single day."""
    return Period(day, day + timedelta(days=1), Grain.DAY)


def around(day: date, grain: Grain, shift: int = 0, fiscal_start: int = 1) -> Period:
    """The unit of that grain holding `day`, or the one `shift` units later (earlier if negative)."""
    if grain == Grain.DAY:
        return one_day(day + timedelta(days=shift))
    if grain == Grain.WEEK:
        return week(day + timedelta(days=7 * shift))
    size = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}[grain]
    into = (day.month - (1 if grain == Grain.MONTH else fiscal_start)) % size
    start = add_months(day.replace(day=1), -into + size * shift)
    return months(start, size, grain)


def _year_start(number: int, fiscal_start: int) -> date:
    return date(number if fiscal_start == 1 else number - 1, fiscal_start, 1)
