"""The words that dates are made of, in all the languages we read (knowledge/lexicon.yaml).

They are data, so that a language is added without a change of code: the forms of dates
(knowledge/date_forms.py) name these lists and never a word.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.date_forms import LETTER, pattern_of

_SAME_LENGTH = {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"}
_SAME_LENGTH |= {ord(c): "'" for c in "\u2018\u2019\u201a\u201b"} | {ord(c): " " for c in "\u00a0\u2009\u202f\u3000"}
_SAME_LENGTH |= {ord(c): "~" for c in "\u301c\uff5e"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width forms ("２０２７／０３") are read as the plain ones."""
_LEVEL = _FULL_WIDTH | _SAME_LENGTH


@dataclass(frozen=True)
class DateWords:
    """The words of dates, and how an organisation counts its quarters and writes its days.

    `fiscal_start` is the month (1 to 12) in which the fiscal year begins. `day_first` decides
    "03/04/2027"; None: nothing is known, and such a date can be read two ways.
    """

    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    marks: Mapping[str, tuple[str, ...]]
    """What stands beside a number to say what it counts: "Q" in "Q3", "年" in "2027年"."""
    halves: Mapping[str, int]
    """Words for a half of a year that hold no number."""
    of: tuple[str, ...]
    joins: tuple[str, ...]
    onwards: tuple[str, ...]
    open_ends: tuple[str, ...]
    """What stands where the end of a range would: "2027 - Future"."""
    parts: tuple[str, ...]
    """What picks a part of a unit, in front of it: "mid", "end of"."""
    weekdays: tuple[str, ...]
    doubtful: frozenset[str]
    """Months whose names are words too: without a year, or something that joins it, they are no dates."""
    measures: tuple[str, ...]
    """Behind a number that looks like a year it is none: "2027 px"."""
    numbered: frozenset[str]
    """In front of a number that looks like a year it is none: "issue 2027"."""
    fiscal_start: int = 1
    day_first: bool | None = None
    sign: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """Stands in every text that has a date: a digit, or a word that is a date without one ("March", "summer")."""
    part: re.Pattern[str] = field(init=False, repr=False, compare=False)
    single: re.Pattern[str] = field(init=False, repr=False, compare=False)
    join: re.Pattern[str] = field(init=False, repr=False, compare=False)
    listing: re.Pattern[str] = field(init=False, repr=False, compare=False)
    open_end: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lists = {k: either(getattr(self, k)) for k in _LISTS} | {k: either(v) for k, v in self.marks.items()}
        ahead = rf"(?:(?:{either((*self.parts, *self.weekdays, *self.of))})\.?,?\s+|-)*"
        object.__setattr__(self, "part", whole_words((*self.parts, *self.weekdays)))
        word = rf"(?<![^\W_])(?:{either(self.joins)})(?![a-z])"
        spaced, signs = (*self.months, *self.ordinals, *self.seasons), (*self.halves, *self.marks["season_sign"])
        alone = rf"(?<!{LETTER})(?:(?:{either(spaced)})(?!{LETTER})|{either(signs)})"
        object.__setattr__(self, "sign", re.compile(rf"\d|{alone}"))
        object.__setattr__(self, "single", re.compile(pattern_of(lists), re.VERBOSE))
        object.__setattr__(self, "join", re.compile(rf"\s*(?:-+>?|\.\.\.?|…|~|→|/|{word})\s*{ahead}"))
        object.__setattr__(self, "listing", re.compile(rf"\s*(?:,|&|\+|、|及|和|(?:,\s*)?{word})\s*{ahead}"))
        ends = rf"\s*(?:-+|~|…|\.\.\.|→|{word})\s*(?:{either(self.open_ends)}|(?=\s*$))(?!\w)"
        object.__setattr__(
            self, "open_end", re.compile(rf"\s*\++(?!\s*\w)|[,\s-]*(?:{either(self.onwards)})(?![a-z])|{ends}")
        )

    def with_order(self, day_first: bool | None) -> DateWords:
        """The same words for a page of which the order of day and month is known."""
        if day_first == self.day_first:
            return self
        other = copy.copy(self)
        object.__setattr__(other, "day_first", day_first)
        return other


_LISTS = (
    "months",
    "ordinals",
    "units",
    "seasons",
    "halves",
    "of",
    "joins",
    "parts",
    "weekdays",
    "onwards",
    "open_ends",
    "measures",
)


def either(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longest first; none at all match nothing."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, whole where a language puts spaces; "#" in a word stands for a digit."""
    signs = [w for w in words if "\u2e80" <= w[0] <= "\u9fff"]
    spaced = either(w for w in words if w not in signs)
    return re.compile(rf"(?<!\w)(?:{spaced})(?![^\W\d_])|{either(signs)}".replace(r"\#", r"\d"))


def level(text: str) -> str:
    """Lower case with one kind of dash, quote, digit and space; character for character as long as `text`."""
    flat = text.translate(_LEVEL)
    low = flat.lower()
    return low if len(low) == len(flat) else "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)
