"""How long something takes, as pages write it: "3-4 weeks" in working days."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.words import word_keys

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
DAYS = {"day": 1, "week": 5, "month": 20, "quarter": 60, "half": 120, "year": 240}
"""Working days of a unit, roughly: a week has five, a month twenty."""


def working_days(text: str, lexicon: Lexicon) -> tuple[float, float] | None:
    """The shortest and the longest that the first duration in `text` allows, in working days; None without one."""
    duration = lexicon.duration(text)
    unit = unit_in(word_keys(duration), lexicon)
    numbers = [float(n.replace(",", ".")) for n in _NUMBER.findall(duration)]
    if unit is None or not numbers:
        return None
    return min(numbers) * DAYS[unit], max(numbers) * DAYS[unit]


def unit_in(words: Sequence[str], lexicon: Lexicon) -> str | None:
    """The first unit of time among the words ("week"), or None."""
    return next((lexicon.units[w] for w in words if w in lexicon.units), None)
