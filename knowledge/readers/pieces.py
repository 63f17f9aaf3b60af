"""A line of several facts: "Updated 3 November 2026 · Product: Kim Park", "Owner: Kim. Reviewed monthly."

It is cut only where the pieces are facts by themselves; any other line stays whole.
"""

from __future__ import annotations

import re

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.readers.sentences import SENTENCE_END
from knowledge.readers.upkeep import upkeep
from knowledge.readers.values import key_value

_BETWEEN = re.compile(r"\s+[·•|]\s+")
_EMPHASIS = re.compile(r"^\s*(?:>\s*)?([*_]{1,3})(?=\S)(.+?)(?<=\S)\1\s*$")
_KEYED = re.compile(r"\s*([^\W\d_][\w &/-]{1,30}):\s+(\S.*)")


def pieces(raw: str, lexicon: Lexicon) -> list[str]:
    """The line in pieces, where each one is a fact; else the line."""
    bare = _EMPHASIS.sub(r"\2", raw) if raw[:1] in "*_>" and _tells(_EMPHASIS.sub(r"\2", raw), lexicon) else raw
    for cut in (_BETWEEN, SENTENCE_END):
        parts = [p for p in cut.split(bare) if p.strip()]
        if len(parts) > 1 and _tells(parts[0], lexicon) and all(_tells(p, lexicon) or _KEYED.match(p) for p in parts):
            return [_KEYED.sub(r"**\1:** \2", p).rstrip(" .") for p in parts]
    return [bare]


def _tells(raw: str, lexicon: Lexicon) -> bool:
    return key_value(raw, lexicon) is not None or upkeep(plain(raw), lexicon) is not None
