"""The Roadmap: everything the pages say, assembled once, with lookups, and never edited.

`assemble` rebuilds all of it from the documents; there is no incremental index, since reading
hundreds of pages takes a fraction of a second (docs/architecture.md, "Rebuild everything").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from knowledge.disagreements import by_feature
from knowledge.encoding import repair
from knowledge.identity import join, name_of, namesakes
from knowledge.lexicon import Lexicon
from knowledge.links import Resolver
from knowledge.markdown import MarkdownReader
from knowledge.model import (
    Disagreement,
    Document,
    Feature,
    Field,
    Phase,
    Problem,
    Rank,
    Reference,
    Source,
    Value,
)
from knowledge.names import NameIndex
from knowledge.notes import NoteIndex
from knowledge.page import Page
from knowledge.readers.read import read_page
from knowledge.readers.reading import PageReading
from knowledge.words import word_keys

LARGEST_PAGE = 2_000_000
"""Characters; a larger page is no roadmap page and is not parsed."""


@dataclass(frozen=True)
class Owner:
    """Who owns a feature: the value, and whether it is written of the feature itself."""

    value: Value
    inherited: bool
    of: str
    """The name of what the owner is written of: the feature, its area, or the roadmap."""


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
    groups: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]
    """The words of a heading -> its text, and the keys of the features listed under it."""
    hub: str | None = None
    """The path of the page that stands for the whole roadmap."""

    @property
    def references(self) -> list[Reference]:
        """Every document that a page points to."""
        return [r for reading in self.readings.values() for r in reading.references]

    @property
    def top(self) -> tuple[Feature, ...]:
        """The features the hub lists; all listed ones when there is no hub that lists any."""
        listed = ((f, m) for f in self.features for m in f.mentions if m.rank == Rank.LISTED)
        on_hub = dict.fromkeys(f.key for f, m in listed if m.source.path == self.hub)
        return tuple(self.by_key[k] for k in on_hub) or tuple(
            f for f in self.features if f.mentions[0].rank != Rank.PASSING
        )

    def phase_named(self, words: tuple[str, ...]) -> Phase | None:
        """The phase called so, with or without the word "phase"."""
        return next((p for p in self.phases if words in _phase_names(p)), None)

    def others(self, feature: Feature) -> tuple[Feature, ...]:
        """The features of other areas that share its name."""
        return tuple(self.by_key[k] for k in self.namesakes.get(feature.key, ()))

    def children(self, feature: Feature) -> tuple[Feature, ...]:
        """The features its own page lists, and the pages of its folder that no page lists."""
        return tuple(self.by_key[k] for k in feature.children)

    def page_fact(self, name: str, path: str | None = None) -> Value | None:
        """What a page says of itself ("updated", "cycle", "audience"); of the hub without a path."""
        reading = self.readings.get(path or self.hub or "")
        return None if reading is None else reading.about.get(name)

    def owner(self, feature: Feature) -> Owner | None:
        """The owner written of a feature, else of its area's page, else of the whole roadmap."""
        own = feature.value(Field.OWNER)
        if own is not None:
            return Owner(own, False, feature.name)
        for path in self._above(feature):
            found = next((v for v in self.readings[path].facts if v.field == Field.OWNER), None)
            if found is not None:
                of = "the roadmap as a whole" if path == self.hub else self.readings[path].page.name
                return Owner(found, True, of)
        return None

    def _above(self, feature: Feature) -> list[str]:
        listing = [m.parent for m in feature.mentions if m.parent]
        folder = feature.area
        index: list[str] = []
        while folder:
            index += [p for p, r in self.readings.items() if r.page.is_index and r.page.folder == folder]
            folder = folder.rpartition("/")[0]
        hub = [self.hub] if self.hub else []
        return [p for p in dict.fromkeys([*listing, *index, *hub]) if p in self.readings]


def assemble(documents: Iterable[Document], lexicon: Lexicon, problems: Iterable[Problem] = ()) -> Roadmap:
    """The Roadmap written in `documents`; `problems` are those met while they were fetched."""
    found = list(problems)
    pages = _pages(documents, found)
    areas = _areas(pages)
    resolver = Resolver(p.path for p in pages)
    readings = {p.path: read_page(p, _area_of(p.path, areas), lexicon, resolver) for p in pages}
    hub = _hub(pages)
    features = _hub_first(_with_children(join(readings.values()), readings), hub)
    by_key = {f.key: f for f in features}
    same = namesakes(features)
    found += [p for r in readings.values() for p in r.problems]
    return Roadmap(
        features=tuple(features),
        phases=_phases(readings, hub),
        readings=readings,
        problems=tuple(sorted(set(found), key=lambda p: (p.source, p.kind, p.message))),
        namesakes=same,
        disagreements=by_feature(by_key, same, lexicon),
        names=NameIndex(features, lexicon),
        notes=NoteIndex(readings.values()),
        by_key=by_key,
        groups=_groups(features, lexicon),
        hub=hub,
    )


