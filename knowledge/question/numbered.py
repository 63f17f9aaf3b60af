"""Things called by a number: what is tracked under "#1422", and releases ("2.9" for "v2.9.0 (June)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Feature
from knowledge.question.whole_names import Named
from knowledge.roadmap import Roadmap
from knowledge.words import Word, word_keys

_TRACKED = frozenset({"issue", "pr", "ticket", "pull", "bug", "gh"})
"""Words in front of a number that make it one of a tracker."""


def find_numbered(asked: str, words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """The places of numbers by which a page tracks its things, with those things; unknown numbers are left."""
    found = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        hashed = asked[: word.start].endswith("#")
        tracked = hashed or (before is not None and before.key in _TRACKED)
        if not (word.text.isdigit() and (tracked or _is_long(word.text))):
            continue
        keys = tuple(f.key for f in roadmap.features if _is_tracked(f, word.text))
        joined = before is not None and (before.key in _TRACKED or before.end == word.start - 1)
        if keys:
            found.append(Named(place - 1 if joined else place, place + 1, keys))
    return found


_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)")
_RELEASE = frozenset({"release", "version", "v", "milestone"})


def find_releases(words: Sequence[Word], roadmap: Roadmap) -> list[Named]:
    """The places of versions that no name gives so, with the release that is named by the same in another form."""
    found = []
    for place, word in enumerate(words):
        match = _VERSION.fullmatch(word.key)
        before = words[place - 1].key if place else ""
        if match is None or not ("." in word.key or before in _RELEASE) or roadmap.names.exact((word.key,)):
            continue
        keys = tuple(f.key for f in roadmap.features if f.is_section and _number(f.name) == _short(match.group(1)))
        if len(keys) == 1:
            found.append(Named(place - 1 if before in _RELEASE else place, place + 1, keys))
    return found


def _number(name: str) -> str:
    """The version a heading begins with, or has behind "release": "Release 4.2 (May)" -> "4.2"."""
    keys = word_keys(name)[:2]
    key = keys[-1] if keys and keys[0] in _RELEASE else next(iter(keys), "")
    match = _VERSION.fullmatch(key)
    return _short(match.group(1)) if match is not None and "." in key else ""


def _short(version: str) -> str:
    return re.sub(r"(?:\.0)+$", "", version)


def _is_long(number: str) -> bool:
    """Has it so many digits that, not being a year, it is hardly a count of anything?"""
    return len(number) > 2 and not (len(number) == 4 and number.startswith(("19", "20")))


def _is_tracked(feature: Feature, number: str) -> bool:
    """Does a page write the number beside the thing, or link to it there?"""
    pattern = re.compile(rf"(?:#|/(?:issues|pull|pulls|browse)/(?:[A-Z]+-)?){number}\b")
    texts = [
        t for m in feature.mentions for t in (m.name, m.link.target if m.link else "", *(v.text for v in m.values))
    ]
    return any(pattern.search(text) for text in texts)
