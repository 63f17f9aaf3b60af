"""Things called by the number they are tracked under: "#1422", "issue 1422"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Feature
from knowledge.question.subjects import Named
from knowledge.roadmap import Roadmap
from knowledge.words import Word

_TRACKED = frozenset({"issue", "pr", "ticket", "pull", "bug", "gh"})
"""Words in front of a number that make it one of a tracker."""


def find_numbered(asked: str, words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """The places of numbers by which a page tracks its things, with those things; unknown numbers are left."""
    found = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        hashed = asked[: word.start].endswith("#")
        if not word.text.isdigit() or not (hashed or (before is not None and before.key in _TRACKED)):
            continue
        keys = tuple(f.key for f in roadmap.features if _is_tracked(f, word.text))
        joined = before is not None and (before.key in _TRACKED or before.end == word.start - 1)
        if keys:
            found.append(Named(place - 1 if joined else place, place + 1, keys))
    return found


def _is_tracked(feature: Feature, number: str) -> bool:
    """Does a page write the number beside the thing, or link to it there?"""
    pattern = re.compile(rf"(?:#|/(?:issues|pull|pulls|browse)/(?:[A-Z]+-)?){number}\b")
    texts = [
        t for m in feature.mentions for t in (m.name, m.link.target if m.link else "", *(v.text for v in m.values))
    ]
    return any(pattern.search(text) for text in texts)
