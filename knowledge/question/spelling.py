"""Typing errors put right: towards the words of the roadmap and of questions, never between real words.

A word that some name, cue or page has is left alone, and so is any real word of a language
("lunch" does not become "launch"). What remains is compared with all known words; one edit (a
swap of neighbours counts as one) is allowed in words of up to 7 letters, two in longer ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.lexicon import Lexicon
from knowledge.roadmap import Roadmap
from knowledge.words import Word, stem

_SHORTEST = 3


class Speller:
    """Puts words right against the names of one roadmap and the lexicon."""

    def __init__(self, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._names, self._lexicon = roadmap.names, lexicon
        self._owners = {word for name in roadmap.owners for word in name}

    def correct(self, words: Sequence[Word]) -> list[Word]:
        """The words with their keys put right; text and place stay as typed."""
        joined = self._join(list(words))
        return [w if self._known(w) else replace(w, key=self._nearest(w.key)) for w in joined]

    def _known(self, word: Word) -> bool:
        key = word.key
        if key in self._owners:
            return True
        if len(key) < _SHORTEST or not key.isalpha() or key in self._lexicon.vocabulary or key in self._names.words:
            return True
        if self._lexicon.is_word(word.text.lower()) or self._lexicon.is_word(key):
            return True
        return stem(key) in self._names.stems

    def _nearest(self, key: str) -> str:
        edits = 1 if len(key) <= 7 else 2
        pools: tuple[Sequence[str], ...] = (self._lexicon.vocabulary_list, self._names.vocabulary)
        found = [
            (distance, word[0] != key[0], pool, word)
            for pool, words in enumerate(pools)
            for word, distance, _ in process.extract(key, words, scorer=OSA.distance, score_cutoff=edits, limit=4)
            if self._plausible(key, word)
        ]
        return min(found, default=(0, False, 0, key))[3]

    def _plausible(self, key: str, word: str) -> bool:
        """Three letters bear a swap only; a short word is no misspelling of a much shorter one."""
        if len(key) == _SHORTEST:
            return sorted(key) == sorted(word)
        return len(word) >= _SHORTEST and abs(len(word) - len(key)) <= 2

    def _join(self, words: list[Word]) -> list[Word]:
        """ "warm up" is "warmup" when names say so and do not know "warm"."""
        result: list[Word] = []
        for word in words:
            last = result[-1] if result else None
            if last is not None and last.key not in self._names.words and (last.key + word.key) in self._names.words:
                result[-1] = Word(f"{last.text} {word.text}", last.key + word.key, last.start, word.end)
            else:
                result.append(word)
        return result
