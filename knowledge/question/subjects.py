"""What a question is about: the features, groups and phases its words name.

Whole names come first, wherever they stand. What is left is looked up clause by clause: all
content words of a clause together, then each unbroken run of them. A word that no name knows
next to one that does ("blockchain integration") makes the match unsure: it may be offered, and
is never answered as if it were meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.model import Rank
from knowledge.names import Match, Tier
from knowledge.question.cues import Reading
from knowledge.question.looking_up import STRONG, in_an_area, look_up, stands_alone, without_passing
from knowledge.question.question import Subject
from knowledge.question.runs import goes_with, runs_of
from knowledge.question.whole_names import Named
from knowledge.roadmap import Roadmap

_BREAK = re.compile(r"[,;:.!?\"]|\s[-–—/]\s")
_JOINS = frozenset(
    {"and", "or", "v", "vs", "versus", "than", "before", "after", "but", "y", "o", "e", "et", "ou", "und", "oder", "&"}
)
_AGAINST = frozenset({"v", "vs", "versus", "than", "before", "after"})


def find_subjects(
    reading: Reading, named: Sequence[Named], text: str, roadmap: Roadmap, common: set[int]
) -> tuple[list[Subject], list[str]]:
    """The features the question means, in the order it names them, and the content words left over.

    The names at the places `common` are meant as words, when there is another thing that is meant.
    """
    if common:
        subjects, left = _find(reading, named, text, roadmap, common)
        if any(s.sure for s in subjects) or any(n.phase is not None or n.group is not None for n in named):
            return subjects, left
    return _find(reading, named, text, roadmap, set())


def _find(
    reading: Reading, named: Sequence[Named], text: str, roadmap: Roadmap, common: set[int]
) -> tuple[list[Subject], list[str]]:
    keys = reading.keys
    found = [
        (n.start, Subject(keys[n.start : n.end], without_passing(_exact(n.keys), roadmap))) for n in named if n.keys
    ]
    taken = {i for n in named for i in range(n.start, n.end)}
    left: list[int] = []
    for clause in _clauses(reading, text, taken | common):
        subjects, rest = _in_clause(clause, reading, roadmap)
        found += subjects
        left += rest
    if not found and not left:
        found = _words_too(reading, roadmap)
    if taken and any(n.keys for n in named):
        weak = [(i, s) for i, s in found if s.matches[0].tier != Tier.EXACT and len(s.words) == 1]
        weak = [(i, s) for i, s in weak if len(s.matches) > 1 or not _is_compared(i, keys)]
        known = {k for n in named for k in n.keys}
        left += [i for i, s in weak if not any(m.key in known for m in s.matches)]
        found = [f for f in found if f not in weak]
    sure = [(i, s) for i, s in found if s.sure]
    chosen = sure or found
    if sure:
        left += [i for i, s in found if not s.sure for i in range(i, i + len(s.words))]
    return _once([s for _, s in sorted(chosen, key=lambda f: f[0])]), [keys[i] for i in sorted(set(left))]


def _is_compared(place: int, keys: Sequence[str]) -> bool:
    """Does it stand behind a word that sets it against the thing named before: "before billing"?"""
    before = [k for k in keys[max(0, place - 2) : place] if k != "the"]
    return bool(before) and before[-1] in _AGAINST


def _once(subjects: list[Subject]) -> list[Subject]:
    """Subjects without those that only name again what another, surer one means."""
    kept: list[Subject] = []
    for subject in sorted(subjects, key=lambda s: s.matches[0].tier):
        keys = {m.key for m in subject.matches}
        if not any(keys & {m.key for m in other.matches} for other in kept):
            kept.append(subject)
    return [s for s in subjects if s in kept]


def _exact(keys: Iterable[str]) -> tuple[Match, ...]:
    return tuple(Match(k, Tier.EXACT, 1.0) for k in keys)


def _clauses(reading: Reading, text: str, taken: set[int]) -> list[list[int]]:
    """The places of content words, cut at punctuation and joining words."""
    clauses: list[list[int]] = [[]]
    content = set(reading.content)
    for place, word in enumerate(reading.words):
        before = text[reading.words[place - 1].end : word.start] if place else ""
        if (_BREAK.search(before) or word.key in _JOINS) and clauses[-1]:
            clauses.append([])
        if place in content and place not in taken:
            clauses[-1].append(place)
    return [c for c in clauses if c]


def _in_clause(places: list[int], reading: Reading, roadmap: Roadmap) -> tuple[list[tuple[int, Subject]], list[int]]:
    said, places = places, _with_negations(places, reading, roadmap)
    widened = _widened(places, reading)
    wide = look_up(widened, reading, roadmap)
    enough = wide is not None and (wide.matches[0].tier <= Tier.PART or len(wide.words) > STRONG)
    if wide is not None and wide.sure and enough:
        return [(min(places), replace(wide, places=widened))], []
    whole = look_up(places, reading, roadmap)
    if whole is not None and whole.sure:
        return [(places[0], replace(whole, places=places) if places != said else whole)], []
    runs = runs_of(places)
    found: list[tuple[int, Subject]] = []
    left: list[int] = []
    for run in reversed(runs if len(runs) > 1 else []):
        subject = look_up(run, reading, roadmap)
        qualified = left and goes_with(run, left, reading.keys)
        if subject is not None and stands_alone(subject) and not qualified:
            found.insert(0, (run[0], subject))
        else:
            left = run + left
    placed = in_an_area(runs, reading, roadmap) if not found else []
    if found or placed:
        return found or placed, [] if placed else left
    return ([(places[0], whole)] if whole is not None else []), places


def _with_negations(places: list[int], reading: Reading, roadmap: Roadmap) -> list[int]:
    """The clause with the negations that a name has in front of one of its words: "never type", "no-code editor"."""
    keys, behind = reading.keys, {i - 1 for i in places}
    named = {i for i in reading.negations & behind if roadmap.names.side_by_side(keys[i], keys[i + 1])}
    return sorted({*places, *named}) if named else places


def _widened(places: list[int], reading: Reading) -> list[int]:
    """The clause with the status and cue words between its words: they may be part of a name."""
    extra = reading.status_places | reading.cue_places | reading.priority_places | reading.relation_places
    inner = range(places[0] - 1, places[-1] + 2)
    wide = sorted(set(places) | {i for i in inner if i in extra})
    return wide if wide != places else []


def _words_too(reading: Reading, roadmap: Roadmap) -> list[tuple[int, Subject]]:
    """With no other subject, a cue or status word that is a feature's whole name is one ("Support").

    Asked when it is, a stage is looked for in names too ("when is GA": "GA of the app").
    """
    found = []
    for place in sorted(reading.cue_places | reading.status_places):
        keys = roadmap.names.exact((reading.words[place].key,))
        named = roadmap.by_key[keys[0]] if keys else None
        if named is not None and named.mentions[0].rank != Rank.PASSING and roadmap.whole(named) is None:
            found.append((place, Subject((reading.words[place].key,), _exact(keys))))
    if not found and not reading.cues.isdisjoint(("when", "timeline")):
        spoken_of = [(i, roadmap.names.words.get(reading.words[i].key, ())) for i in sorted(reading.status_places)]
        found = [(i, Subject((reading.words[i].key,), _parts(keys))) for i, keys in spoken_of if 0 < len(keys) <= _FEW]
    return found[-1:]


_FEW = 5
"""Names with a word that says a status; more, and it is meant as a status."""


def _parts(keys: Iterable[str]) -> tuple[Match, ...]:
    return tuple(Match(k, Tier.PART, 1.0) for k in keys)
