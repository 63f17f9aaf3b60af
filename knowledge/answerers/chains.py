"""What waits for what: the dependencies written on the pages as a graph, read both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answerers.case import Case
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Value
from knowledge.names import Tier
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

LONGEST = 12
"""Steps of a chain that are followed; a longer one is better read on the pages."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One feature waits for another, by a line of a page."""

    feature: Feature
    value: Value
    on: Feature | None = None
    """What the line names, when it is on the roadmap."""


def waits_of(feature: Feature, roadmap: Roadmap) -> list[Wait]:
    """What a feature, or another of its name, waits for."""
    features = (feature, *roadmap.others(feature))
    values = [(f, v) for f in features for v in f.values(Field.DEPENDENCY)]
    return [Wait(f, v, on) for f, v in values for on in (named_in(v, roadmap) or (None,))]


def waiting_for(feature: Feature, lines: Sequence[tuple[Feature, Value]], roadmap: Roadmap) -> list[Wait]:
    """What waits for a feature: those of all `lines` of dependencies that name it."""
    same = {feature.key, *roadmap.namesakes.get(feature.key, ())}
    wanted = {name_of(n) for key in same for n in roadmap.by_key[key].names}
    return [Wait(f, v, feature) for f, v in lines if f.key not in same and names_any(v, wanted, roadmap)]


def dependency_lines(roadmap: Roadmap) -> list[tuple[Feature, Value]]:
    """Every line of a page that says what a feature waits for."""
    return [(f, v) for f in roadmap.features for v in f.values(Field.DEPENDENCY)]


def upstream(feature: Feature, roadmap: Roadmap) -> tuple[list[Wait], list[Feature]]:
    """What the dependencies of a feature wait for in turn, and the way of a circle when it is one."""
    found: list[Wait] = []
    way = [feature]
    ahead = [(w, [feature]) for w in waits_of(feature, roadmap)]
    while ahead and len(found) < LONGEST:
        wait, path = ahead.pop(0)
        if wait.on is None:
            continue
        if wait.on.key in {f.key for f in path}:
            way = [*path, wait.on]
            continue
        further = waits_of(wait.on, roadmap)
        found += [w for w in further if w not in found]
        ahead += [(w, [*path, wait.on]) for w in further]
    return found, way if len(way) > 1 else []


def downstream(feature: Feature, roadmap: Roadmap) -> tuple[list[Wait], list[Wait]]:
    """What waits for a feature, and what waits for those in turn; nothing is told twice."""
    lines = dependency_lines(roadmap)
    direct = waiting_for(feature, lines, roadmap)
    seen = {feature.key, *(w.feature.key for w in direct)}
    ahead, further = [w.feature for w in direct], []
    while ahead:
        for wait in waiting_for(ahead.pop(0), lines, roadmap):
            if wait.feature.key not in seen:
                seen.add(wait.feature.key)
                further.append(wait)
                ahead.append(wait.feature)
    return direct, further


def named_in(value: Value, roadmap: Roadmap) -> list[Feature]:
    """The features that a line of dependencies names for sure: the one it is called after, or each of a list."""
    whole = _named(value.text, roadmap)
    parts = [whole] if whole is not None else [_named(part, roadmap) for part in _LISTED.split(value.text)]
    return [f for f in parts if f is not None]


_LISTED = re.compile(r"\s*[,;+&]\s*|\s+and\s+")


def _named(text: str, roadmap: Roadmap) -> Feature | None:
    words = word_keys(text)
    keys = roadmap.names.exact(words) or roadmap.names.exact(name_of(text))
    matches = [] if keys else [m for m in roadmap.names.find(name_of(text)) if m.tier < Tier.NEAR]
    found = list(keys) or [m.key for m in matches]
    if not found or (not keys and len(words) < 2):
        return None
    same = {found[0], *roadmap.namesakes.get(found[0], ())}
    return roadmap.by_key[found[0]] if same.issuperset(found) else None


def names_any(value: Value, wanted: set[tuple[str, ...]], roadmap: Roadmap) -> bool:
    """Does the text hold one of the names, or is it one shortened ("Schema Investigation")?"""
    words = word_keys(value.text)
    bare = name_of(value.text)
    if len(bare) > 1 and any(set(bare) <= set(name) and _rarest(name, roadmap) in bare for name in wanted if name):
        return True
    return any(words[start : start + len(name)] == name for name in wanted if name for start in _starts(words, name))


def _starts(words: tuple[str, ...], name: tuple[str, ...]) -> Iterator[int]:
    return iter(range(len(words) - len(name) + 1))


def _rarest(name: tuple[str, ...], roadmap: Roadmap) -> str:
    """The word that tells a name from others: a shortened name has to keep it."""
    return min(name, key=lambda w: len(roadmap.names.words.get(w, ())))


def dependents_named(case: Case, words: set[tuple[str, ...]]) -> list[Wait]:
    """Lines of dependencies that name one of these, which may be on no page of its own."""
    return [Wait(f, v) for f, v in dependency_lines(case.roadmap) if names_any(v, words, case.roadmap)]
