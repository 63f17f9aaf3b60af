"""Documents -> Roadmap.

All of it is built anew each time; there is no incremental index, since reading hundreds of pages
takes a fraction of a second (docs/architecture.md, "Rebuild everything").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.abbreviations import find_abbreviations
from knowledge.codeowners import is_codeowners, page_owners
from knowledge.disagreements.find import by_feature
from knowledge.encoding import repair
from knowledge.explained import explain
from knowledge.groups import groups_by_heading, groups_by_owner
from knowledge.identity import join, namesakes
from knowledge.lexicon import Lexicon
from knowledge.links import Resolver
from knowledge.markdown import MarkdownReader
from knowledge.model import Document, Feature, Phase, Problem, Rank, Source
from knowledge.names import NameIndex
from knowledge.naming import Naming, add_naming
from knowledge.notes import NoteIndex
from knowledge.page import Page
from knowledge.problems.damage import damage
from knowledge.readers.logs import newest_first
from knowledge.readers.read import read_page
from knowledge.readers.reading import PageReading
from knowledge.roadmap import Roadmap
from knowledge.yaml_page import YAML_ENDINGS, read_yaml_item

LARGEST_PAGE = 2_000_000
"""Characters; a larger page is no roadmap page and is not parsed."""


def assemble(
    documents: Iterable[Document], lexicon: Lexicon, problems: Iterable[Problem] = (), naming: Naming | None = None
) -> Roadmap:
    """The Roadmap written in `documents`; `problems` are those met while they were fetched.

    `naming` is what roadmap.yaml adds to the pages.
    """
    found, documents = list(problems), list(documents)
    pages = pages_of(documents, found)
    readings = explain(readings_of(pages, lexicon))
    keepers = page_owners(documents, readings, found)
    hub = _hub(pages)
    features = _hub_first(_with_children(join(readings.values()), readings), hub)
    features, bad_names = add_naming(features, naming or Naming(), lexicon)
    by_key = {f.key: f for f in features}
    same = namesakes(features)
    found += [*bad_names, *(p for r in readings.values() for p in r.problems)]
    return Roadmap(
        features=tuple(features),
        phases=_phases(readings, hub),
        readings=readings,
        problems=tuple(sorted(set(found), key=lambda p: (p.source, p.kind, p.message))),
        namesakes=same,
        disagreements=by_feature(by_key, same, lexicon),
        names=NameIndex(features, lexicon, find_abbreviations(d.text for d in documents)),
        notes=NoteIndex(newest_first(readings.values())),
        by_key=by_key,
        groups=groups_by_heading(features, lexicon),
        owners=groups_by_owner(features, readings, keepers),
        page_owners=keepers,
        hub=hub,
    )


def pages_of(documents: Iterable[Document], problems: list[Problem]) -> list[Page]:
    """The structure of each document, by path; what is wrong with one goes to `problems`."""
    reader = MarkdownReader()
    pages: list[Page] = []
    for document in sorted((d for d in documents if not is_codeowners(d.path)), key=lambda d: d.path):
        source = Source(document.path, 1, document.commit)
        if len(document.text) > LARGEST_PAGE:
            message = f"{len(document.text):,} characters; pages above {LARGEST_PAGE:,} are not read"
            problems.append(Problem("page too large", message, source))
            continue
        if document.path.lower().endswith(YAML_ENDINGS):
            item = read_yaml_item(document)
            pages.extend([item] if item is not None else [])
            continue
        text, _ = repair(document.text)
        problems.extend(damage(document, text))
        page, bad = reader.read(replace(document, text=text))
        problems.extend(bad)
        pages.append(page)
    return pages


def readings_of(
    pages: list[Page], lexicon: Lexicon, known: Mapping[str, PageReading] | None = None
) -> dict[str, PageReading]:
    """What each page says, by path. Readings that are `known` are kept: of the same page, among the same paths."""
    areas = _areas(pages)
    resolver = Resolver(p.path for p in pages)
    kept = known or {}
    return {p.path: kept.get(p.path) or read_page(p, _area_of(p.path, areas), lexicon, resolver) for p in pages}


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
    """The index page nearest the root, else the only page there, or the one that is called "roadmap"."""
    candidates = [p for p in pages if p.is_index] or pages
    nearest = min((p.path.count("/") for p in candidates), default=0)
    roots = [p.path for p in candidates if p.path.count("/") == nearest]
    named = roots if len(roots) == 1 else [path for path in roots if "roadmap" in path.rpartition("/")[2].lower()]
    return named[0] if len(named) == 1 else None


def _hub_first(features: list[Feature], hub: str | None) -> list[Feature]:
    """What the hub lists in the hub's order, then the rest as it was met."""

    def place(feature: Feature) -> int:
        return min(
            (m.source.line for m in feature.mentions if m.source.path == hub and m.rank == Rank.LISTED), default=10**9
        )

    return sorted(features, key=place)


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
    under = _under_headings(features)
    return [replace(f, children=_children(f, by_page, homeless, readings) or _of_section(f, under)) for f in features]


def _under_headings(features: list[Feature]) -> dict[tuple[str, str], list[str]]:
    """A page and a heading of it -> the keys of the features listed below it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for feature in features:
        for mention in feature.mentions:
            if mention.rank == Rank.LISTED and not mention.section:
                for title in mention.headings:
                    found[mention.source.path, title].append(feature.key)
    return found


def _of_section(feature: Feature, under: Mapping[tuple[str, str], list[str]]) -> tuple[str, ...]:
    keys = [k for m in feature.mentions if m.section for k in under.get((m.source.path, m.section), ())]
    return tuple(k for k in dict.fromkeys(keys) if k != feature.key)


def _children(
    feature: Feature,
    by_page: Mapping[str, list[str]],
    homeless: Mapping[str, list[str]],
    readings: Mapping[str, PageReading],
) -> tuple[str, ...]:
    path = feature.path
    if path is None:
        return ()
    of_folder = homeless.get(feature.area, []) if readings[path].page.is_index else []
    return tuple(k for k in dict.fromkeys([*by_page.get(path, []), *of_folder]) if k != feature.key)
