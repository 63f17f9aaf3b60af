"""Phrases: spellings of one or more words looked up in a run of words in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class FoundPhrase(Generic[Meaning]):
    """A phrase that stands in the words from `start` up to, not including, `end`."""

    start: int
    end: int
    meaning: Meaning
    order: int
    """Where the phrase stood in the data: of two equally long ones the earlier counts."""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longest first, then the order of the data, then the place in the text."""
        return (self.start - self.end, self.order, self.start)


class Phrases(Generic[Meaning]):
    """Spellings (tuples of word keys) with what they mean."""

    def __init__(self, spellings: Iterable[tuple[Sequence[str], Meaning]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning, int]]] = defaultdict(list)
        for order, (words, meaning) in enumerate(spellings):
            if words:
                self._by_first[words[0]].append((tuple(words), meaning, order))
        every = [words for group in self._by_first.values() for words, _, _ in group]
        self.words = frozenset(w for words in every for w in words)
        self.pairs = frozenset(pair for words in every for pair in pairwise(words))
        """The words that stand side by side in a phrase."""

    def find(self, words: Sequence[str]) -> list[FoundPhrase[Meaning]]:
        """Every phrase that stands in `words`, overlapping ones too, in order of their place."""
        found = []
        for start, word in enumerate(words):
            for phrase, meaning, order in self._by_first.get(word, ()):
                end = start + len(phrase)
                if len(phrase) == 1 or tuple(words[start:end]) == phrase:
                    found.append(FoundPhrase(start, end, meaning, order))
        return found

    def best(self, words: Sequence[str]) -> FoundPhrase[Meaning] | None:
        """The longest phrase in `words`; of equals the one earlier in the data, then in the text."""
        return min(self.find(words), key=lambda f: f.rank, default=None)

    def spelled(self, words: Sequence[str]) -> Meaning | None:
        """What `words` mean as a whole, or None."""
        whole = [f for f in self.find(words[: len(words)]) if f.start == 0 and f.end == len(words)]
        return whole[0].meaning if whole else None
