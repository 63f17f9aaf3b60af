"""How long a thing may take that a list is asked for: "less than 2 weeks", "more than a month"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.effort import DAYS
from knowledge.lexicon import Lexicon
from knowledge.said import Said, say, say_many

_SHORTER = frozenset({"less", "under", "shorter", "fewer", "below", "within", "most", "maximum", "max", "quicker", "<"})
_LONGER = frozenset({"more", "over", "longer", "above", "least", "exceed", "exceeds", "minimum", "min", "beyond", ">"})
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NEAR = 4
"""Words before the number among which the comparison stands."""


_SPANS: dict[str, Callable[[int], Said]] = {
    "day": lambda n: say_many("{count} day", "{count} days", n),
    "week": lambda n: say_many("{count} week", "{count} weeks", n),
    "month": lambda n: say_many("{count} month", "{count} months", n),
    "quarter": lambda n: say_many("{count} quarter", "{count} quarters", n),
    "half": lambda n: say_many("{count} half", "{count} halves", n),
    "year": lambda n: say_many("{count} year", "{count} years", n),
}


@dataclass(frozen=True, slots=True)
class Length:
    """The working days that an effort is compared with, and whether it is to be shorter; the words that say so."""

    days: float
    shorter: bool
    text: str
    places: frozenset[int] = frozenset()
    """Where its words stand in the question."""

    def holds(self, shortest: float, longest: float) -> bool:
        """Is an effort of so many working days on the side asked for, as a whole?"""
        return longest <= self.days if self.shorter else shortest >= self.days


def find_length(words: Sequence[str], lexicon: Lexicon) -> Length | None:
    """The first comparison with a number and a unit of time, or None."""
    for place, (number, unit) in enumerate(zip(words, words[1:], strict=False)):
        count = _WORDS.get(number) or (int(number) if number.isdigit() else 0)
        before = words[max(0, place - _NEAR) : place]
        shorter, longer = not _SHORTER.isdisjoint(before), not _LONGER.isdisjoint(before)
        if count and unit in lexicon.units and shorter != longer:
            span = _SPANS[lexicon.units[unit]](count)
            text = say("less than {span}", span=span) if shorter else say("more than {span}", span=span)
            asks = (_SHORTER if shorter else _LONGER) | {"than"}
            near = {i for i in range(max(0, place - _NEAR), place) if words[i] in asks}
            return Length(count * DAYS[lexicon.units[unit]], shorter, text, frozenset({place, place + 1} | near))
    return None