def _pages(documents: Iterable[Document], problems: list[Problem]) -> list[Page]:
    reader = MarkdownReader()
    pages = []
    for document in sorted(documents, key=lambda d: d.path):
        source = Source(document.path, 1, document.commit)
        if len(document.text) > LARGEST_PAGE:
            message = f"{len(document.text):,} characters; pages above {LARGEST_PAGE:,} are not read"
            problems.append(Problem("page too large", message, source))
            continue
        text, damaged = repair(document.text)
        if damaged:
            message = "UTF-8 was decoded with another table; read as if it had not been"
            problems.append(Problem("damaged encoding", message, source))
        page, bad = reader.read(replace(document, text=text))
        problems.extend(bad)
        pages.append(page)
    return pages


def _areas(pages: list[Page]) -> set[str]:
    return {p.folder for p in pages if p.is_index and p.folder}


def _area_of(path: str, areas: set[str]) -> str:
    """The nearest folder with an index page that holds `path`, else its own folder."""
    folder = path.rpartition("/")[0]
    near = folder
    while near and near not in areas:
        near = near.rpartition("/")[0]
    return near or folder


def _hub(pages: list[Page]) -> str | None:
    """The index page nearest the root; a single page is its own hub."""
    index = [p for p in pages if p.is_index]
    roots = [p.path for p in (index or pages) if p.path.count("/") == min(q.path.count("/") for q in (index or pages))]
    return roots[0] if len(roots) == 1 else None


def _hub_first(features: list[Feature], hub: str | None) -> list[Feature]:
    """What the hub lists in the hub's order, then the rest as it was met."""

    def place(feature: Feature) -> int:
        return min(
            (m.source.line for m in feature.mentions if m.source.path == hub and m.rank == Rank.LISTED), default=10**9
        )

    return sorted(features, key=place)


def _groups(features: list[Feature], lexicon: Lexicon) -> dict[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """Headings that name a group; those that only say a priority or a status are filters, not groups."""
    found: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    said = lexicon.priorities.words | lexicon.statuses.words | lexicon.generic
    for feature in features:
        titles = {t: None for m in feature.mentions if m.rank == Rank.LISTED for t in (*m.headings, m.group) if t}
        for title in titles:
            for words in {word_keys(title), name_of(title)}:
                if words and not said.issuperset(words):
                    found.setdefault(words, (title, []))[1].append(feature.key)
    return {words: (title, tuple(dict.fromkeys(keys))) for words, (title, keys) in found.items()}


def _phase_names(phase: Phase) -> set[tuple[str, ...]]:
    """Its name, the part before a colon, and the name without "phase" behind it when two words are left."""
    words = word_keys(phase.name)
    shorter = {words[:-1]} if words[-1:] == ("phase",) and len(words) > 2 else set()
    return {words, word_keys(phase.name.split(":")[0]), *shorter}


def _phases(readings: Mapping[str, PageReading], hub: str | None) -> tuple[Phase, ...]:
    """Phases of tables before headings, the hub's first."""
    found = [p for path, r in readings.items() for p in r.phases]
    return tuple(sorted(found, key=lambda p: (not p.in_table, p.source.path != hub)))


def _with_children(features: list[Feature], readings: Mapping[str, PageReading]) -> list[Feature]:
    by_page: dict[str, list[str]] = defaultdict(list)
    homeless: dict[str, list[str]] = defaultdict(list)
    for feature in features:
        listing = {m.source.path for m in feature.mentions if m.rank == Rank.LISTED}
        for path in sorted(listing):
            by_page[path].append(feature.key)
        if feature.path is not None and not listing and not readings[feature.path].page.is_index:
            homeless[feature.area].append(feature.key)
    return [replace(f, children=_children(f, by_page, homeless, readings)) if f.path else f for f in features]


def _children(
    feature: Feature,
    by_page: Mapping[str, list[str]],
    homeless: Mapping[str, list[str]],
    readings: Mapping[str, PageReading],
) -> tuple[str, ...]:
    path = feature.path or ""
    of_folder = homeless.get(feature.area, []) if readings[path].page.is_index else []
    return tuple(k for k in dict.fromkeys([*by_page.get(path, []), *of_folder]) if k != feature.key)
