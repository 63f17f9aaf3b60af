"""By which words the language of a message is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """Words -> the languages (by ISO 639) that have them, the one that ties go to first."""

    telling: Mapping[str, tuple[str, ...]]
    small: Mapping[str, tuple[str, ...]]
    """Articles and the like, which names in other languages have, too: they tell only beside a telling word."""
    signs: Mapping[str, tuple[str, ...]]
    """Signs that only one language writes: "¿"."""
    order: tuple[str, ...]

    def language_of(self, keys: Iterable[str], text: str) -> str | None:
        """The language that most words of a message are of; None when none of them tells."""
        counts: Counter[str] = Counter()
        for sign, codes in self.signs.items():
            if sign in text:
                counts.update(codes)
        small: Counter[str] = Counter()
        for key in keys:
            counts.update(self.telling.get(key, ()))
            small.update(self.small.get(key, ()))
        told = {code: count + small[code] for code, count in counts.items()}
        return max(self.order, key=lambda code: told.get(code, 0)) if told else None
