"""Stretches of time counted from today: "this quarter", "over the next 6 months", "two weeks ago"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge import period as periods
from knowledge.lexicon import Lexicon
from knowledge.period import Grain, Period
from knowledge.phrases import FoundPhrase
from knowledge.words import Word

_GRAINS = {unit: Grain[unit.upper()] for unit in ("day", "week", "month", "quarter", "half", "year")}
_SHIFT = {"this": 0, "next": 1, "last": -1}
_MOST = 400
"""Units that people count; a longer number is a name or a slip of the fingers."""
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days named by the words from `start` up to, not including, `end`."""

    start: int
    end: int
    period: Period


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of time among the words of a question: "months", at its place, on the day of the question."""

    keys: Sequence[str]
    place: int
    name: str
    today: date
    phrases: Sequence[FoundPhrase[str]]
    """What the words say about time: "next", "within", "ago"."""

    def behind(self, *meanings: str) -> bool:
        """Does one of these stand right behind it?"""
        return any(f.start == self.place + 1 and f.meaning in meanings for f in self.phrases)

    def before_number(self, *meanings: str) -> FoundPhrase[str] | None:
        """The one of these that stands right before the number in front of it."""
        return next((f for f in self.phrases if f.end == self.place - 1 and f.meaning in meanings), None)

    def moved(self, count: int) -> date:
        """The day that many units from today, backwards when negative."""
        months = {"month": 1, "quarter": 3, "year": 12}.get(self.name)
        if months is not None:
            return periods.add_months(self.today, months * count)
        return date.fromordinal(self.today.toordinal() + count * (7 if self.name == "week" else 1))


def counted(words: Sequence[Word], lexicon: Lexicon, today: date) -> list[Stretch]:
    """The stretches that units of time make with the words beside them."""
    keys = [w.key for w in words]
    phrases = lexicon.windows.find(keys)
    named = ((place, lexicon.units.get(key)) for place, key in enumerate(keys))
    units = (_Unit(keys, place, name, today, phrases) for place, name in named if name is not None)
    found = (_number_of(unit) or _shifted(unit, lexicon.dates.fiscal_start) for unit in units)
    return [stretch for stretch in found if stretch is not None]


def _shifted(unit: _Unit, fiscal_start: int) -> Stretch | None:
    """ "this quarter", "next month", "last year", "what is left for this year"; "el trimestre que viene"."""
    place = unit.place
    around = [f for f in unit.phrases if f.end == place or f.start == place + 1]
    shift = next((f for f in around if f.meaning in _SHIFT), None)
    if shift is None:
        return None
    period = periods.around(unit.today, _GRAINS[unit.name], _SHIFT[shift.meaning], fiscal_start)
    if any(f.meaning == "rest" for f in unit.phrases) and period.end is not None:
        period = Period(unit.today, period.end, period.grain)
    return Stretch(min(shift.start, place), max(shift.end, place + 1), period)


def _number_of(unit: _Unit) -> Stretch | None:
    """ "over the next 6 months" is a stretch from today; "six months from now" is one day."""
    place = unit.place
    count = _number(unit.keys[place - 1]) if place else None
    if count is None or unit.name == "half":
        return None
    then = unit.moved(count)
    if unit.behind("from_now"):
        return Stretch(place - 1, place + 3, periods.one_day(then))
    gone = _gone(unit, unit.moved(-count))
    if gone is not None:
        return gone
    before = unit.before_number("within", "next")
    if before is not None:
        return Stretch(before.start, place + 1, Period(unit.today, then, _GRAINS[unit.name]))
    if place >= 2 and unit.keys[place - 2] == "in":
        return Stretch(place - 2, place + 1, periods.one_day(then))
    return None


def _gone(unit: _Unit, then: date) -> Stretch | None:
    """ "in the last 30 days" is a stretch up to today; "two weeks ago" is one day."""
    if unit.behind("ago"):
        return Stretch(unit.place - 1, unit.place + 2, periods.one_day(then))
    last = unit.before_number("last")
    if last is None:
        return None
    return Stretch(last.start, unit.place + 1, Period(then, periods.one_day(unit.today).end, Grain.DAY))


def _number(key: str) -> int | None:
    return int(key) if key.isdigit() and 0 < int(key) <= _MOST else _NUMBERS.get(key)


def near_days(words: Sequence[Word], lexicon: Lexicon, today: date) -> list[Stretch]:
    """ "what changed today", "since yesterday"."""
    shifts = {"today": 0, "yesterday": -1}
    found = [f for f in lexicon.windows.find([w.key for w in words]) if f.meaning in shifts]
    return [Stretch(f.start, f.end, periods.around(today, Grain.DAY, shifts[f.meaning])) for f in found]
