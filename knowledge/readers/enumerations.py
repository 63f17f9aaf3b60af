"""Dates given in passing: "Subdomain support (Q2 2026), bulk operations (Q3 2026)"."""

from __future__ import annotations

import re

from knowledge.model import Field, Mention, Rank, Value
from knowledge.readers.reading import Desk

_PART = re.compile(r"([^,;()]{3,60}?)\s*\(([^()]{3,40})\)\s*(?=[,;.]|$|\band\b)")


def read_enumeration(text: str, line: int, desk: Desk) -> None:
    """Add a passing mention for each part of `text` that names a thing and a date in brackets."""
    for match in _PART.finditer(text):
        name = re.sub(r"^(?:and|then|,)\s+", "", match.group(1).strip())
        timeframe = desk.lexicon.read_timeframe(match.group(2))
        if timeframe is None or timeframe.period is None or not any(c.isalpha() for c in name):
            continue
        source = desk.source(line)
        value = Value(Field.TIMEFRAME, match.group(2).strip(), source, timeframe=timeframe)
        desk.mentions.append(Mention(name, source, Rank.PASSING, (value,), area=desk.area, parent=desk.page.path))
