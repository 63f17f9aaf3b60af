"""What a status as written amounts to: its words, a share done, or a mark.

The words stay as the page has them; only the kind beside them is found here. A letter dropped
or two swapped in a word are forgiven, never when the word is a real one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.model import StatusKind
from knowledge.phrases import FoundPhrase, Phrases
from knowledge.words import fold, word_keys

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3})(?:[.,]\d+)?\s*(?:%|％|percent\b|per cent\b)")
_CLAUSE = re.compile(r"[.,;:(（[【|。，；：、]\s*|\s[-–—]+\s")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = 8
"""A text of more words than this is prose: a status then stands at the head of a clause."""
_LONGEST_WITH_ERRORS = 6
"""Words; typing errors are forgiven in a status, not in prose."""
_MOST_READINGS = 50
"""So many ways to put a text right are tried; a status has few."""


@dataclass(frozen=True)
class StatusWords:
    """Spellings of statuses, and of what looks like one."""

    phrases: Phrases[StatusKind]
    others: Phrases[None]
    """Phrases with a status word in them that say none: "open source", "未完成"."""
    emoji: Mapping[str, StatusKind]
    negations: frozenset[str]
    leads: frozenset[str]
    """Words that may stand in front of a status at the head of a sentence: "currently"."""
    spellings: Mapping[str, str]
    """A word of a status in lower case without accents -> its key."""
    is_word: Callable[[str], bool]

    def kind_of(self, text: str) -> StatusKind | None:
        """What a status amounts to, or None when we do not know its words.

        A share done decides before words ("0% Implemented"); words before emoji; of the words
        the longest spelling, then the first one in the text.
        """
        share = _PERCENT.search(text)
        marks = [k for e, k in self.emoji.items() if e in text]
        if share and int(share.group(1)) <= 100:
            return marks[0] if marks else _share_kind(int(share.group(1)))
        words = word_keys(text)
        if len(words) <= _SENTENCE:
            found = self._best(words)
        else:
            words, found = self._in_prose(text)
        if found is None:
            return next(iter(marks), None)
        negated = not self.negations.isdisjoint(words[max(0, found.start - 2) : found.start])
        return _turned(found.meaning) if negated else found.meaning

    def kind_with_errors(self, text: str) -> StatusKind | None:
        """The same of what stands where a status must: "complted", "In progres"."""
        kind = self.kind_of(text)
        if kind is not None or len(word_keys(text)) > _LONGEST_WITH_ERRORS:
            return kind
        kinds = {self.kind_of(mended) for mended in self._mended(text)} - {None}
        return kinds.pop() if len(kinds) == 1 else None

    def _best(self, words: tuple[str, ...]) -> FoundPhrase[StatusKind] | None:
        other = [(f.start, f.end) for f in self.others.find(words)]
        free = [f for f in self.phrases.find(words) if not any(a <= f.start and f.end <= b for a, b in other)]
        return min(free, key=lambda f: f.rank, default=None)

    def _in_prose(self, text: str) -> tuple[tuple[str, ...], FoundPhrase[StatusKind] | None]:
        for clause in _CLAUSE.split(text):
            words = word_keys(clause)
            found = self._best(words)
            if found is None:
                continue
            ahead = self.leads.union(self.negations).issuperset(words[: found.start])
            return (words, found) if ahead or len(words) <= _SENTENCE // 2 else (words, None)
        return (), None

    def _mended(self, text: str) -> list[str]:
        """The text with its misspelled words put right, in each way that may be meant."""
        texts = [text]
        for word in {m.group() for m in _WORD.finditer(text)}:
            near = self._near(fold(word))
            texts = [t.replace(word, other) for t in texts for other in near or [word]][:_MOST_READINGS]
        return [t for t in texts if t != text]

    def _near(self, word: str) -> list[str]:
        """The words of statuses that `word` is a misspelling of."""
        if len(word) < 4 or word in self.spellings or not word.isascii() or self.is_word(word):
            return []
        return sorted(s for s in self.spellings if self._is_near(word, s))

    def _is_near(self, word: str, spelling: str) -> bool:
        """One letter dropped, doubled, changed or swapped; in words of four letters a swap only."""
        if abs(len(word) - len(spelling)) > 1 or len(spelling) < 4:
            return False
        if len(spelling) == 4 or len(word) == 4:
            return sorted(word) == sorted(spelling) and OSA.distance(word, spelling) == 1
        return word[0] == spelling[0] and OSA.distance(word, spelling, score_cutoff=1) == 1


def _share_kind(percent: int) -> StatusKind:
    if percent == 0:
        return StatusKind.NOT_STARTED
    return StatusKind.DONE if percent == 100 else StatusKind.IN_PROGRESS


def _turned(kind: StatusKind) -> StatusKind | None:
    """What "not done" says: not started or not finished is not known, only that it is not done."""
    return StatusKind.NOT_STARTED if kind in (StatusKind.IN_PROGRESS, StatusKind.NOT_STARTED) else None
