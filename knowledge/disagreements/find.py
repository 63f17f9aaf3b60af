"""Where pages disagree: typed fields of one feature, or of namesakes, whose values differ.

Values are compared by what they amount to (meanings.py, fitting.py). What cannot both be true
is a clash; what may both be true is kept apart from it, with the reason; the same in other
words is kept as wording. Sides stand in order of rank; none of them wins. What an old copy
says is no side of a clash: it is told as what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.fitting import SAME, Verdict, compare, may_fit
from knowledge.disagreements.meanings import Meaning, Window, length_of, meaning_of, parts_in
from knowledge.lexicon import Lexicon
from knowledge.model import TYPED, Feature, Field, Mention, Rank, Value
from knowledge.said import joined, say
from knowledge.words import word_keys

_LIKE_A_SERIES = may_fit(say("one page lists them one after the other"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A value with the mention that says it and what it amounts to."""

    value: Value
    mention: Mention
    meaning: Meaning
    of_part: bool = False
    """Is it said of a part of the thing by its page ("GA" in a list of milestones)?"""


def find_disagreements(
    feature: Feature, others: Iterable[Feature], lexicon: Lexicon, parts: Iterable[Feature] = ()
) -> tuple[Disagreement, ...]:
    """The disagreements about a feature over its own mentions and those of its namesakes, clashes first.

    For each typed field there is at most one of each kind. `parts` are what its page lists as parts of it by
    their kind ("Beta", "GA"): only their dates are compared, with those that others give the same part.
    """
    if _is_no_name(feature.name, lexicon) or (feature.path is None and names_part(feature, lexicon)):
        return ()
    both = (feature, *others)
    keys = tuple(f.key for f in both)
    dated = [s for part in parts for s in _said_of_part(part, lexicon)]
    found = [
        replace(d, name=feature.name, keys=keys)
        for name in TYPED
        for d in _of_field(
            [_of_its_part(s, f, feature, lexicon) for f in both for s in _said(f, name, lexicon)]
            + (dated if name == Field.TIMEFRAME else [])
        )
    ]
    return tuple(sorted(found, key=lambda d: ORDER.index(d.kind)))


def _is_no_name(name: str, lexicon: Lexicon) -> bool:
    """ "Overview", "Now": what is called so on two pages is not one thing."""
    return lexicon.is_general(name) or lexicon.horizons.issuperset(word_keys(name))


def all_sides(feature: Feature, others: Iterable[Feature], name: str) -> tuple[Value, ...]:
    """Every differently worded value of a field over a feature and its namesakes, with its source."""
    sides: dict[str, Value] = {}
    for value in (v for f in (feature, *others) for v in f.values(name)):
        sides.setdefault(" ".join(word_keys(value.text)), value)
    return tuple(sides.values())


