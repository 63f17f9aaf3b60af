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
_MOST = 12
"""Words of a question that are put right; who misspells more does not ask about a roadmap."""
_LONG = 8
"""Letters from which a word may hold two slips of any kind."""
_MIDDLE = 6
"""Letters from which it may hold two light ones."""
_CAPITALS = 4
"""Letters of the longest word in capitals that is taken for an abbreviation."""
_SHORTEST_PART = 3
"""Letters of the shortest word that another may have been typed together with."""
_COMPANY = 0.3
"""How much nearer a word is that stands beside the same neighbours elsewhere."""
_RARELY = 0.3
"""How much farther a word is that begins otherwise, or is of a language with no word list,
or says nothing."""


class Speller:
    """Puts words right against the names of one roadmap and the lexicon."""

    def __init__(self, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._names, self._lexicon = roadmap.names, lexicon
        self._told, self._others = roadmap.notes.vocabulary, roadmap.title_words

    def correct(self, words: Sequence[Word]) -> list[Word]:
        """The words with their keys put right; text and place stay as typed."""
        shouted = all(w.text.isupper() for w in words)
        result: list[Word] = []
        unknown = 0
        for place, word in enumerate(split := self._split(self._join(words))):
            around = (result[-1].key if result else "", split[place + 1].key if place + 1 < len(split) else "")
            phrased = self._by_phrase(word, around, place)
            if phrased:
                result.append(replace(word, key=phrased))
            elif (
                self._known(word)
                or (word.text.isupper() and len(word.text) <= _CAPITALS and not shouted)
                or (unknown := unknown + 1) > _MOST
            ):
                result.append(word)
            else:
                result.append(replace(word, key=self._nearest(word, around)))
        return result

    def _known(self, word: Word) -> bool:
        key = word.key
        if len(key) < _SHORTEST or not key.isalpha() or key in self._lexicon.vocabulary or self._names.has(key):
            return True
        if (
            key in self._others
            or self._names.are_initials(key)
            or any(map(self._lexicon.is_word, (word.text.lower(), key)))
        ):
            return True
        return stem(key) != key and stem(key) in self._names.stems

    def _nearest(self, word: Word, around: tuple[str, str]) -> str:
        """The key of the word that was meant, or its own when none is near."""
        found = []
        text = fold(word.text)
        for form in dict.fromkeys((text, word.key, text.rstrip("s"))):
            for pool, other in self._near(form):
                found.append((self._cost(form, other, around), pool, other))
        return word_key(min(found)[2]) if found else word.key

    def _near(self, form: str) -> Iterable[tuple[int, str]]:
        """The words a form may be a slip of, each with the number of its pool: the names' come first."""
        edits = 1 if len(form) < _MIDDLE else 2
        for pool, words in enumerate((self._names.vocabulary, self._lexicon.vocabulary_list, self._others, self._told)):
            near = process.extract(form, words, scorer=OSA.distance, score_cutoff=edits, limit=8)
            yield from ((pool, other) for other, distance, _ in near if _plausible(form, other, int(distance)))

    def _cost(self, form: str, other: str, around: tuple[str, str]) -> float:
        foreign = not (self._names.has(other) or self._lexicon.is_word(other))
        unlikely = _RARELY * ((form[0] != other[0]) + foreign + (other in self._lexicon.filler))
        return slip_cost(form, other) + unlikely - _COMPANY * self._in_company(other, around)

    def _in_company(self, word: str, around: tuple[str, str]) -> bool:
        """Does a name or a phrase have the word beside one of its neighbours here?"""
        pairs = ((around[0], word), (word, around[1]))
        return any(p in self._lexicon.pairs or self._names.side_by_side(*p) for p in pairs if "" not in p)

    def _by_phrase(self, word: Word, around: tuple[str, str], place: int) -> str:
        """What a word is a slip of where the words beside it leave no other reading, else "".

        Before "is" or "will" a question begins with "when" or "what"; behind its first "how" stands "many";
        before "quarter" stands "this" or "next".
        """
        before, after = around
        pairs = self._lexicon.pairs
        if (word.key, after) in pairs or (before, word.key) in pairs or self._names.has(word.key):
            return ""
        candidates: Iterable[str] = ()
        if after in self._lexicon.units:
            candidates = self._lexicon.shifts
        elif word.key in self._lexicon.vocabulary:
            return ""
        elif place == 0 and after in self._lexicon.vocabulary:
            candidates = self._lexicon.openings
        elif place == 1 and before in self._lexicon.openings:
            candidates = (second for first, second in pairs if first == before)
        typed = {fold(word.text), fold(word.text).rstrip("s")}
        near = ((t, c) for c in candidates for t in typed if OSA.distance(t, c, score_cutoff=1) <= 1)
        cost, meant = min(((slip_cost(t, c), c) for t, c in near), default=(OTHER, ""))
        return meant if cost <= max(BESIDE, LEFT_OUT) and len(word.text) >= _SHORTEST else ""

    def _join(self, words: Sequence[Word]) -> list[Word]:
        """ "warm up" is "warmup" when names say so and do not know "warm"."""
        result: list[Word] = []
        for word in words:
            last = result[-1] if result else None
            if last is not None and self._is_one(last.key, word.key):
                result[-1] = Word(f"{last.text} {word.text}", last.key + word.key, last.start, word.end)
            else:
                result.append(word)
        return result

    def _is_one(self, first: str, second: str) -> bool:
        """Do two words make one of a name? Not where neither carries anything ("do I" is no "DOI")."""
        if self._lexicon.filler.issuperset((first, second)):
            return False
        return first not in self._names.words and (first + second) in self._names.words

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
    """May it be a slip? Short words bear a letter swapped or left out, longer ones two light slips, long ones two."""
    if typed == meant:
        return True
    if len(meant) < _SHORTEST or abs(len(meant) - len(typed)) > 2:
        return False
    if len(typed) <= _SHORTEST:
        swapped = sorted(typed) == sorted(meant)
        return swapped or (
            len(meant) == len(typed) + 1 and typed[0] == meant[0] and slip_cost(typed, meant) <= LEFT_OUT
        )
    if edits < 2 or len(typed) >= _LONG:
        return True
    return len(meant) > _MIDDLE and slip_cost(typed, meant) <= 2 * LEFT_OUT
