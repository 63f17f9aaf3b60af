"""A line of several facts: "Updated 3 November 2026 · Product: Kim Park", "Owner: Kim. Reviewed monthly."

It is cut only where the pieces are facts by themselves; any other line stays whole.
"""

from __future__ import annotations

import re

from knowledge.inline import plain
from knowledge.lexicon import Lexicon, spelled
from knowledge.readers.values import key_value
from knowledge.words import word_keys

_BETWEEN = re.compile(r"\s+[·•|]\s+")
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3}[.!])\s+(?=[^\W\d_])|(?<=[)\"”][.!])\s+(?=[^\W\d_])|(?<=\d{4}[.])\s+(?=[^\W\d_])"
)
_EMPHASIS = re.compile(r"^\s*(?:>\s*)?([*_]{1,3})(?=\S)(.+?)(?<=\S)\1\s*$")
_BY = re.compile(r",?\s+\b(?:by|von|por|par)\s+@?[\w .-]+$", re.IGNORECASE)
_KEYED = re.compile(r"\s*([^\W\d_][\w &/-]{1,30}):\s+(\S.*)")
_SEEN_TO = frozenset({"reviewed", "review", "updated", "update", "revisado", "actualizado", "atualizado"})
_MOST_WORDS = 5
"""Words of a sentence that only says how often a page is reviewed."""


def pieces(raw: str, lexicon: Lexicon) -> list[str]:
    """The line in pieces, where each one is a fact; else the line."""
    bare = _EMPHASIS.sub(r"\2", raw) if raw[:1] in "*_>" and _tells(_EMPHASIS.sub(r"\2", raw), lexicon) else raw
    for cut in (_BETWEEN, _SENTENCE):
        parts = [p for p in cut.split(bare) if p.strip()]
        if len(parts) > 1 and _tells(parts[0], lexicon) and all(_tells(p, lexicon) or _KEYED.match(p) for p in parts):
            return [_KEYED.sub(r"**\1:** \2", p).rstrip(" .") for p in parts]
    return [bare]


def dated_key(raw: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What a line without a colon says of its page: "Updated 3 November 2026" and "Reviewed quarterly"."""
    text = _BY.sub("", plain(raw).strip(" .*_()"))
    words = text.split()
    for size in (3, 2, 1):
        key, rest = " ".join(words[:size]).rstrip(":"), " ".join(words[size:])
        if rest and lexicon.page_keys.get(spelled(key)) == "updated" and _is_day(rest, lexicon):
            return key, rest
    keys = word_keys(text)
    if len(keys) <= _MOST_WORDS and _SEEN_TO.issuperset(keys[:1]) and lexicon.cycles.find(keys[1:]):
        return "review cycle", " ".join(words[1:])
    return None


def without_hand(text: str) -> str:
    """A date without who wrote it: "2026-11-02 by @kim" is "2026-11-02"."""
    return _BY.sub("", text)


def _tells(raw: str, lexicon: Lexicon) -> bool:
    return key_value(raw, lexicon) is not None or dated_key(raw, lexicon) is not None


def _is_day(text: str, lexicon: Lexicon) -> bool:
    time = lexicon.read_timeframe(text)
    return time is not None and time.period is not None
