"""Typing errors put right: towards the words of the roadmap and of questions, never between real words.

A word that some name, cue or page has is left alone, and so is any real word of a language
("lunch" does not become "launch"); abbreviations in capitals too. What remains is compared with
all known words; of several as near the one that stands beside the same neighbours in a name or a
phrase is meant. Only a question's first word may be put right though it is a word ("hen is SSO
coming?"): towards "when", "what" and their like.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.lexicon import Lexicon
from knowledge.question.slips import BESIDE, LEFT_OUT, OTHER, slip_cost
from knowledge.roadmap import Roadmap
from knowledge.words import Word, fold, stem, word_key

_SHORTEST = 3
_LONG = 8
"""Letters from which a word may hold two slips of any kind."""
_MIDDLE = 6
"""Letters from which it may hold two light ones."""
_CAPITALS = 4
"""Letters of the longest word in capitals that is taken for an abbreviation."""
_SHORTEST_PART = 3
"""Letters of the shortest word that another may have been typed together with."""
_COMPANY = 0.5
"""How much nearer a word is that stands beside the same neighbours elsewhere."""


class Speller:
    """Puts words right against the names of one roadmap and the lexicon."""

    def __init__(self, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._names, self._lexicon = roadmap.names, lexicon
        self._others = {word for names in (roadmap.owners, roadmap.groups) for name in names for word in name}

    def correct(self, words: Sequence[Word]) -> list[Word]:
        """The words with their keys put right; text and place stay as typed."""
        shouted = all(w.text.isupper() for w in words)
        result: list[Word] = []
        for place, word in enumerate(split := self._split(self._join(words))):
            around = (result[-1].key if result else "", split[place + 1].key if place + 1 < len(split) else "")
            if place == 0 and (opening := self._opening(word, around[1])):
                result.append(replace(word, key=opening))
            elif self._known(word) or (word.text.isupper() and len(word.text) <= _CAPITALS and not shouted):
                result.append(word)
            else:
                result.append(replace(word, key=self._nearest(word, around)))
        return result

    def _known(self, word: Word) -> bool:
        key = word.key
        if len(key) < _SHORTEST or not key.isalpha() or key in self._lexicon.vocabulary or self._names.has(key):
            return True
        if key in self._others or self._lexicon.is_word(fold(word.text)) or self._lexicon.is_word(key):
            return True
        return stem(key) in self._names.stems

    def _nearest(self, word: Word, around: tuple[str, str]) -> str:
        """The key of the word that was meant, or its own when none is near."""
        found = []
        for form in dict.fromkeys((fold(word.text), word.key)):
            for pool, other in self._near(form):
                cost = slip_cost(form, other) + 0.1 * (form[0] != other[0]) - _COMPANY * self._in_company(other, around)
                found.append((cost, pool, other))
        return word_key(min(found)[2]) if found else word.key

    def _near(self, form: str) -> Iterable[tuple[int, str]]:
        """The words a form may be a slip of, each with the number of its pool: the lexicon's, then the names'."""
        edits = 1 if len(form) < _MIDDLE else 2
        for pool, words in enumerate((self._lexicon.vocabulary_list, self._names.vocabulary, tuple(self._others))):
            near = process.extract(form, words, scorer=OSA.distance, score_cutoff=edits, limit=8)
            yield from ((pool, other) for other, distance, _ in near if _plausible(form, other, int(distance)))

    def _in_company(self, word: str, around: tuple[str, str]) -> bool:
        """Does a name or a phrase have the word beside one of its neighbours here?"""
        pairs = ((around[0], word), (word, around[1]))
        return any(p in self._lexicon.pairs or self._names.side_by_side(*p) for p in pairs if "" not in p)

    def _opening(self, word: Word, following: str) -> str:
        """The question word that a sentence's first word is a slip of, "" when it is none."""
        if following not in self._lexicon.yes_no or word.key in self._lexicon.vocabulary or self._names.has(word.key):
            return ""
        typed = fold(word.text)
        costs = [(slip_cost(typed, other), other) for other in self._lexicon.openings]
        cost, opening = min(costs, default=(OTHER, ""))
        return opening if cost <= max(BESIDE, LEFT_OUT) else ""

    def _join(self, words: Sequence[Word]) -> list[Word]:
        """ "warm up" is "warmup" when names say so and do not know "warm"."""
        result: list[Word] = []
        for word in words:
            last = result[-1] if result else None
            if last is not None and last.key not in self._names.words and (last.key + word.key) in self._names.words:
                result[-1] = Word(f"{last.text} {word.text}", last.key + word.key, last.start, word.end)
            else:
                result.append(word)
        return result

    def _split(self, words: Sequence[Word]) -> list[Word]:
        """ "multicurrency" is "multi currency" when a name has these words side by side."""
        return [part for word in words for part in self._parts(word)]

    def _parts(self, word: Word) -> tuple[Word, ...]:
        text = fold(word.text)
        if len(text) < 2 * _SHORTEST_PART or len(text) != len(word.text) or self._known(word):
            return (word,)
        for cut in range(_SHORTEST_PART, len(text) - _SHORTEST_PART + 1):
            first, second = word_key(text[:cut]), word_key(text[cut:])
            if self._names.side_by_side(first, second):
                middle = word.start + cut
                return (
                    Word(word.text[:cut], first, word.start, middle),
                    Word(word.text[cut:], second, middle, word.end),
                )
        return (word,)


def _plausible(typed: str, meant: str, edits: int) -> bool:
    """Is it a slip? Short words bear only a letter swapped or left out, longer ones two light slips, long ones any two."""
    if typed == meant:
        return True
    if len(meant) < _SHORTEST or abs(len(meant) - len(typed)) > 2:
        return False
    if len(typed) <= _SHORTEST:
        swapped = sorted(typed) == sorted(meant)
        return swapped or (len(meant) == len(typed) + 1 and typed[0] == meant[0] and slip_cost(typed, meant) <= LEFT_OUT)
    if edits < 2 or len(typed) >= _LONG:
        return True
    return len(meant) >= _MIDDLE and typed[0] == meant[0] and slip_cost(typed, meant) <= 2 * LEFT_OUT
