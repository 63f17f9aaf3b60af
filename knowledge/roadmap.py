"""The Roadmap: everything the pages say, with lookups. Made by knowledge/assemble.py, never edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from knowledge.disagreements.disagreement import Disagreement
from knowledge.groups import Group
from knowledge.history.history import History, no_history
from knowledge.model import Feature, Field, Phase, Problem, Rank, Reference, Value
from knowledge.names import NameIndex
from knowledge.notes import NoteIndex
from knowledge.page import is_index
from knowledge.passages import Passages
from knowledge.readers.reading import PageReading
from knowledge.said import say
from knowledge.words import word_keys

WHOLE = say("the roadmap as a whole")
ITS_PAGE = say("its page")
"""What an owner may be written of, when that has no name of its own."""


@dataclass(frozen=True)
class Owner:
    """Who owns a feature: the value, and whether it is written of the feature itself."""

    value: Value
    inherited: bool
    of: str
    """The name of what the owner is written of: the feature, its area, or the roadmap."""


class Lateness(StrEnum):
    """Why the pages may be out of date."""

    NOT_FETCHED = "not fetched"
    NOT_READABLE = "not readable"


@dataclass(frozen=True)
class Late:
    """Until when (UTC) the pages were known to be the newest, and what came in between."""

    since: datetime
    why: Lateness


@dataclass(frozen=True)
class Roadmap:
    """Features, phases and documents of one set of pages, with ways to find them."""

    features: tuple[Feature, ...]
    phases: tuple[Phase, ...]
    readings: Mapping[str, PageReading]
    problems: tuple[Problem, ...]
    namesakes: Mapping[str, tuple[str, ...]]
    disagreements: Mapping[str, tuple[Disagreement, ...]]
    names: NameIndex
    notes: NoteIndex
    by_key: Mapping[str, Feature]
    groups: Mapping[tuple[str, ...], Group]
    """The words of a heading -> the features listed under it."""
    owners: Mapping[tuple[str, ...], Group]
    """The words of an owner's name -> the features it is written for."""
    page_owners: Mapping[str, Value] = field(default_factory=dict)
    """Who keeps which page, by path, as a CODEOWNERS file says."""
    hub: str | None = None
    """The path of the page that stands for the whole roadmap."""
    history: Callable[[], History] = no_history
    """Its past. Reading it takes time, so it is asked for only when a question is about it."""
    late: Late | None = None
    """Set when newer pages may exist that could not be fetched or read."""

    @property
    def references(self) -> list[Reference]:
        """Every document that a page points to."""
        return [r for reading in self.readings.values() for r in reading.references]

    @cached_property
    def passages(self) -> Passages:
        """The lines of its pages."""
        return Passages(self.readings.values())

    @cached_property
    def top(self) -> tuple[Feature, ...]:
        """The features the hub lists, if it tells anything of them; else those whose own page does; else all listed."""
        listed = ((f, m) for f in self.features for m in f.mentions if m.rank == Rank.LISTED)
        on_hub = dict.fromkeys(f.key for f, m in listed if m.source.path == self.hub)
        if any(_is_told(self.by_key[k]) for k in on_hub):
            return tuple(self.by_key[k] for k in on_hub)
        with_page = tuple(f for f in self.features if f.mentions[0].rank == Rank.OWN_PAGE and _is_told(f))
        if on_hub and with_page:  # a hub that is a list of links, to the pages of its features among others
            return with_page
        return tuple(self.by_key[k] for k in on_hub) or tuple(
            f for f in self.features if f.mentions[0].rank != Rank.PASSING
        )

    @property
    def table_phases(self) -> tuple[Phase, ...]:
        """The phases that stand in a table of phases."""
        return tuple(p for p in self.phases if p.in_table)

    def phase_named(self, words: tuple[str, ...]) -> Phase | None:
        """The phase called so, with or without the word "phase"."""
        return self._phases_by_name.get(words)

    @cached_property
    def _phases_by_name(self) -> Mapping[tuple[str, ...], Phase]:
        """Every name of a phase; of two phases called alike the first counts."""
        return {name: phase for phase in reversed(self.phases) for name in _phase_names(phase)}

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The words of owners, headings and phases, each once and in order."""
        titles = [*self.owners, *self.groups, *(word_keys(p.name) for p in self.phases)]
        return tuple(sorted({word for title in titles for word in title}))

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that a whole name of features, an owner, a heading or a phase may begin with in a question.

        "and" is one of them, since names are found without it too.
        """
        titles = [*self.owners, *self.groups, *self._phases_by_name]
        return self.names.first_words.union((title[0] for title in titles if title), ("and",))

    def others(self, feature: Feature) -> tuple[Feature, ...]:
        """The features of other areas that share its name."""
        return tuple(self.by_key[k] for k in self.namesakes.get(feature.key, ()))

    def children(self, feature: Feature) -> tuple[Feature, ...]:
        """The features its own page lists, and the pages of its folder that no page lists."""
        return tuple(self.by_key[k] for k in feature.children)

    def whole(self, feature: Feature) -> Feature | None:
        """The thing whose own page lists a feature as a part of it, when no other page does."""
        pages = {m.source.path for m in feature.mentions}
        whole = self.by_key.get(pages.pop()) if len(pages) == 1 and feature.path is None else None
        return None if whole is None or whole.path is None or is_index(whole.path) else whole

    def page_fact(self, name: str, path: str | None = None) -> Value | None:
        """What a page says of itself ("updated", "cycle", "audience"); of the hub without a path."""
        reading = self.readings.get(path or self.hub or "")
        return None if reading is None else reading.about.get(name)

    def owner(self, feature: Feature) -> Owner | None:
        """The owner written of a feature, else of its area's page, else of the whole roadmap."""
        own = feature.value(Field.OWNER)
        if own is not None:
            return Owner(own, False, feature.name)
        if self.left_open(feature) is not None:
            return None
        for path in self._above(feature):
            found = next((v for v in self.readings[path].facts if v.field == Field.OWNER), None)
            if found is not None:
                of = WHOLE if path == self.hub else self.readings[path].page.name
                return Owner(found, True, of)
        keeper = self.keeper(feature)
        return None if keeper is None else Owner(keeper, True, ITS_PAGE)

    def keeper(self, feature: Feature) -> Value | None:
        """Who keeps the page of a feature, else the page that lists it, as a CODEOWNERS file says; or None."""
        paths = [feature.path or "", *(m.source.path for m in feature.mentions)]
        return next((self.page_owners[p] for p in paths if p in self.page_owners), None)

    def left_open(self, feature: Feature) -> Value | None:
        """The placeholder that stands where an owner should, or None."""
        return next((v for m in feature.mentions for v in m.values if v.field == Field.OWNER and v.blank), None)

    def pages_above(self, path: str) -> tuple[str, ...]:
        """A page, then the index pages of the folders it lies in, the nearest first, then the hub."""
        index: list[str] = []
        folder = path.rpartition("/")[0]
        while folder:
            index += self._index_pages.get(folder, ())
            folder = folder.rpartition("/")[0]
        return tuple(dict.fromkeys([path, *index, *([self.hub] if self.hub else [])]))

    @cached_property
    def _index_pages(self) -> Mapping[str, list[str]]:
        """Folder -> the pages that stand for it."""
        pages: dict[str, list[str]] = {}
        for path, reading in self.readings.items():
            if reading.page.is_index:
                pages.setdefault(reading.page.folder, []).append(path)
        return pages

    def _above(self, feature: Feature) -> list[str]:
        listing = [m.parent for m in feature.mentions if m.parent]
        above = self.pages_above(f"{feature.area}/") if feature.area else self.pages_above("")
        paths = dict.fromkeys([*listing, *above])
        return [p for p in paths if p in self.readings and not self.readings[p].is_old]


def _phase_names(phase: Phase) -> set[tuple[str, ...]]:
    """Its name, the part before a colon, and the name without "phase" behind it when two words are left."""
    words = word_keys(phase.name)
    shorter = {words[:-1]} if words[-1:] == ("phase",) and len(words) > 2 else set()
    return {words, word_keys(phase.name.split(":")[0]), *shorter}


def _is_told(feature: Feature) -> bool:
    """Is a status, a time or an owner written for it?"""
    return feature.status is not None or feature.timeframe is not None or feature.value(Field.OWNER) is not None
