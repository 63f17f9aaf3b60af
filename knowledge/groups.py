"""What features have in common and are asked for by: an owner, a heading they stand under."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from knowledge.identity import name_of
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Group, Rank, Value
from knowledge.readers.reading import PageReading
from knowledge.words import spoken, word_keys

_SEVERAL = re.compile(r"\s*(?:,|/|;|\+|&|\band\b|(?<=\w)\s+(?=@))\s*")
"""What stands between several owners in one cell."""


def groups_by_owner(features: list[Feature], readings: Mapping[str, PageReading]) -> dict[tuple[str, ...], Group]:
    """Owners by their names, with the features and the pages they are written for."""
    titles: dict[tuple[str, ...], str] = {}
    keys: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    pages: dict[tuple[str, ...], list[Value]] = defaultdict(list)
    for feature in features:
        for words, name in _named_owners(feature.values(Field.OWNER)):
            titles.setdefault(words, name)
            keys[words][feature.key] = None
    for reading in readings.values():
        for value in (v for v in reading.facts if v.field == Field.OWNER and not v.blank):
            for words, name in _named_owners([value]):
                titles.setdefault(words, name)
                pages[words].append(value)
    return {words: Group(name, tuple(keys[words]), tuple(pages[words])) for words, name in titles.items()}


def _named_owners(values: Iterable[Value]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each owner's words and name; several in one cell are told apart at commas, slashes and the like."""
    for value in values:
        for name in _SEVERAL.split(value.text):
            if word_keys(name):
                yield word_keys(name), name.strip()


def groups_by_heading(features: list[Feature], lexicon: Lexicon) -> dict[tuple[str, ...], Group]:
    """Headings that name a group; those that only say a priority or a status are filters, not groups."""
    found: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    said = lexicon.priorities.words | lexicon.statuses.words | lexicon.generic
    for feature in features:
        titles = {t: None for m in feature.mentions if m.rank == Rank.LISTED for t in (*m.headings, m.group) if t}
        for title in titles:
            for words in {spoken(word_keys(title)), spoken(name_of(title))}:
                if words and not said.issuperset(words):
                    found.setdefault(words, (title, []))[1].append(feature.key)
    return {words: Group(title, tuple(dict.fromkeys(keys))) for words, (title, keys) in found.items()}
