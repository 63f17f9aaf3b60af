"""Dates in text: the ways people write a day, a week, a month, a quarter, a half, a year, or a range.

Single dates, whose year may be missing ("Q1"), are found first. Then neighbours joined by a
dash, a word or a comma become one stretch, and lend each other the year that one of them lacks:
"Q1-Q4 2026", "Q4 2025-Q3", "Nov - Feb 2027". No day is ever made up: what is written as a
quarter stays a quarter. Sources: the styles listed in docs/reading.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.date_words import DateWords, level
from knowledge.period import Period
from knowledge.single_dates import SingleDate, find_single_dates

_BEHIND = re.compile(r"[^\W\d_]+(?=[\s:.-]*(?:no\.?|nr\.?|#)?\s*$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBERS = re.compile(r"(?<![\w./-])([0-3]?\d)/([0-3]?\d)/(?:20)?\d\d(?![\w/])")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: the characters it takes, and the days it means."""

    start: int
    end: int
    period: Period
    year_written: bool = True
    two_ways: bool = False
    """Can it be read as another date, too ("03/04/2027" with nothing to tell day from month)?"""


def find_dates(text: str, words: DateWords, default_year: int | None = None) -> list[FoundDate]:
    """Every date or range in `text`, in order.

    A date with no year of its own takes its neighbour's in a range, else `default_year`;
    with neither it is left out.
    """
    flat = level(text)
    found: list[FoundDate] = []
    for run in _runs(flat, _singles(flat, words), words):
        if not _is_only_a_word(flat, run, words):
            found += _make(flat, run, words, default_year)
    return found


def names_date(text: str, words: DateWords) -> bool:
    """Is `text` a date, be it one without a year ("Q3", "mid June"), and nothing else?"""
    flat = _BRACKETS.sub(" ", level(text))
    singles = [s for s in _singles(flat, words) if s.kind != "year"]
    return bool(singles) and not _other_words(flat, singles, words)


def day_first(text: str) -> bool | None:
    """Do the dates of a text that can be read one way only put the day first? None: none does, or they differ."""
    orders = {int(m[1]) > 12 for m in _NUMBERS.finditer(level(text)) if (int(m[1]) > 12) != (int(m[2]) > 12)}
    return orders.pop() if len(orders) == 1 else None


def has_two_ways(text: str) -> bool:
    """Is there a date of numbers in `text` that can be read day first and month first?"""
    return any(int(m[1]) <= _MONTHS and int(m[2]) <= _MONTHS for m in _NUMBERS.finditer(level(text)))


_MONTHS = 12


def _singles(flat: str, words: DateWords) -> list[SingleDate]:
    found = find_single_dates(flat, words)
    if any(s.two_ways for s in found) and words.day_first is None:
        found = find_single_dates(flat, words.with_order(day_first(flat)))
    return [s for s in found if not _is_number_of_a_thing(flat, s, words)]


def _is_number_of_a_thing(flat: str, found: SingleDate, words: DateWords) -> bool:
    """Is what looks like a year the number of an issue, a port, a standard?"""
    if found.kind != "year" or found.fiscal is not None:
        return False
    behind = _BEHIND.search(flat, max(0, found.start - 24), found.start)
    return behind is not None and behind.group() in words.numbered


def _is_only_a_word(flat: str, run: Sequence[SingleDate], words: DateWords) -> bool:
    """Are "may" or "spring" the words, not the dates? Alone in a text, or joined to a date, they are dates."""
    if not all(s.doubtful and s.year is None for s in run):
        return False
    return len(run) < 2 and _other_words(flat, run, words)


def _other_words(flat: str, dates: Sequence[SingleDate], words: DateWords) -> bool:
    """Is there a word outside of the dates that belongs to no date ("mid", "Monday" do)?"""
    rest = list(flat)
    for found in dates:
        rest[found.start : found.end] = " " * (found.end - found.start)
    return _WORD.search(words.join.sub(" ", words.part.sub(" ", "".join(rest)))) is not None


def _runs(flat: str, singles: list[SingleDate], words: DateWords) -> list[list[SingleDate]]:
    """The dates, those that a range or an enumeration joins together."""
    runs: list[list[SingleDate]] = []
    for found in singles:
        if runs and _joins(flat, runs[-1][-1], found, words):
            runs[-1].append(found)
        else:
            runs.append([found])
    return runs


def _joins(flat: str, here: SingleDate, then: SingleDate, words: DateWords) -> bool:
    between = flat[here.end : then.start]
    if words.join.fullmatch(between):
        years = (here.year, then.year)
        apart = between.strip() == "/" and here.kind == "year" and then.kind != "year"
        return not apart and (None in years or (years[0] or 0) <= (years[1] or 0))
    return here.kind == then.kind and words.listing.fullmatch(between) is not None


def _make(flat: str, run: list[SingleDate], words: DateWords, default: int | None) -> list[FoundDate]:
    """The stretch from the first to the last date of a run; if there is none, each date by itself."""
    dated = _with_years(run, default)
    kept = [(s, s.year) for s in dated if s.year is not None]
    try:
        spans = [s.period(year, words.fiscal_start) for s, year in kept]
        span = spans[0]
        for other in spans[1:]:
            span = span.through(other)
    except (ValueError, IndexError):
        return [] if len(run) < 2 else [f for s in run for f in _make(flat, [s], words, default)]
    first, last = kept[0][0], kept[-1][0]
    written = any(s.year is not None for s in run)
    two_ways = any(s.two_ways for s in run)
    tail = words.open_end.match(flat, last.end)
    if tail:
        return [FoundDate(first.start, tail.end(), span.onwards(), written, two_ways)]
    return [FoundDate(first.start, last.end, span, written, two_ways)]


def _with_years(run: list[SingleDate], default: int | None) -> list[SingleDate]:
    """The run with each missing year taken from the next date that has one, else from the one before."""
    filled = list(run)
    for i in range(len(filled) - 2, -1, -1):
        here, then = filled[i], filled[i + 1]
        if here.year is None and then.year is not None:
            fiscal = then.fiscal if here.fiscal is None else here.fiscal
            filled[i] = replace(here, year=then.year - _comes_later(here, then), fiscal=fiscal)
    for i, here in enumerate(filled):
        if here.year is None:
            before = filled[i - 1] if i else None
            year = (None if _never_lent(here) else default) if before is None else before.year
            later = before is not None and _comes_later(before, here)
            filled[i] = replace(here, year=None if year is None else year + later)
    return filled


def _never_lent(found: SingleDate) -> bool:
    """ "Week 5" below "2027" may be the fifth week of a project; "KW 5" is one of the calendar."""
    return found.kind == "week" and found.doubtful


_MONTHS_IN = {"quarter": 3, "half": 6}


def _comes_later(one: SingleDate, other: SingleDate) -> bool:
    """Does `one` begin later in a year than `other`, so that "Nov - Feb 2027" begins the year before?"""
    if "year" in (one.kind, other.kind):
        return False
    return _place(one) > _place(other)


def _place(found: SingleDate) -> tuple[float, int]:
    """The month of a year in which a date begins, and its day."""
    if found.kind == "week":
        return ((found.number - 1) / 4.35 + 1, 0)
    size = _MONTHS_IN.get(found.kind)
    return ((found.number - 1) * size + 1 if size else float(found.number), found.day)
