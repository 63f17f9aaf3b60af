"""What is reviewed: the pages, and the features that somebody of their own is written for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.identity import name_of
from knowledge.model import Feature, Field, Rank, Source
from knowledge.review.decision import Place
from knowledge.roadmap import Roadmap


@dataclass(frozen=True)
class Subject:
    """A place with its name, the feature it is about when it is about one, and the things asked for with it."""

    place: Place
    name: str
    source: Source
    feature: Feature | None = None
    things: tuple[Feature, ...] = ()


def subjects(roadmap: Roadmap) -> list[Subject]:
    """Every live page with the things that are asked for with it, then every feature that has an owner of its own."""
    by_place: dict[Place, list[Feature]] = defaultdict(list)
    for feature in listed(roadmap):
        by_place[place_of(feature)].append(feature)
    whole = {f.path: f for f in roadmap.features if f.path is not None}
    pages = [_page(path, whole.get(path), by_place, roadmap) for path, r in roadmap.readings.items() if not r.is_old]
    alone = [
        Subject(place, found[0].name, found[0].source, found[0], tuple(found))
        for place, found in by_place.items()
        if place.feature
    ]
    return [*pages, *alone]


def listed(roadmap: Roadmap) -> list[Feature]:
    """What live pages list or describe, folders among it; not the roadmap itself, nor stretches of a page."""
    found = (f for f in roadmap.features if not f.is_section and (f.path is None or f.path != roadmap.hub))
    return [f for f in found if f.mentions[0].rank in (Rank.OWN_PAGE, Rank.LISTED)]


def place_of(feature: Feature) -> Place:
    """Where a feature is asked for: its own page, else by itself when it has an owner, else the page that lists it."""
    if feature.path is not None:
        return Place(feature.path)
    return Place(feature.source.path, feature.key if feature.value(Field.OWNER) is not None else "")


def name_at(place: Place, roadmap: Roadmap) -> str:
    """What a place is called; its path when no page of that path is there any more."""
    feature = roadmap.by_key.get(place.feature) if place.feature else None
    reading = roadmap.readings.get(place.path)
    return feature.name if feature is not None else reading.page.name if reading is not None else place.path


def by_name(features: Iterable[Feature]) -> Mapping[object, tuple[Feature, ...]]:
    """The features that are called the same, by `name_of`."""
    found: dict[object, list[Feature]] = defaultdict(list)
    for feature in features:
        for name in dict.fromkeys(map(name_of, (feature.name, *feature.names))):
            found[name].append(feature)
    return {name: tuple(same) for name, same in found.items()}


def _page(path: str, feature: Feature | None, found: Mapping[Place, list[Feature]], roadmap: Roadmap) -> Subject:
    page, place = roadmap.readings[path].page, Place(path)
    source = Source(path, page.name_line, page.commit)
    return Subject(place, page.name, source, feature, tuple(found.get(place, ())))
