"""Where pages disagree: typed fields of one feature, or of namesakes, whose values differ.

Only values that cannot both be true count: windows neither of which holds the other, statuses
of different kinds, priorities of different levels, efforts of different lengths. A quarter
inside a range refines it. Sides stand in order of rank; none of them wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.model import Disagreement, Feature, Field, Rank, StatusKind, Value
from knowledge.words import word_keys

_FIELDS = (Field.STATUS, Field.TIMEFRAME, Field.PRIORITY, Field.EFFORT, Field.OWNER)

_FAR = date.max
"""Stands for the end that an open window does not have."""

_NEAR = (
    {StatusKind.DONE, StatusKind.LIVE},
    {StatusKind.PLANNED, StatusKind.APPROVED, StatusKind.NOT_STARTED, StatusKind.PROPOSED},
    {StatusKind.PARTIAL, StatusKind.IN_PROGRESS},
    {StatusKind.PARTIAL, StatusKind.LIVE},
)
"""Kinds that can both be true of one thing at one time."""


def find_disagreements(feature: Feature, others: Iterable[Feature], lexicon: Lexicon) -> tuple[Disagreement, ...]:
    """The disagreements about a feature over its own mentions and those of its namesakes."""
    both = (feature, *others)
    found = []
    for name in _FIELDS:
        sides = _sides([v for f in both for v in _values(f, name)], lexicon)
        if len(sides) > 1:
            found.append(Disagreement(feature.name, name, sides, tuple(f.key for f in both)))
    return tuple(found)


def all_sides(feature: Feature, others: Iterable[Feature], name: str) -> tuple[Value, ...]:
    """Every differently worded value of a field over a feature and its namesakes, with its source."""
    sides: dict[str, Value] = {}
    for value in (v for f in (feature, *others) for v in f.values(name)):
        sides.setdefault(" ".join(word_keys(value.text)), value)
    return tuple(sides.values())


def _values(feature: Feature, name: str) -> list[Value]:
    """One value a mention; being named in a phase's focus gives a thing no date of its own."""
    found = [m.value(name) for m in feature.mentions if m.rank != Rank.OLD_COPY]
    return [v for v in found if v is not None and v.inherited != "phase"]


def _sides(values: list[Value], lexicon: Lexicon) -> tuple[Value, ...]:
    kept: list[Value] = []
    for value in values:
        if all(_differ(value, other, lexicon) for other in kept) or not kept:
            kept.append(value)
    return tuple(kept)


def _differ(one: Value, other: Value, lexicon: Lexicon) -> bool:
    if one.field == Field.TIMEFRAME:
        return _times_differ(one, other)
    if one.field == Field.STATUS:
        return one.kind is not None and other.kind is not None and not _kinds_fit(one.kind, other.kind)
    if one.field == Field.PRIORITY:
        levels = (lexicon.priority_level(one.text), lexicon.priority_level(other.text))
        return None not in levels and levels[0] != levels[1]
    if one.field == Field.EFFORT:
        lengths = (lexicon.duration(one.text), lexicon.duration(other.text))
        return all(lengths) and lengths[0].casefold() != lengths[1].casefold()
    return word_keys(one.text) != word_keys(other.text)


def _times_differ(one: Value, other: Value) -> bool:
    a, b = one.period, other.period
    if a is None or b is None:
        return False
    last_a, last_b = a.end or _FAR, b.end or _FAR
    a_holds = a.start <= b.start and last_b <= last_a
    b_holds = b.start <= a.start and last_a <= last_b
    return not (a_holds or b_holds)


def _kinds_fit(one: StatusKind, other: StatusKind) -> bool:
    return one == other or any(one in pair and other in pair for pair in _NEAR)


def by_feature(
    features: Mapping[str, Feature], same: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> dict[str, tuple[Disagreement, ...]]:
    """For each feature with any, its disagreements."""
    found = {}
    for key, feature in features.items():
        others = [features[k] for k in same.get(key, ())]
        if len(feature.mentions) + len(others) > 1:
            disagreements = find_disagreements(feature, others, lexicon)
            if disagreements:
                found[key] = disagreements
    return found
