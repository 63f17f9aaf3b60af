"""Words of a question that stand together: unbroken runs, and runs that "with" joins."""

from __future__ import annotations

from collections.abc import Sequence

_WITH = frozenset({"with", "con", "avec", "mit", "com"})
_ARTICLES = frozenset({"the", "a", "an", "el", "la", "le", "les", "der", "die", "das", "den", "dem", "o", "os", "as"})


def runs_of(places: Sequence[int]) -> list[list[int]]:
    """Neighbouring places together."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def goes_with(run: Sequence[int], following: Sequence[int], keys: Sequence[str]) -> bool:
    """Does "with" join two runs ("integration with the blockchain")?"""
    between = set(keys[run[-1] + 1 : following[0]])
    return between <= _WITH | _ARTICLES and not between.isdisjoint(_WITH)
