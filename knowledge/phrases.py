"""Phrases: spellings of one or more words looked up in a run of words in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
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


_Spelling = tuple[int, tuple[str, ...], Meaning]
"""Where it stands in the data, its words, and what it means."""


class Phrases(Generic[Meaning]):
    """Spellings (tuples of word keys) with what they mean."""

    def __init__(self, spellings: Iterable[tuple[Sequence[str], Meaning]]) -> None:
        by_beginning: dict[tuple[str, ...], list[_Spelling[Meaning]]] = defaultdict(list)
        for order, (words, meaning) in enumerate(spellings):
            if words:
                by_beginning[tuple(words[:2])].append((order, tuple(words), meaning))
        every = [words for group in by_beginning.values() for _, words, _ in group]
        self.words = frozenset(w for words in every for w in words)
        self.pairs = frozenset(pair for words in every for pair in pairwise(words))
        """The words that stand side by side in a phrase."""
        self._by_beginning = {
            key: sorted([*found, *(by_beginning.get(key[:1], ()) if len(key) > 1 else ())], key=itemgetter(0))
            for key, found in by_beginning.items()
        }
        """The spellings that two words may begin, and those of one word alone: a great many begin with "what"."""

    def find(self, words: Sequence[str]) -> list[FoundPhrase[Meaning]]:
        """Every phrase that stands in `words`, overlapping ones too, in order of their place."""
        words = tuple(words)
        found: list[FoundPhrase[Meaning]] = []
        for start, word in enumerate(words):
            begun = self._by_beginning.get(words[start : start + 2]) or self._by_beginning.get((word,)) or ()
            for order, phrase, meaning in begun:
                end = start + len(phrase)
                if len(phrase) == 1 or words[start:end] == phrase:
                    found.append(FoundPhrase(start, end, meaning, order))
        return found

    def best(self, words: Sequence[str]) -> FoundPhrase[Meaning] | None:
        """The longest phrase in `words`; of equals the one earlier in the data, then in the text."""
        return min(self.find(words), key=lambda f: f.rank, default=None)

    def spelled(self, words: Sequence[str]) -> Meaning | None:
        """What `words` mean as a whole, or None."""
        whole = [f for f in self.find(words[: len(words)]) if f.start == 0 and f.end == len(words)]
        return whole[0].meaning if whole else None
