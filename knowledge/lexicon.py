"""The lexicon: the spellings of fields, statuses, dates and questions in the languages we read.

It is data (lexicon.yaml); this file turns its text into lookups. Spellings of all languages
are merged: a page or a question may mix them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar, cast

from knowledge.date_words import DateWords
from knowledge.language_words import LanguageWords
from knowledge.model import StatusKind
from knowledge.people import Role, RoleWords
from knowledge.phrases import Phrases
from knowledge.statuses import StatusWords
from knowledge.timeframe import Timeframe, TimeWords, find_duration, read_timeframe
from knowledge.words import fold, word_keys

Meaning = TypeVar("Meaning")

_WHOLE = frozenset({"capabilities", "asides"})
"""Meanings a heading has only as a whole: "Features" lists capabilities, "Core Features" items."""
_PHASES = frozenset({"phase", "milestone", "fase"})
"""Words that begin the name of a phase without a number, too; "Release notes" is none."""
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_VERSION = re.compile(r"v?\d+(?:\.\d+)+|v\d+")
_TEAM = re.compile(r"^\s*\[[^\]]+\]\s*")
_PLURAL = re.compile(r"\((?:e?s)\)")
_CODE = re.compile(r"p\d")


KEY_KINDS = ("start", "end", "measured", "beside", "headline", "kind")
"""Groups of keys and columns that are read with care (knowledge/lexicon.yaml, "names")."""

_UNREAD = object()
_MOST_REMEMBERED = 20_000
"""Texts; when there are more, everything is forgotten and read anew."""
_LONGEST_REMEMBERED = 120
"""Characters: longer texts seldom come twice."""


@dataclass(frozen=True)
class Lexicon:
    """Every spelling we know, by what it means."""

    dates: DateWords
    time: TimeWords
    fields: Mapping[str, str]
    """A key as written in lower case -> the name of the field."""
    item_columns: frozenset[str]
    phase_columns: frozenset[str]
    horizons: frozenset[str]
    """Words of which horizons are made: "Now", "Up next", "Long term"."""
    link_columns: frozenset[str]
    dated_columns: frozenset[str]
    """Columns that say when where they hold days ("Release")."""
    key_kinds: Mapping[str, frozenset[str]]
    """Keys that are read with care: of the first and the last day, of a measure or a time, of codes ..."""
    page_keys: Mapping[str, str]
    headings: Mapping[str, Phrases[str]]
    notes: frozenset[str]
    clause_leads: Mapping[str, tuple[str, ...]]
    """How a clause begins that says a fact ("owned by"), by its field; "first": where "first" ends it, too."""
    statuses: Phrases[StatusKind]
    """What people ask for; pages say more (`status_words`)."""
    role_words: RoleWords
    cycles: Phrases[int]
    """Spellings of review cycles -> the most days between two reviews."""
    part_words: Phrases[str]
    """Words that say a status or a date is one of a part only ("Phase 1", "MVP")."""
    old_copies: Phrases[str]
    about_itself: frozenset[str]
    """Words with which a page speaks of itself: "This page is ..."."""
    upkeep: frozenset[str]
    """What is done to a page: "updated", "reviewed"."""
    doubts: frozenset[str]
    """Words in front of what may never come: "Maybe: dark mode"."""
    own_dates: frozenset[str]
    """Words for the dates of the one thing a list is about: "created", "kickoff"."""
    plans: tuple[str, ...]
    """Parts of titles of pages that list what is planned."""
    written: Mapping[str, frozenset[str]]
    """Small words of languages that put the day first, and of those of which that can't be told."""
    negations: frozenset[str]
    generic: frozenset[str]
    status_words: StatusWords
    priorities: Phrases[int]
    """Spellings -> level, 0 the most urgent."""
    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    cues: Phrases[str]
    windows: Phrases[str]
    relations: Phrases[str]
    feasts: Phrases[str]
    """Names of days of the year -> month and day ("12-25")."""
    makes_common: frozenset[str]
    """Words behind which a name that is also a word is meant as the word ("my team")."""
    threads: Phrases[str]
    """What a message takes from the one before it: "it", "what about"; and what is mere talk."""
    units: Mapping[str, str]
    filler: frozenset[str]
    yes_no: frozenset[str]
    vocabulary: frozenset[str]
    """Every word that means something in a question."""
    vocabulary_list: tuple[str, ...]
    """The same, and these words as they are spelled ("own" and "owns"), in order."""
    pairs: frozenset[tuple[str, str]]
    """Words that stand side by side in something people ask with ("next quarter", "how many")."""
    shifts: frozenset[str]
    """Words that tell which of several stretches of time is meant: "this", "next", "last" ..."""
    openings: frozenset[str]
    """Words that a question may begin with in front of "is", "will", "does" ..."""
    languages: LanguageWords
    is_word: Callable[[str], bool]
    """Is it a word of a language, so that it is no misspelling of another?"""
    _times: dict[tuple[str, object], Timeframe | None] = field(default_factory=dict, init=False, compare=False)
    _kinds: dict[tuple[str, object], StatusKind | None] = field(default_factory=dict, init=False, compare=False)
    _meant: dict[tuple[str, object], bool] = field(default_factory=dict, init=False, compare=False)
    """What was read before, since pages repeat their dates, statuses and headings."""

    def field_of(self, key: str) -> str | None:
        """The field a key line, column or front matter key names, or None for the page's own."""
        name = self.fields.get(spelled(key))
        return "owner" if name is None and self.role_of(key) is not None else name

    def page_key(self, key: str) -> str | None:
        """What a key says of the page itself ("updated" for "last_updated"), or None when it says something else."""
        return self.page_keys.get(spelled(key.replace("_", " ").replace("-", " ")))

    def role_of(self, key: str) -> Role | None:
        """The part of those whom a key line or column names ("Point of contact"), or None."""
        bare = spelled(_TEAM.sub("", key))
        first, last = bare.partition(" ")[0], bare.rpartition(" ")[2]
        kind = self.role_words.kinds.get(bare)
        if (
            kind is None and len(bare.split()) <= 3 and first not in self.filler
        ):  # "For AI reviewers: ..." speaks to them
            kind = self.role_words.endings.get(last)
        return None if kind is None else Role(kind, key.strip(" :*_`"))

    def names_nobody(self, text: str) -> bool:
        """Does a placeholder stand where an owner should ("TBD", "*owner*", "unassigned")?"""
        words = " ".join(word_keys(text))
        return not words or words in self.role_words.nobody or text.lower().strip(" .*_()[]") in self.time.not_stated

    def in_order(self, day_first: bool | None) -> Lexicon:
        """The same lexicon for a page of which the order of day and month is known."""
        return self if day_first == self.dates.day_first else replace(self, dates=self.dates.with_order(day_first))

    def read_timeframe(self, text: str, year: int | None = None) -> Timeframe | None:
        """What `text` says of a time, or None; `year` is lent to dates that name none."""
        return _remembered(self._times, (text, year), lambda: read_timeframe(text, self.dates, self.time, year))

    def duration(self, text: str) -> str:
        """The first duration in `text` ("2-3 weeks"), or an empty string."""
        return find_duration(text, self.time)

    def status_kind(self, text: str) -> StatusKind | None:
        """What a status as written amounts to, or None when we do not know its words."""
        return _remembered(self._kinds, (text, None), lambda: self.status_words.kind_of(text))

    def status_with_errors(self, text: str) -> StatusKind | None:
        """The same where a status must stand, with a letter dropped or swapped ("complted")."""
        return self.status_words.kind_with_errors(text)

    def priority_level(self, text: str) -> int | None:
        """0 for the most urgent to 4 for the least, or None; a code decides before words: "P2 (nice to have)"."""
        words = word_keys(text)
        codes = [w for w in words if _CODE.fullmatch(w)]
        found = self.priorities.best(codes or words)
        return None if found is None else found.meaning

    def heading_means(self, title: str, meaning: str) -> bool:
        """Does a heading announce dependencies, an audience, documents ... in any language?"""
        return _remembered(self._meant, (title, meaning), lambda: self._means(title, meaning))

    def _means(self, title: str, meaning: str) -> bool:
        words = word_keys(title)
        phrases = self.headings[meaning]
        return bool(phrases.spelled(words)) if meaning in _WHOLE else bool(phrases.find(words))

    def names_phase(self, title: str) -> bool:
        """Does a heading name a phase, a version or a horizon ("Phase 2: ...", "v2.9", "Later")?"""
        words = word_keys(_BRACKETS.sub(" ", title))
        if not words:
            return False
        horizon = all(w in self.horizons for w in words)
        numbered = len(words) > 1 and (words[0] in _PHASES or any(c.isdigit() for c in words[1]) or len(words[1]) == 1)
        named = words[0] in self.phase_columns and numbered
        return horizon or named or _VERSION.fullmatch(words[0]) is not None

    def is_general(self, title: str) -> bool:
        """Is a heading one that names no thing of its own ("Overview", "Details")?"""
        words = word_keys(title)
        return bool(words) and self.headings["general"].words.issuperset(words)


@lru_cache(maxsize=16384)
def spelled(text: str) -> str:
    """A key of a page in the form in which the lexicon has it: "Owner(s):" -> "owner". Remembered: keys come again."""
    return re.sub(r"\s+", " ", _PLURAL.sub("", fold(text))).strip(" :*_`")


def _remembered(
    known: dict[tuple[str, object], Meaning], text: tuple[str, object], read: Callable[[], Meaning]
) -> Meaning:
    found = known.get(text, _UNREAD)
    if found is not _UNREAD:
        return cast(Meaning, found)
    read_now = read()
    if len(text[0]) <= _LONGEST_REMEMBERED:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[text] = read_now
    return read_now
