"""When something is planned, as a page writes it: "Q3-Q4 2026 (5-7 days)", "2028+", "Ongoing".

The words stay as written. Beside them stands what can be said of them: a half-open Period
where a date is named, and a kind where none is. A parenthesis is no part of the date: it may
hold a duration, a week or a condition. Rules: docs/reading.md, "Dates".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.dates import DateWords, FoundDate, find_dates, level
from knowledge.period import Period


class TimeframeKind(StrEnum):
    """What the words of a timeframe amount to."""

    DATED = "dated"
    ONGOING = "ongoing"
    UNDATED = "undated"
    """Written, but naming no date: "Future (As needed)", "Later"."""
    NOT_STATED = "not stated"
    """A placeholder: "TBD", "-"."""


@dataclass(frozen=True, slots=True)
class Timeframe:
    """The words as written, the kind, and the days when they name any."""

    text: str
    kind: TimeframeKind
    period: Period | None = None
    conditional: bool = False
    duration: str = ""
    """The duration inside the words, as written ("5-7 days"); empty when there is none."""


@dataclass(frozen=True)
class TimeWords:
    """Words that stand where a date could: going on, conditional, nobody knows yet."""

    snapshot: tuple[str, ...]
    """Before a date: it tells when somebody looked, not when a thing is planned."""
    ongoing: tuple[str, ...]
    undated: tuple[str, ...]
    not_stated: tuple[str, ...]
    conditional: tuple[str, ...]
    durations: tuple[str, ...]
    """Units of duration ("days", "weeks")."""
    duration: re.Pattern[str] = field(init=False, repr=False, compare=False)
    snapshot_date: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _says: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        units = "|".join(sorted(map(re.escape, self.durations), key=len, reverse=True))
        number = r"\d+(?:[.,]\d+)?\+?"
        object.__setattr__(
            self, "duration", re.compile(rf"{number}(?:\s*(?:-|–|to)\s*{number})?[\s-]*(?:{units})\b", re.IGNORECASE)
        )
        object.__setattr__(self, "snapshot_date", re.compile(rf"{_any_of(self.snapshot).pattern}:?\s[^,;()]*"))
        object.__setattr__(self, "_says", tuple(map(_any_of, (self.ongoing, self.undated, self.conditional))))

    def kind_of(self, flat: str) -> TimeframeKind | None:
        """What words without a date amount to; placeholders only count when they stand alone."""
        if flat.strip(" .*_") in self.not_stated:
            return TimeframeKind.NOT_STATED
        if self._says[0].search(flat):
            return TimeframeKind.ONGOING
        return TimeframeKind.UNDATED if self._says[1].search(flat) else None

    def says_conditional(self, flat: str) -> bool:
        """Does the text make the date depend on something?"""
        return self._says[2].search(flat) is not None


_DIGIT = re.compile(r"\d")
_PARENTHESIS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")


def read_timeframe(text: str, dates: DateWords, words: TimeWords, year: int | None = None) -> Timeframe | None:
    """What `text` says of a time, or None when it says nothing of one.

    `year` is lent to dates that name none (from a heading above).
    """
    shown = text.strip()
    flat = level(shown)
    if words.snapshot_date.search(flat):
        flat = words.snapshot_date.sub(lambda m: " " * len(m.group()), flat)
    has_digit = _DIGIT.search(flat) is not None
    found: list[FoundDate] = []
    if has_digit:
        outside = _PARENTHESIS.sub(lambda m: " " * len(m.group()), flat)
        found = find_dates(outside, dates, year) or find_dates(flat, dates, year)
    conditional = words.says_conditional(flat)
    duration = find_duration(flat, words) if has_digit else ""
    if found:
        period = found[0].period
        if len(found) > 1 and _continues(outside, found[0].end, found[1].start):
            period = period.through(found[1].period) if found[1].period.start > period.start else period
        return Timeframe(shown, TimeframeKind.DATED, period, conditional, duration)
    kind = words.kind_of(flat)
    return None if kind is None else Timeframe(shown, kind, None, conditional, duration)


def find_duration(text: str, words: TimeWords) -> str:
    """The first duration in `text` as written ("2-3 weeks"), or an empty string."""
    match = words.duration.search(text)
    return match.group() if match else ""


def _continues(text: str, end: int, start: int) -> bool:
    """Are two dates parts of one enumeration ("Q1, Q2 and Q3 2026")?"""
    return re.fullmatch(r"\s*(?:,|&|and|\+)\s*", text[end:start]) is not None


def _any_of(group: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(group, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
