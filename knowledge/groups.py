"""What features have in common and are asked for by: an owner, a heading they stand under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.identity import name_of
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Rank, Value
from knowledge.people import Person, RoleKind
from knowledge.readers.reading import PageReading
from knowledge.words import spoken, word_keys


@dataclass(frozen=True, slots=True)
class Group:
    """Features that a heading or an owner has in common, asked for by that name."""

    title: str
    keys: tuple[str, ...]
    pages: tuple[Value, ...] = ()  # for an owner: the lines that name it as the owner of a whole page
    kept: tuple[str, ...] = ()  # for an owner: the paths of the pages it keeps (CODEOWNERS)


_OWNING = RoleKind.TEAM
"""The last kind of role that owns a thing; authors and reviewers have it only when they own nothing."""


def groups_by_owner(
    features: list[Feature], readings: Mapping[str, PageReading], keepers: Mapping[str, Value]
) -> dict[tuple[str, ...], Group]:
    """Owners by their names, with the features and the pages they are written for; `keepers` keep pages.

    One person under two spellings with one profile link is one owner, found by both.
    """
    found = _Owners()
    for feature in features:
        for value in feature.values(Field.OWNER):
            for words in found.add(value):
                found.keys[words].setdefault(feature.key, value)
    for reading in readings.values():
        for value in (v for v in reading.facts if v.field == Field.OWNER and not v.blank):
            for words in found.add(value):
                found.pages[words].append(value)
    for path, value in keepers.items():
        for words in found.add(value):
            found.kept[words].append(path)
    return {alias: found.group(words) for alias, words in found.names.items()}


class _Owners:
    """Owners as they are met: each under the words of the first name it was met by."""

    def __init__(self) -> None:
        self.titles: dict[tuple[str, ...], str] = {}
        self.names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.keys: dict[tuple[str, ...], dict[str, Value]] = defaultdict(dict)
        self.pages: dict[tuple[str, ...], list[Value]] = defaultdict(list)
        self.kept: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._profiles: dict[str, tuple[str, ...]] = {}

    def add(self, value: Value) -> list[tuple[str, ...]]:
        """The words of each person that a value names, or that a role in it stands for."""
        people = [*value.people, *(p for line in value.explained for p in line.people)]
        return [self._words(p) for p in people if word_keys(p.name)]

    def group(self, words: tuple[str, ...]) -> Group:
        """What an owner has: what it owns, or else what it has another part in."""
        kinds = {key: RoleKind.OWNER if v.role is None else v.role.kind for key, v in self.keys[words].items()}
        owned = tuple(key for key, kind in kinds.items() if kind <= _OWNING)
        return Group(self.titles[words], owned or tuple(kinds), tuple(self.pages[words]), tuple(self.kept[words]))

    def _words(self, person: Person) -> tuple[str, ...]:
        words = word_keys(person.name)
        first = self._profiles.get(person.profile) if person.profile else None
        first = first or self.names.get(words, words)
        self.names.setdefault(words, first)
        self.titles.setdefault(first, person.name)
        if person.profile:
            self._profiles.setdefault(person.profile, first)
        return first


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
