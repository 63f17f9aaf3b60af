"""Words of a question looked up among the names: alone, and with an area beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Rank
from knowledge.names import Match, Tier
from knowledge.question.cues import Reading
from knowledge.question.question import Subject
from knowledge.roadmap import Roadmap

_NUMBERED = re.compile(r"v?[\d.]+")

STRONG = 2
"""Words a part of a name must have to count among others that are not understood."""


def look_up(places: Sequence[int], reading: Reading, roadmap: Roadmap) -> Subject | None:
    """What the words at the places may name, or None."""
    if not places:
        return None
    words = tuple(reading.words[i].key for i in places)
    matches = roadmap.names.find(words)
    if matches and matches[0].tier != Tier.EXACT and all(_NUMBERED.fullmatch(w) for w in words):
        return None  # numbers and versions alone name nothing in part
    return Subject(words, without_passing(matches, roadmap)) if matches else None


def in_an_area(runs: list[list[int]], reading: Reading, roadmap: Roadmap) -> list[tuple[int, Subject]]:
    """A thing with the area beside it that it is of ("the compliance 2FA"), when that is all that was said."""
    if len(runs) != 1:
        return []
    run = runs[0]
    for cut in range(1, len(run)):
        for area, thing in ((run[:cut], run[cut:]), (run[cut:], run[:cut])):
            holder, held = look_up(area, reading, roadmap), look_up(thing, reading, roadmap)
            if holder is None or held is None or not stands_alone(held) or holder.matches[0].tier != Tier.EXACT:
                continue
            folders = {roadmap.by_key[m.key].area for m in holder.matches if roadmap.by_key[m.key].children}
            of_it = tuple(m for m in held.matches if roadmap.by_key[m.key].area in folders)
            if of_it:
                return [(thing[0], replace(held, matches=of_it))]
    return []


def without_passing(matches: Sequence[Match], roadmap: Roadmap) -> tuple[Match, ...]:
    """Things named in passing, or only in old copies, count when nothing else fits as well."""
    live = [m for m in matches if roadmap.by_key[m.key].mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY)]
    return _whole_before_parts(live or matches, roadmap)


def _whole_before_parts(matches: Sequence[Match], roadmap: Roadmap) -> tuple[Match, ...]:
    """Of a thing and parts of it that the same words fit as well, the thing is meant."""
    keys = {m.key for m in matches}
    for match in matches:
        if keys - {match.key} and keys - {match.key} <= set(roadmap.by_key[match.key].children):
            return (match,)
    return tuple(matches)


def stands_alone(subject: Subject) -> bool:
    """Is it sure enough beside words that are not understood?"""
    tier = subject.matches[0].tier
    return tier == Tier.EXACT or (tier == Tier.PART and len(subject.words) >= STRONG)