def by_feature(
    features: Mapping[str, Feature], same: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> dict[str, tuple[Disagreement, ...]]:
    """For each feature with any, its disagreements."""
    found = {}
    for key, feature in features.items():
        others = [features[k] for k in same.get(key, ())]
        parts = [features[k] for k in feature.children if names_part(features[k], lexicon)] if feature.path else []
        if len(feature.mentions) + len(others) + len(parts) > 1:
            disagreements = find_disagreements(feature, others, lexicon, parts)
            if disagreements:
                found[key] = disagreements
    return found


def distinct(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Each disagreement once, the ones with most sides first told: clashes first, then in order of place.

    Features that share a name each have it; it is the same when the same things are compared and every side is there.
    """
    kept: list[Disagreement] = []
    for one in sorted(found, key=lambda d: (-len(d.sides), d.sides[0].source)):
        if not any(_is_part_of(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda d: (ORDER.index(d.kind), d.sides[0].source, d.field, d.name))


def _is_part_of(one: Disagreement, other: Disagreement) -> bool:
    if (one.field, one.kind) != (other.field, other.kind) or not set(one.keys) & set(other.keys):
        return False
    return {gist(s) for s in one.sides} <= {gist(s) for s in other.sides}


def gist(value: Value) -> object:
    """What tells two sides apart, whatever their words: the days, the kind of status, else the words."""
    return value.period or value.kind or word_keys(value.text)


ORDER = tuple(DisagreementKind)
"""Clashes first."""


def _said(feature: Feature, name: str, lexicon: Lexicon) -> list[_Said]:
    """What each mention says of a field; being named in a phase's focus gives a thing no date of its own."""
    found = []
    for mention in feature.mentions:
        values = (mention.value(name), _effort_in_time(mention, lexicon) if name == Field.EFFORT else None)
        for value in values:
            meaning = None if value is None or value.blank else meaning_of(value, lexicon)
            if value is not None and meaning is not None and value.inherited != "phase":
                found.append(_Said(value, mention, meaning))
                break
    return found


def names_part(feature: Feature, lexicon: Lexicon) -> bool:
    """Does it name no more than a part of what its page is about: "Beta", "GA", "Phase 2"?"""
    words = word_keys(feature.name)
    covered = {i for f in lexicon.part_words.find(words) for i in range(f.start, f.end)}
    return bool(covered) and all(i in covered or w.isdigit() for i, w in enumerate(words))


def _of_its_part(said: _Said, by: Feature, whole: Feature, lexicon: Lexicon) -> _Said:
    """A date said of "Search GA" is one of the GA of "Search"."""
    name, longer = word_keys(whole.name), word_keys(by.name)
    if not isinstance(said.meaning, Window) or longer[: len(name)] != name or len(longer) == len(name):
        return said
    parts = parts_in(" ".join(longer[len(name) :]), lexicon)
    return replace(said, meaning=replace(said.meaning, parts=said.meaning.parts | parts))


def _said_of_part(part: Feature, lexicon: Lexicon) -> list[_Said]:
    named = parts_in(part.name, lexicon)
    found = _said(part, Field.TIMEFRAME, lexicon)
    return [
        replace(s, meaning=replace(s.meaning, parts=named), of_part=True)
        for s in found
        if isinstance(s.meaning, Window) and s.meaning.start is not None
    ]


def _effort_in_time(mention: Mention, lexicon: Lexicon) -> Value | None:
    """The effort that stands behind a date of its own: "Q1 2026 (5-7 days)"; a heading's is that of all below it."""
    time = mention.value(Field.TIMEFRAME)
    if time is None or time.inherited or time.timeframe is None or length_of(time.timeframe.duration, lexicon) is None:
        return None
    return Value(Field.EFFORT, time.timeframe.duration, time.source)


def _of_field(said: Sequence[_Said]) -> list[Disagreement]:
    live = _one_of_each([s for s in said if s.mention.rank != Rank.OLD_COPY])
    old = _one_of_each([s for s in said if s.mention.rank == Rank.OLD_COPY])
    verdicts = {(a, b): _verdict(live[a], live[b]) for a, b in combinations(range(len(live)), 2)}
    clashing = _in_pairs(verdicts, DisagreementKind.CLASH)
    fitting = {
        pair: v for pair, v in verdicts.items() if v.kind == DisagreementKind.MAY_FIT and not clashing.issuperset(pair)
    }
    found = [
        _disagreement(live, clashing, DisagreementKind.CLASH),
        _disagreement(live, _in_pairs(fitting, DisagreementKind.MAY_FIT), DisagreementKind.MAY_FIT, _reasons(fitting)),
        _reworded(said, live),
        _outdated(live, old),
    ]
    return [d for d in found if d is not None]


def _one_of_each(said: Sequence[_Said]) -> list[_Said]:
    """The first of those that amount to the same."""
    kept: dict[Meaning, _Said] = {}
    for one in said:
        kept.setdefault(one.meaning, one)
    return list(kept.values())


def _verdict(one: _Said, other: _Said) -> Verdict:
    found = compare(one.meaning, other.meaning)
    if one.of_part or other.of_part:
        return found if found.kind == DisagreementKind.CLASH and one.of_part != other.of_part else SAME
    in_series = found.kind == DisagreementKind.CLASH and _is_series(one, other)
    return _LIKE_A_SERIES if in_series else found


def _is_series(one: _Said, other: _Said) -> bool:
    """Two entries of one list or table, or below two headings of one page: the work comes in several parts."""
    if one.mention.source.path != other.mention.source.path or Rank.OWN_PAGE in (one.mention.rank, other.mention.rank):
        return False
    both_inherit = bool(one.value.inherited and other.value.inherited)
    entries = all(s.value.source.line == s.mention.source.line for s in (one, other))
    return both_inherit or (entries and one.mention.headings == other.mention.headings)


def _in_pairs(verdicts: Mapping[tuple[int, int], Verdict], kind: DisagreementKind) -> set[int]:
    return {i for pair, v in verdicts.items() if v.kind == kind for i in pair}


def _reasons(verdicts: Mapping[tuple[int, int], Verdict]) -> str:
    return joined("; ", list(dict.fromkeys(v.because for v in verdicts.values())))


def _disagreement(
    said: Sequence[_Said], which: set[int], kind: DisagreementKind, because: str = ""
) -> Disagreement | None:
    sides = tuple(said[i].value for i in sorted(which))
    return Disagreement("", sides[0].field, sides, kind=kind, because=because) if sides else None


def _reworded(said: Sequence[_Said], live: Sequence[_Said]) -> Disagreement | None:
    """The first value that others say in other words, with those."""
    for first in live:
        texts = {s.value.text: s.value for s in reversed(said) if s.meaning == first.meaning}
        if len(texts) > 1:
            sides = tuple(reversed(texts.values()))
            return Disagreement("", first.value.field, sides, kind=DisagreementKind.WORDING)
    return None


def _outdated(live: Sequence[_Said], old: Sequence[_Said]) -> Disagreement | None:
    """What old copies say that no live page says."""
    current = {s.meaning for s in live}
    gone = [s.value for s in old if s.meaning not in current]
    if not live or not gone:
        return None
    return Disagreement("", gone[0].field, (live[0].value, *gone), kind=DisagreementKind.OLD_COPY)
