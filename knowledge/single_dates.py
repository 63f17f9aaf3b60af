"""Single dates in a text, each with what it counts and its year when one is written.

A date knows its number and grain ("Q3" is the third quarter), not yet its days: the year may
stand at a neighbour ("Q1-Q4 2026") or in a heading. knowledge/dates.py makes days of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from knowledge import period as periods
from knowledge.date_words import DateWords
from knowledge.period import Grain, Period


@dataclass(frozen=True, slots=True)
class SingleDate:
    """One date as written between `start` and `end` of a text."""

    start: int
    end: int
    kind: str
    """day, week, month, quarter, half, season or year."""
    number: int = 0
    year: int | None = None
    day: int = 0
    last: int = 0
    """The number that ends a short range: 4 in "Q1-4", 6 in "March 4-6"; 0 when there is none."""
    fiscal: bool | None = None
    """Written as fiscal or as calendar; None: as the organisation counts."""
    doubtful: bool = False
    """Could be another word ("may") or another thing ("S3") unless a year stands beside it."""
    two_ways: bool = False
    """Can be read as two different dates: "03/04/2027", "winter 2027"."""

    def period(self, year: int, fiscal_start: int) -> Period:
        """Its days in `year`. Raises ValueError when there are none ("31 June")."""
        first = _days(self, self.number, self.day, year, fiscal_start)
        if not self.last:
            return first
        if self.kind == "day":
            return first.through(_days(self, self.number, self.last, year, fiscal_start))
        return first.through(_days(self, self.last, 0, year, fiscal_start))


class _Parts:
    """The named parts of a matched form."""

    def __init__(self, match: re.Match[str]) -> None:
        self.form = match.lastgroup or ""
        self._match, self._index = match, match.re.groupindex

    def __getitem__(self, name: str) -> str:
        index = self._index.get(f"{self.form}__{name}")
        return (self._match[index] or "") if index is not None else ""

    def number(self, *names: str) -> int:
        """The first of the parts that is written, as a number; 0 for none."""
        return next((int(self[n]) for n in names if self[n]), 0)

    def year(self, *names: str) -> int | None:
        """The first of the parts that is written, as a year of four digits."""
        number = next((int(self[n]) for n in names if self[n]), None)
        return None if number is None else number + 2000 if number < 100 else number

    @property
    def fiscal(self) -> bool | None:
        return True if self["fy"] or self["fy0"] else False if self["cy"] or self["cy0"] else None

    @property
    def any_year(self) -> int | None:
        """The year in front of or behind a number; of "FY25/26" the later one, in which it ends."""
        later = self.year("y4to", "y0to")
        return later if later is not None else self.year("y0", "y1", "y2", "y3", "y4", "y5", "y6")


MOST_IN_A_TEXT = 40
"""Dates read in one line or cell; what holds more is no plan, and joining them takes time."""


def find_single_dates(flat: str, words: DateWords) -> list[SingleDate]:
    """Every single date in a text that `level` made plain, in order."""
    if words.sign.search(flat) is None:
        return []  # the forms of dates are many, and most texts have none
    matches = islice(words.single.finditer(flat), MOST_IN_A_TEXT)
    return [found for m in matches if (found := _read(m, words)) is not None]


def _read(match: re.Match[str], words: DateWords) -> SingleDate | None:
    parts = _Parts(match)
    made = _READERS[parts.form](parts, words)
    return None if made is None else replace(made, start=match.start(), end=match.end())


def _at(kind: str, number: int, year: int | None, day: int = 0, last: int = 0) -> SingleDate:
    return SingleDate(0, 0, kind, number, year, day, last)


def _iso(parts: _Parts, _: DateWords) -> SingleDate:
    return _at("day", parts.number("m"), parts.year("y"), parts.number("d"))


def _slash(parts: _Parts, words: DateWords) -> SingleDate | None:
    first, second = parts.number("a"), parts.number("c")
    open_order = first <= 12 and second <= 12 and first != second
    dotted = parts["s"] == "."
    day_first = (dotted or bool(words.day_first)) if open_order else first > 12
    day, month = (first, second) if day_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    unknown = open_order and not dotted and words.day_first is None
    return replace(_at("day", month, parts.year("y", "yy"), day), two_ways=unknown)


def _signs(parts: _Parts, words: DateWords) -> SingleDate:
    """Chinese, Japanese and Korean: the unit stands behind each number."""
    year = parts.year("y")
    if parts["h"]:
        return _at("half", words.halves[parts["h"]], year)
    if parts["q"]:
        return _at("quarter", _ordinal_number(parts["q"], words), year)
    if parts["w"]:
        return _at("week", parts.number("w"), year)
    if parts["sn"]:
        return _at("season", words.seasons[parts["sn"]], year)
    if parts["d"]:
        return _at("day", parts.number("m"), year, parts.number("d"))
    first = parts.number("m0", "m")
    return _at("month", first, year, last=parts.number("m") if parts["m0"] else 0)


def _sign_year(parts: _Parts, _: DateWords) -> SingleDate:
    return _at("year", 0, parts.year("y"))


def _counted(kind: str) -> Callable[[_Parts, DateWords], SingleDate | None]:
    def read(parts: _Parts, words: DateWords) -> SingleDate | None:
        year, number, last = parts.any_year, parts.number("n"), parts.number("to")
        if (last and last <= number) or (year is None and parts.form.endswith("_behind")):
            return None  # "~1h" is an hour
        made = replace(_at(kind, number, year, last=last), fiscal=parts.fiscal)
        return replace(made, doubtful=year is None and parts["mark"] in words.doubtful)

    return read


def _ordinal(parts: _Parts, words: DateWords) -> SingleDate | None:
    unit, number = words.units[_key(parts["u"])], _ordinal_number(parts["n"], words)
    if unit not in ("quarter", "half", "week") or (unit == "half" and number not in (1, 2)):
        return None
    return replace(_at(unit, number, parts.year("y")), fiscal=parts.fiscal)


def _named_day(parts: _Parts, words: DateWords) -> SingleDate:
    first, last = parts.number("d0", "d"), parts.number("d") if parts["d0"] and parts["d"] else 0
    return _at("day", words.months[_key(parts["m"])], parts.year("y", "yq", "yy", "yz", "yb"), first, last)


def _month(parts: _Parts, words: DateWords) -> SingleDate:
    name = _key(parts["m"])
    year = parts.year("y", "yq", "yy", "yb")
    return replace(_at("month", words.months[name], year), doubtful=name in words.doubtful)


def _year_month_name(parts: _Parts, words: DateWords) -> SingleDate:
    kind = "day" if parts["d"] else "month"
    return _at(kind, words.months[_key(parts["m"])], parts.year("y"), parts.number("d"))


def _month_number(parts: _Parts, _: DateWords) -> SingleDate:
    return _at("month", parts.number("m"), parts.year("y"))


def _season(parts: _Parts, words: DateWords) -> SingleDate:
    number, year = words.seasons[_key(parts["n"])], parts.year("to", "y", "yq", "y0")
    winter = number == 12 and not parts["to"]
    return replace(_at("season", number, year), two_ways=winter, doubtful=year is None)


def _whole_year(parts: _Parts, _: DateWords) -> SingleDate | None:
    year, last = parts.year("y"), parts.year("to")
    if last is not None and year is not None and last <= year:
        return None
    if last is not None and parts.fiscal:
        year, last = last, None
    return replace(_at("year", 0, year, last=last or 0), fiscal=parts.fiscal)


_READERS: dict[str, Callable[[_Parts, DateWords], SingleDate | None]] = {
    "iso": _iso,
    "slash": _slash,
    "signs": _signs,
    "sign_year": _sign_year,
    "quarter": _counted("quarter"),
    "quarter_behind": _counted("quarter"),
    "half": _counted("half"),
    "half_behind": _counted("half"),
    "week": _counted("week"),
    "week_behind": _counted("week"),
    "ordinal": _ordinal,
    "day_month": _named_day,
    "month_day": _named_day,
    "year_month_name": _year_month_name,
    "month": _month,
    "month_year": _month_number,
    "year_month": _month_number,
    "season": _season,
    "year": _whole_year,
}


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word)


def _ordinal_number(text: str, words: DateWords) -> int:
    return int(text[0]) if text[0].isdigit() else words.ordinals[_key(text)]


def _days(found: SingleDate, number: int, day: int, year: int, fiscal_start: int) -> Period:
    start = fiscal_start if found.fiscal or (found.fiscal is None and found.kind in ("quarter", "half")) else 1
    match found.kind:
        case "day":
            return periods.one_day(date(year, number, day))
        case "week":
            return periods.iso_week(year, number)
        case "month":
            return periods.month(year, number)
        case "quarter":
            return periods.quarter(year, number, start)
        case "half":
            return periods.half(year, number, start)
        case "season":
            return periods.months(date(year - (number == 12), number, 1), 3, Grain.QUARTER)
        case _:
            return periods.year(number or year, start)
