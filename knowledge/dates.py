"""Dates in text: the ways people write a day, a month, a quarter, a half, a year, or a range.

The grammar has two steps. `_ATOM` finds single dates, whose year may be missing ("Q1").
Then neighbours joined by a dash or a word become a range, and lend each other the year that
one of them lacks: "Q1-Q4 2026", "Q4 2025-Q3". Month names and joining words are data
(knowledge/lexicon.yaml). Sources: the styles listed in docs/reading.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge import period as periods
from knowledge.period import Grain, Period

_SAME_LENGTH = {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
_SAME_LENGTH |= {ord(c): "'" for c in "\u2018\u2019\u201a\u201b"} | {ord(c): " " for c in "\u00a0\u2009\u202f"}

_ATOM = r"""
    (?P<iso>\b(?P<iso_y>20\d\d)[-/.](?P<iso_m>0?[1-9]|1[0-2])[-/.](?P<iso_d>[12]\d|3[01]|0?[1-9])\b)
  | (?P<slash>\b(?P<sl_a>[0-3]?\d)[/.](?P<sl_b>[0-3]?\d)[/.](?P<sl_y>20\d\d|\d\d)\b)
  | (?P<quarter>\b(?:(?:cy|fy)\ ?'?(?P<q_y0>20\d\d|\d\d)[\ -]?)?
        (?:(?P<q_y1>20\d\d)[\ /-]?)?q(?P<q_n>[1-4])
        (?:(?:\ ?of\ |\ ?,\ ?|\ ?/\ ?|\ ?'|[\ -]|(?=2))(?:cy|(?P<q_fy>fy))?\ ?'?(?P<q_y2>20\d\d|[2-4]\d(?![\d%])))?\b)
  | (?P<half>\b(?:(?P<h_y1>20\d\d|2\d)[\ /-]?)?h(?P<h_n>[12])
        (?:(?:\ ?of\ |\ ?/\ ?|\ ?'|\ |(?=2))(?:cy|(?P<h_fy>fy))?\ ?'?(?P<h_y2>20\d\d|2\d(?!\d)))?\b)
  | (?P<ordinal>\b(?P<o_n>{ordinals})[\ ](?P<o_unit>{units})(?:,?(?:\ (?:{of}))?\ (?P<o_y>20\d\d))?\b)
  | (?P<dmy>\b(?P<d1>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|º|\.)?\ ?(?:(?:{of})\ )?(?P<dm1>{months})\b\.?
        (?:,?(?:\ (?:{of}))?\ (?P<dy1>20\d\d))?)
  | (?P<mdy>\b(?P<dm2>{months})\b\.?\ (?P<d2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?!\d)(?:,?\ (?P<dy2>20\d\d))?)
  | (?P<month>\b(?P<m_n>{months})\b\.?(?:,?(?:\ (?:{of}))?\ ?'?(?P<m_y>20\d\d|(?<=')\d\d))?)
  | (?P<season>\b(?P<s_n>{seasons})\b(?:(?:\ (?:{of}))?\ (?P<s_y>20\d\d)))
  | (?P<year>(?<![\w.$€£#])(?<!\d,)(?<![qh]\d\ )(?:(?P<y_fy>fy|cy)\ ?'?)?(?P<y_n>20[2-4]\d|(?<=[fc]y)\d\d)
        (?![\w%]|-[a-z]|,\d{{3}}|[.]\d))
"""


@dataclass(frozen=True)
class DateWords:
    """The words of dates in the languages we read, and how quarters are counted.

    `fiscal_start` is the month (1 to 12) in which the fiscal year begins; `day_first` decides
    "03/04/2027".
    """

    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    of: tuple[str, ...]
    joins: tuple[str, ...]
    onwards: tuple[str, ...]
    fiscal_start: int = 1
    day_first: bool = False
    atom: re.Pattern[str] = field(init=False, repr=False, compare=False)
    join: re.Pattern[str] = field(init=False, repr=False, compare=False)
    open_end: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = {k: _either(getattr(self, k)) for k in ("months", "ordinals", "units", "seasons", "of")}
        object.__setattr__(self, "atom", re.compile(_ATOM.format(**parts), re.VERBOSE))
        object.__setattr__(self, "join", re.compile(rf"\s*(?:-+|\.\.\.?|〜|~|/|\b(?:{_either(self.joins)})\b)\s*"))
        object.__setattr__(self, "open_end", re.compile(rf"\s*\++|,?\s+(?:{_either(self.onwards)})\b"))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: the characters it takes, and the days it means."""

    start: int
    end: int
    period: Period
    year_written: bool = True


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    number: int
    year: int | None
    day: int = 0
    fiscal: bool = False


def level(text: str) -> str:
    """Lower case with one kind of dash, quote and space; character for character as long as `text`."""
    flat = text.translate(_SAME_LENGTH)
    low = flat.lower()
    return low if len(low) == len(flat) else "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)


def find_dates(text: str, words: DateWords, default_year: int | None = None) -> list[FoundDate]:
    """Every date or range in `text`, in order.

    A date with no year of its own takes its neighbour's in a range, else `default_year`;
    with neither it is left out.
    """
    flat = level(text)
    atoms = [a for m in words.atom.finditer(flat) if (a := _read_atom(m, words)) is not None]
    found: list[FoundDate] = []
    index = 0
    while index < len(atoms):
        last = _range_end(flat, atoms, index, words)
        made = _make(flat, atoms[index], atoms[last], words, default_year)
        if made is not None:
            found.append(made)
        index = last + 1
    return found


def _either(words: Mapping[str, object] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def _read_atom(m: re.Match[str], words: DateWords) -> _Atom | None:
    kind = next(k for k in _READERS if m.group(k) is not None)
    return _READERS[kind](m, words)


def _year(*written: str | None) -> int | None:
    number = next((int(w) for w in written if w), None)
    return None if number is None else number + 2000 if number < 100 else number


def _iso(m: re.Match[str], _: DateWords) -> _Atom:
    return _Atom(m.start(), m.end(), "day", int(m["iso_m"]), int(m["iso_y"]), int(m["iso_d"]))


def _slash(m: re.Match[str], words: DateWords) -> _Atom | None:
    first, second = int(m["sl_a"]), int(m["sl_b"])
    day_first = words.day_first if first <= 12 and second <= 12 else first > 12
    day, month = (first, second) if day_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _Atom(m.start(), m.end(), "day", month, _year(m["sl_y"]), day)


def _quarter(m: re.Match[str], _: DateWords) -> _Atom:
    fiscal = bool(m["q_fy"]) or m.group().startswith("fy")
    return _Atom(m.start(), m.end(), "quarter", int(m["q_n"]), _year(m["q_y0"], m["q_y1"], m["q_y2"]), fiscal=fiscal)


def _half(m: re.Match[str], _: DateWords) -> _Atom:
    return _Atom(m.start(), m.end(), "half", int(m["h_n"]), _year(m["h_y1"], m["h_y2"]), fiscal=bool(m["h_fy"]))


def _ordinal(m: re.Match[str], words: DateWords) -> _Atom | None:
    unit, number = words.units[_key(m["o_unit"])], words.ordinals[_key(m["o_n"])]
    if unit not in ("quarter", "half") or (unit == "half" and number not in (1, 2)):
        return None
    return _Atom(m.start(), m.end(), unit, number, _year(m["o_y"]))


def _day_month(m: re.Match[str], words: DateWords) -> _Atom:
    month, day = (m["dm1"], m["d1"]) if m["dm1"] else (m["dm2"], m["d2"])
    return _Atom(m.start(), m.end(), "day", words.months[_key(month)], _year(m["dy1"], m["dy2"]), int(day))


def _month(m: re.Match[str], words: DateWords) -> _Atom | None:
    if m["m_n"] in _WORDS_TOO and not m["m_y"]:
        return None
    return _Atom(m.start(), m.end(), "month", words.months[_key(m["m_n"])], _year(m["m_y"]))


def _season(m: re.Match[str], words: DateWords) -> _Atom:
    return _Atom(m.start(), m.end(), "season", words.seasons[_key(m["s_n"])], _year(m["s_y"]))


def _whole_year(m: re.Match[str], _: DateWords) -> _Atom:
    return _Atom(m.start(), m.end(), "year", 0, _year(m["y_n"]), fiscal=m["y_fy"] == "fy")


_WORDS_TOO = {"may", "mar", "sep", "dec", "jan", "march"}
"""Month names that are also words or names: without a year they are not read as dates."""

_READERS = {
    "iso": _iso,
    "slash": _slash,
    "quarter": _quarter,
    "half": _half,
    "ordinal": _ordinal,
    "dmy": _day_month,
    "mdy": _day_month,
    "month": _month,
    "season": _season,
    "year": _whole_year,
}


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word)


def _range_end(flat: str, atoms: list[_Atom], index: int, words: DateWords) -> int:
    """The index of the atom that closes the range begun at `index`, or `index` itself."""
    if index + 1 < len(atoms):
        here, then = atoms[index], atoms[index + 1]
        between = flat[here.end : then.start]
        if words.join.fullmatch(between) and _can_join(here, then, between):
            return index + 1
    return index


def _can_join(here: _Atom, then: _Atom, between: str) -> bool:
    if between.strip() == "/" and here.kind == "year":
        return False
    years = (here.year, then.year)
    return None in years or (years[0] or 0) <= (years[1] or 0)


def _make(flat: str, first: _Atom, last: _Atom, words: DateWords, default: int | None) -> FoundDate | None:
    year_first = first.year or last.year or default
    year_last = last.year or first.year or default
    if year_first is None or year_last is None:
        return None
    written = bool(first.year or last.year)
    try:
        period = _period(first, year_first, words)
        if last is not first:
            period = period.through(_period(last, year_last, words))
    except ValueError:
        return None
    tail = words.open_end.match(flat, last.end)
    if tail:
        return FoundDate(first.start, tail.end(), period.onwards(), written)
    return FoundDate(first.start, last.end, period, written)


def _period(atom: _Atom, year: int, words: DateWords) -> Period:
    fiscal = words.fiscal_start if atom.fiscal or atom.kind == "quarter" else 1
    if atom.kind == "day":
        return periods.one_day(date(year, atom.number, atom.day))
    if atom.kind == "month":
        return periods.month(year, atom.number)
    if atom.kind == "season":
        return periods.months(date(year, atom.number, 1), 3, Grain.QUARTER)
    if atom.kind == "quarter":
        return periods.quarter(year, atom.number, fiscal)
    if atom.kind == "half":
        return periods.half(year, atom.number, fiscal)
    return periods.year(year, fiscal)
