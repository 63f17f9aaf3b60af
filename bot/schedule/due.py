"""Periods and the moment each is due: one of every period, never early, whatever the clocks of a zone do.

A period is named for ever by its key ("2026-11", "2026-Q4", "2026-W48"); a review that was sent for a key is
not sent for it again, even when its rule was edited in between. Cron expressions are not used: measured, they
fire twice when clocks go back, and skip the months that have no 31st.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.schedule.rule import DayOfMonth, Every, Rule, Weekday, WorkingDay
from bot.schedule.working_days import WorkingDays
from knowledge.said import Said, say


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One period of a rule: its first day, the day after its last, and its key."""

    start: date
    end: date
    key: str


def slot_of(every: Every, day: date) -> Slot:
    """The week (from Monday), calendar month or calendar quarter that holds `day`."""
    if every is Every.WEEK:
        start = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Slot(start, start + timedelta(days=7), f"{year}-W{week:02d}")
    months = 1 if every is Every.MONTH else 3
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    end = start + timedelta(days=sum(monthrange(day.year, month)[1] for month in range(first, first + months)))
    name = f"{first:02d}" if every is Every.MONTH else f"Q{(first + 2) // 3}"
    return Slot(start, end, f"{day.year}-{name}")


def spelled(key: str) -> Said:
    """A period as people call it: "November 2026", "Q4 2026", "week 48 of 2026"."""
    year, _, rest = key.partition("-")
    if rest.startswith("Q"):
        return say("Q{number} {year}", number=int(rest[1:]), year=year)
    if rest.startswith("W"):
        return say("week {number} of {year}", number=int(rest[1:]), year=year)
    return say("{month} {year}", month=_MONTHS[int(rest) - 1], year=year)


_MONTHS = (
    say("January", "whole month"),
    say("February", "whole month"),
    say("March", "whole month"),
    say("April", "whole month"),
    say("May", "whole month"),
    say("June", "whole month"),
    say("July", "whole month"),
    say("August", "whole month"),
    say("September", "whole month"),
    say("October", "whole month"),
    say("November", "whole month"),
    say("December", "whole month"),
)


def slots_back(every: Every, day: date) -> Iterator[Slot]:
    """The slot that holds `day`, then each before it, without end."""
    slot = slot_of(every, day)
    while True:
        yield slot
        slot = slot_of(every, slot.start - timedelta(days=1))


def due_at(rule: Rule, slot: Slot, zone: tzinfo, days: WorkingDays) -> datetime:
    """The moment (UTC) a slot is due: the rule's day, moved on to one of work, at its time in `zone`."""
    return moment(_day_of(rule, slot, days), rule.at, zone, days)


def moment(day: date, at: time, zone: tzinfo, days: WorkingDays) -> datetime:
    """The moment (UTC) of a time of day in `zone`, on that day or the next one of work, at an hour of work.

    A day that a zone has not (Samoa had no 30 December 2011), or whose working hours clocks are put forward over,
    is none of work.
    """
    while True:
        if days.has(day):
            found = _first_instant(datetime.combine(day, days.within_hours(at)), zone)
            local = found.astimezone(zone)
            if local.date() == day and days.is_open(local):
                return found
        day += timedelta(days=1)


def open_from(at: datetime, zone: tzinfo, days: WorkingDays) -> datetime:
    """The first moment (UTC) from `at` on at which people in `zone` may be written to."""
    local = at.astimezone(zone)
    if days.is_open(local):
        return at.astimezone(UTC)
    is_before = local.time() < days.opens
    return moment(local.date() + timedelta(days=not is_before), days.opens, zone, days)


def seconds_left(at: datetime, zone: tzinfo, days: WorkingDays) -> float:
    """Seconds from a moment of work until the working hours of its day end."""
    closes = _first_instant(datetime.combine(at.astimezone(zone).date(), days.closes), zone)
    return (closes - at).total_seconds()


def _day_of(rule: Rule, slot: Slot, days: WorkingDays) -> date:
    match rule.day:
        case WorkingDay(n):
            return days.nth(slot.start if n > 0 else slot.end - timedelta(days=1), n)
        case DayOfMonth(n):
            length = monthrange(slot.start.year, slot.start.month)[1]
            return slot.start.replace(day=length if n < 0 else min(n, length))
        case Weekday(n, day):
            return _weekday_of(rule.every, slot, n, day)


def _weekday_of(every: Every, slot: Slot, n: int, day: int) -> date:
    length = 7 if every is Every.WEEK else monthrange(slot.start.year, slot.start.month)[1]
    month = (slot.start + timedelta(days=d) for d in range(length))
    found = [d for d in month if d.weekday() == day]
    return found[-1] if n < 0 else found[min(n, len(found)) - 1]


def _first_instant(local: datetime, zone: tzinfo) -> datetime:
    """The first moment (UTC) at which clocks in `zone` show `local` or later.

    In autumn that is the first of two; where clocks are put forward over it, the moment they are.
    """
    early, late = sorted(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == local:
        return early
    while late - early > timedelta(seconds=1):  # within a gap: search for its end
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < local:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
