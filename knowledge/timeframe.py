"""When something is planned, as a page writes it: "Q3-Q4 2026 (5-7 days)", "2028+", "Ongoing".

The words stay as written. Beside them stands what can be said of them: a half-open Period
where a date is named, and a kind where none is. A parenthesis is no part of the date: it may
hold a duration, a week or a condition. Rules: docs/reading.md, "Dates".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from knowledge.date_words import DateWords, either, level, whole_words
from knowledge.dates import FoundDate, find_dates, names_date
from knowledge.period import Period


class TimeframeKind(StrEnum):
    """What the words of a timeframe amount to."""

    DATED = "dated"
    OPEN_ENDED = "open-ended"
    """A first day and no last one: "2028+", "since May 2026"."""
    ONGOING = "ongoing"
    UNDATED = "undated"
    """Written, but naming no date: "Future (As needed)", "Later"; or one without its year: "Q3"."""
    NOT_STATED = "not stated"
    """A placeholder: "TBD", "-"."""
    CONDITIONAL = "conditional"
    """Only if something happens, at no date: "if needed"."""
    RELATIVE = "relative"
    """Counted from something else: "6 weeks after launch", "week 7", "next quarter"."""
    DURATION = "duration"
    """How long, not when: "2-3 weeks"."""
    RELEASE = "release"
    """The version it comes with: "v2.9"."""
    TWO_WAYS = "two ways"
    """A date that can be read as two: "03/04/2027" where nothing tells day from month."""


@dataclass(frozen=True, slots=True)
class Timeframe:
    """The words as written, the kind, and the days when they name any."""

    text: str
    kind: TimeframeKind
    period: Period | None = None
    conditional: bool = False
    duration: str = ""
    """The duration inside the words, as written ("5-7 days"); empty when there is none."""
    rough: bool = False
    """Do the words pick a part of the days without saying which: "early 2027"?"""
    actual: Period | None = None
    """When it really was, where the words give that beside the plan."""


@dataclass(frozen=True)
class TimeWords:
    """Words that stand where a date could: going on, conditional, nobody knows yet."""

    snapshot: tuple[str, ...]
    """Before a date: it tells when somebody looked, not when a thing is planned."""
    ongoing: tuple[str, ...]
    undated: tuple[str, ...]
    not_stated: tuple[str, ...]
    conditional: tuple[str, ...]
    relative: tuple[str, ...]
    """Words that count from something else: "after", "once"; "week #", where # is any number."""
    durations: tuple[str, ...]
    """Units of duration ("days", "weeks")."""
    since: tuple[str, ...]
    """Before a date: it begins there and has no end."""
    after: tuple[str, ...]
    """Before a date: it begins when that is over."""
    planned: tuple[str, ...]
    actual: tuple[str, ...]
    """Beside a date: it is the plan; it is what really happened."""
    rough: tuple[str, ...]
    """In front of a date: a part of it, nobody says which days."""
    duration: re.Pattern[str] = field(init=False, repr=False, compare=False)
    snapshot_date: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _before: tuple[tuple[str, re.Pattern[str]], ...] = field(init=False, repr=False, compare=False)
    _really: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _roughly: re.Pattern[str] = field(init=False, repr=False, compare=False)
    _says: tuple[tuple[TimeframeKind, re.Pattern[str]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        number = r"\d{1,3}(?:[.,]\d+)?\+?"
        length = (
            rf"(?<![\w.]){number}(?:\s*(?:-|–|~|〜|to|a|à|bis)\s*{number})?[\s-]*(?:{either(self.durations)})(?![a-z])"
        )
        object.__setattr__(self, "duration", re.compile(length, re.IGNORECASE))
        snapshot = rf"(?<!\w)(?:{either(self.snapshot)})(?!\w):?\s[^,;()]*(?:,\s*20\d\d)?"
        object.__setattr__(self, "snapshot_date", re.compile(snapshot))
        object.__setattr__(self, "_roughly", _in_front(self.rough))
        before = tuple((n, _in_front(getattr(self, n))) for n in ("after", "since"))
        object.__setattr__(self, "_before", before)
        object.__setattr__(self, "_really", re.compile(either(self.actual)))
        order = (
            (TimeframeKind.RELATIVE, self.relative),
            (TimeframeKind.ONGOING, self.ongoing),
            (TimeframeKind.UNDATED, self.undated),
            (TimeframeKind.CONDITIONAL, self.conditional),
        )
        object.__setattr__(self, "_says", tuple((kind, whole_words(words)) for kind, words in order))

    def kind_of(self, flat: str) -> TimeframeKind | None:
        """What words without a date amount to; placeholders only count when they stand alone."""
        bare = flat.strip(_AROUND)
        if not bare or bare in self.not_stated:
            return TimeframeKind.NOT_STATED if flat.strip() else None
        said = next((kind for kind, words in self._says if words.search(flat)), None)
        if said is None and self.duration.search(flat):
            return TimeframeKind.DURATION
        return TimeframeKind.RELEASE if said != TimeframeKind.RELATIVE and _VERSION.match(bare) else said

    def says_conditional(self, flat: str) -> bool:
        """Does the text make the date depend on something?"""
        return self._says[-1][1].search(flat) is not None

    def begins(self, before: str) -> str:
        """ "since" or "after" when the words in front of a date say that it only begins there; else ""."""
        return next((name for name, words in self._before if words.search(before)), "")

    def is_rough(self, before: str) -> bool:
        """Do the words in front of a date pick a part of it ("early", "mid")?"""
        return self._roughly.search(before) is not None

    def is_actual(self, around: str) -> bool:
        """Do the words beside a date say that this is what really happened?"""
        return self._really.search(around) is not None


_AROUND = " .,;:*_()[]（）【】~¿?？-—–"
_OPEN_BRACKET = re.compile(r"[(【\[](?=[^)】\]]*$)")
_DIGIT = re.compile(r"[\d一二三四上下前後后]")
_PARENTHESIS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_NUMBER = r"(?:v\d+(?:\.(?:\d+|x)){0,3}|\d+\.(?:\d+|x)(?:\.(?:\d+|x))?)(?![\d%.]|\s?%)"
_VERSION = re.compile(
    rf"(?:[^\W\d_][\w&/+-]*:?\s){{0,3}}{_NUMBER}(?:\s?(?:[-+/,&]|or|and|to)\s?{_NUMBER})*\+?(?:\s[^\W\d_]+){{0,2}}$"
)


def read_timeframe(text: str, dates: DateWords, words: TimeWords, year: int | None = None) -> Timeframe | None:
    """What `text` says of a time, or None when it says nothing of one.

    `year` is lent to dates that name none (from a heading above).
    """
    shown = text.strip()
    flat = level(shown)
    if words.snapshot_date.search(flat):
        flat = words.snapshot_date.sub(lambda m: " " * len(m.group()), flat)
    numbers = _DIGIT.search(flat) is not None
    found = _find(flat, dates, words, year) if numbers or year is not None else []
    conditional = words.says_conditional(flat)
    duration = find_duration(flat, words) if numbers else ""
    if found:
        return replace(_dated(shown, flat, found, words), conditional=conditional, duration=duration)
    kind = words.kind_of(flat)
    if kind in (None, TimeframeKind.DURATION) and names_date(flat, dates):
        kind = TimeframeKind.UNDATED
    return None if kind is None else Timeframe(shown, kind, None, conditional, duration)


def find_duration(text: str, words: TimeWords) -> str:
    """The first duration in `text` as written ("2-3 weeks"), or an empty string."""
    match = words.duration.search(text)
    return match.group() if match else ""


def _find(flat: str, dates: DateWords, words: TimeWords, year: int | None) -> list[FoundDate]:
    """The dates outside of brackets; those inside when there are no others, or one tells what really was."""
    if words.is_actual(flat):
        return find_dates(flat, dates, year)
    outside = _PARENTHESIS.sub(lambda m: " " * len(m.group()), flat)
    return find_dates(outside, dates, year) or find_dates(flat, dates, year)


def _dated(shown: str, flat: str, found: list[FoundDate], words: TimeWords) -> Timeframe:
    actual = [f for f, label in zip(found, _labels(flat, found), strict=True) if words.is_actual(label)]
    planned = [f for f in found if f not in actual] or found
    first = planned[0]
    if first.two_ways:
        return Timeframe(shown, TimeframeKind.TWO_WAYS)
    period = first.period
    begins = words.begins(flat[: first.start]) if period.end is not None else ""
    if begins:
        period = Period(period.end, None, period.grain) if begins == "after" and period.end else period.onwards()
    kind = TimeframeKind.OPEN_ENDED if period.end is None else TimeframeKind.DATED
    rough = words.is_rough(flat[: first.start])
    return Timeframe(shown, kind, period, rough=rough, actual=actual[0].period if actual else None)


def _labels(flat: str, found: list[FoundDate]) -> list[str]:
    """What is said beside each date: in front of it when the text begins with a label, else behind it.

    An open bracket belongs to the date inside: "24 Mar 2027 (actual 5 Apr 2027)".
    """
    starts, ends = [f.start for f in found], [f.end for f in found]
    gaps = [flat[a:b] for a, b in zip([0, *ends], [*starts, len(flat)], strict=True)]
    if re.search(r"\w", gaps[0]):
        return gaps[:-1]
    behind = [_OPEN_BRACKET.split(gap) for gap in gaps]
    return [(own[1] if len(own) > 1 else "") + " " + after[0] for own, after in zip(behind, behind[1:], strict=False)]


def _in_front(group: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(group)})[\s-]*(?:the\s|early\s|mid\s|late\s)?$")
