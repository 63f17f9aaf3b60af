"""Whole names in a question, wherever they stand: of features, headings, phases and owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.groups import Group
from knowledge.lexicon import Lexicon
from knowledge.model import Phase, Rank
from knowledge.roadmap import Roadmap
from knowledge.words import Word, spoken, word_keys

_BEFORE_A_HEADING = frozenset({"in", "for", "under", "of", "to", "from", "en", "para", "dans", "pour", "für"})


@dataclass(frozen=True, slots=True)
class Named:
    """A span of the question that is a whole name: of features, a group or a phase."""

    start: int
    end: int
    keys: tuple[str, ...] = ()
    group: Group | None = None
    phase: Phase | None = None
    owner: Group | None = None


def find_whole_names(words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> list[Named]:
    """The spans of two words or more that are whole names, the longest first; they do not overlap.

    Of single words only headings, phases and owners with an @ in front are names here.
    """
    keys = [w.key for w in words]
    starts = [start for start, key in enumerate(keys) if key in roadmap.first_words]
    found: list[Named] = []
    for size in range(min(len(keys), max(roadmap.names.longest, 8)), 1, -1):
        for start in starts:
            span = tuple(keys[start : start + size])
            if len(span) < size:
                break
            if any(n.start < start + size and start < n.end for n in found):
                continue
            named = _named(span, start, roadmap)
            if named is not None and not (named.keys and lexicon.filler.issuperset(span)):
                found.append(named)
    alone = [
        *_horizons(words, roadmap),
        *_headings(words, roadmap),
        *_phases(words, roadmap),
        *_phases_alone(words, roadmap, lexicon),
        *_handles(words, roadmap, lexicon),
    ]
    for one in alone:
        found += [] if any(m.start <= one.start < m.end for m in found) else [one]
    return sorted(found, key=lambda n: n.start)


def _horizons(words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """Single words that are a heading's whole name ("Now", "v2.9"), where the sentence uses them so."""
    found = []
    for place, word in enumerate(words):
        keys = [k for k in roadmap.names.exact((word.key,)) if roadmap.by_key[k].is_section]
        named = word.text[:1].isupper() and place > 0
        if keys and (named or (place > 0 and words[place - 1].key in _BEFORE_A_HEADING)):
            found.append(Named(place, place + 1, tuple(keys)))
    return found


def _headings(words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """The first word of one heading alone before "features": "platform features" under "Platform & Infrastructure"."""
    found = []
    for place, word in enumerate(words[1:], start=1):
        first = words[place - 1].key
        if word.key in ("feature", "item") and not roadmap.names.exact((first,)):
            fitting = {g.title: g for title, g in roadmap.groups.items() if title[:1] == (first,)}
            found += [Named(place - 1, place + 1, group=g) for g in fitting.values()] if len(fitting) == 1 else []
    return found


def _phases(words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """A word before "phase" that the name of one phase alone has: "the enterprise phase" of "Enterprise Ready"."""
    found = []
    for place, word in enumerate(words[1:], start=1):
        before = words[place - 1].key
        if word.key == "phase":
            fitting = [p for p in roadmap.table_phases if before in word_keys(p.name)]
            found += [Named(place - 1, place + 1, phase=fitting[0])] if len(fitting) == 1 else []
    return found


def _phases_alone(words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> list[Named]:
    """Single words that are a phase's whole name and no thing's ("fase de Apertura"), where the sentence speaks of
    phases or of what comes after or before, or writes them as a name."""
    keys = [w.key for w in words]
    spoken_of = {
        i for f in lexicon.cues.find(keys) if f.meaning in ("phase", "after", "before") for i in range(f.start, f.end)
    }
    found = []
    for place, word in enumerate(words):
        phase = roadmap.phase_named((word.key,))
        if phase is None or not phase.in_table or not word.key.isalpha() or word.key in lexicon.filler:
            continue
        is_meant = not spoken_of.isdisjoint(range(place - 3, place + 2)) or (place > 0 and word.text[:1].isupper())
        if is_meant and not roadmap.names.exact((word.key,)) and not _within_a_name(place, keys, roadmap):
            found.append(Named(place, place + 1, phase=phase))
    return found


def _handles(words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> list[Named]:
    """Single words that are an owner's whole name: "@kim", "Dana"; not where they belong to the words beside them."""
    keys = [w.key for w in words]
    owned = [(place, roadmap.owners[(key,)]) for place, key in enumerate(keys) if (key,) in roadmap.owners]
    said = _said_of_things(words, lexicon) if owned else ()
    return [
        Named(place, place + 1, owner=owner)
        for place, owner in owned
        if not (place in said or roadmap.names.exact((keys[place],)) or _within_a_name(place, keys, roadmap))
    ]


def _said_of_things(words: Sequence[Word], lexicon: Lexicon) -> set[int]:
    """The places of "at risk" and, in small letters, of "late": what things are before who is called so."""
    keys = [w.key for w in words]
    spans = [(f.start, f.end) for f in lexicon.statuses.find(keys)]
    spans += [(f.start, f.end) for f in lexicon.cues.find(keys) if f.meaning == "overdue"]
    said = [(start, end) for start, end in spans if end - start > 1 or words[start].text.islower()]
    return {i for start, end in said for i in range(start, end)}


def _within_a_name(place: int, keys: Sequence[str], roadmap: Roadmap) -> bool:
    """Does a name have the word beside one of its neighbours here ("the mobile app", of "Shop mobile app")?"""
    around = [(keys[place - 1], keys[place])] if place else []
    around += [(keys[place], keys[place + 1])] if place + 1 < len(keys) else []
    return any(roadmap.names.side_by_side(*pair) for pair in around)


def _named(span: tuple[str, ...], start: int, roadmap: Roadmap) -> Named | None:
    end = start + len(span)
    phase = roadmap.phase_named(span)
    keys = roadmap.names.exact(span)
    if all(roadmap.by_key[k].mentions[0].rank == Rank.OLD_COPY for k in keys):
        keys = ()  # what only an old copy is called may be a part of a live name
    if phase is not None and (phase.in_table or not keys):
        return Named(start, end, phase=phase)
    owned = roadmap.owners.get(span)
    if owned is not None and not keys:
        return Named(start, end, owner=owned)
    group = roadmap.groups.get(spoken(span)) if len(spoken(span)) > 1 else None
    if group is not None and (not keys or all(roadmap.by_key[k].mentions[0].rank == Rank.PASSING for k in keys)):
        return Named(start, end, group=group)
    return Named(start, end, keys) if keys else None
