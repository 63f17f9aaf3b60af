"""Which feature of an older version is which of a newer one.

A feature keeps its identity while its page stays (or git saw the page move), else while a page
lists it by its name, else by its name in its area, else when its name is unique on both sides.
What is left is a renaming when exactly one thing of a page went and one came in its place that
links to the same target, or bears nearly the same name under the same heading; else it was removed,
or added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.identity import name_of
from knowledge.model import Feature, Mention, Rank

Moved = Mapping[str, str]
"""Pages that were moved: the path before -> the path after."""

SIMILAR = 80
"""The share of two names, in percent, that must be the same for one to be the other, put right."""


@dataclass(frozen=True, slots=True)
class Matching:
    """The features of two versions: those that are the same, and those only one version has."""

    same: tuple[tuple[Feature, Feature], ...]
    removed: tuple[Feature, ...]
    added: tuple[Feature, ...]
    merged: tuple[tuple[Feature, Feature], ...] = ()
    """Features that became part of one that has an older self already (a row that got a link)."""
    split: tuple[Feature, ...] = ()
    """Features that were part of another before."""


def match(before: Iterable[Feature], after: Iterable[Feature], moved: Moved) -> Matching:
    """Pair the features of an older and a newer version. Things named only in passing are left out."""
    pairing = _Pairing(_listed(before), _listed(after))
    pairing.by_place(lambda f: _paths(f, moved), lambda f: _paths(f, {}))
    pairing.by_place(lambda f: places(f, moved), lambda f: places(f, {}))
    pairing.by_place(_area_names, _area_names)
    pairing.by_unique(lambda f: name_of(f.name))
    pairing.by_renaming(moved)
    return pairing.matching(moved)


def places(feature: Feature, moved: Moved) -> list[Hashable]:
    """The pages that list it, each with its name there."""
    return [(moved.get(m.source.path, m.source.path), name_of(m.name)) for m in feature.mentions]


def _listed(features: Iterable[Feature]) -> list[Feature]:
    return [f for f in features if f.mentions[0].rank != Rank.PASSING]


def _paths(feature: Feature, moved: Moved) -> list[Hashable]:
    return [] if feature.path is None else [moved.get(feature.path, feature.path)]


def _all_places(feature: Feature, moved: Moved) -> list[Hashable]:
    return [*places(feature, moved), *_paths(feature, moved)]


def _area_names(feature: Feature) -> list[Hashable]:
    return [(feature.area, name_of(feature.name))]


class _Pairing:
    """The pairs found so far, and what is still without one."""

    def __init__(self, before: Sequence[Feature], after: Sequence[Feature]) -> None:
        self._before, self._after = before, after
        self._old = {f.key: f for f in before}
        self._new = {f.key: f for f in after}
        self._pairs: list[tuple[Feature, Feature]] = []

    def by_place(
        self, of_old: Callable[[Feature], Iterable[Hashable]], of_new: Callable[[Feature], Iterable[Hashable]]
    ) -> None:
        """Pair what shares a place; the first that asks for it gets it."""
        at = {place: f for f in reversed(list(self._new.values())) for place in of_new(f)}
        for old in list(self._old.values()):
            new = next((f for p in of_old(old) if (f := at.get(p)) is not None and f.key in self._new), None)
            if new is not None:
                self._pair(old, new)

    def by_unique(self, name: Callable[[Feature], Hashable]) -> None:
        """Pair what alone bears a name among what is left on either side."""
        olds, news = _grouped(self._old.values(), name), _grouped(self._new.values(), name)
        for key, found in olds.items():
            if len(found) == 1 and len(news.get(key, ())) == 1:
                self._pair(found[0], news[key][0])

    def by_renaming(self, moved: Moved) -> None:
        """Pair what stands on one page and has the same link, or nearly the same name."""
        olds = _grouped(self._old.values(), lambda f: moved.get(f.source.path, f.source.path))
        news = _grouped(self._new.values(), lambda f: f.source.path)
        for path, found in olds.items():
            for old, new in list(_renamings(found, news.get(path, []))):
                self._pair(old, new)

    def matching(self, moved: Moved) -> Matching:
        """The result; what merged into another thing, or came out of one, is neither removed nor added."""
        then = {p for f in self._before for p in _all_places(f, moved)}
        now = {p: f for f in reversed(self._after) for p in _all_places(f, {})}
        into = {f.key: next((now[p] for p in _all_places(f, moved) if p in now), None) for f in self._old.values()}
        parted = {f.key for f in self._new.values() if not then.isdisjoint(_all_places(f, {}))}
        return Matching(
            tuple(self._pairs),
            tuple(f for f in self._old.values() if into[f.key] is None),
            tuple(f for f in self._new.values() if f.key not in parted),
            tuple((f, new) for f in self._old.values() if (new := into[f.key]) is not None),
            tuple(f for f in self._new.values() if f.key in parted),
        )

    def _pair(self, old: Feature, new: Feature) -> None:
        del self._old[old.key], self._new[new.key]
        self._pairs.append((old, new))


def _grouped(features: Iterable[Feature], key: Callable[[Feature], Hashable]) -> dict[Hashable, list[Feature]]:
    found: dict[Hashable, list[Feature]] = defaultdict(list)
    for feature in features:
        found[key(feature)].append(feature)
    return found


def _renamings(olds: Sequence[Feature], news: Sequence[Feature]) -> Iterator[tuple[Feature, Feature]]:
    """Pairs of which each side has only this one partner."""
    partners = {old.key: [new for new in news if _is_renamed(old, new)] for old in olds}
    asked = [new.key for found in partners.values() for new in found]
    for old in olds:
        found = partners[old.key]
        if len(found) == 1 and asked.count(found[0].key) == 1:
            yield old, found[0]


def _is_renamed(old: Feature, new: Feature) -> bool:
    if not _targets(old).isdisjoint(_targets(new)):
        return True
    words, others = name_of(old.name), name_of(new.name)
    if old.groups != new.groups:  # "Search" under Available and "Search UI" under Planned are two things
        return False
    return fuzz.ratio(" ".join(words), " ".join(others)) >= SIMILAR and _numbers(words) == _numbers(others)


def _targets(feature: Feature) -> set[str]:
    return {m.link.target for m in feature.mentions if _has_own_link(m) and m.link is not None}


def _has_own_link(mention: Mention) -> bool:
    """A link to a part of a page ("#search") or to one item elsewhere; one to a page inside is known already."""
    return mention.link is not None and mention.link.path is None


def _numbers(words: Iterable[str]) -> list[str]:
    """ "Phase 1" is not "Phase 2", put right."""
    return [w for w in words if any(c.isdigit() for c in w)]
