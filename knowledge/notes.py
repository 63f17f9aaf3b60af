"""Key lines that keep their own name ("Team Requirement: 4-5 engineers"), found by their words.

A note answers a question when its key, its value, the headings above it and its page together
account for every word asked for, and the key or the value for at least one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import Value
from knowledge.readers.reading import PageReading
from knowledge.words import stem, word_keys

_BEGINNING = 6
"""Letters by which longer words are compared: "required" and "requirement" share them."""

_SHORT = 60
"""Characters of a value that people ask with; the rest is prose."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with what it is said of: the nearest heading, else the page."""

    value: Value
    where: str
    said: frozenset[str]
    """The roots of its key and its value."""
    key: frozenset[str]
    around: frozenset[str]


class NoteIndex:
    """All notes of a roadmap by the roots of their words."""

    def __init__(self, readings: Iterable[PageReading]) -> None:
        self._notes = [note for reading in readings for note in _notes(reading)]
        self._by_root: dict[str, set[int]] = defaultdict(set)
        told = [word_keys(f"{note.value.field} {note.value.text[:_SHORT]}") for note, _ in self._notes]
        self.vocabulary = tuple(sorted({word for words in told for word in words}))
        """The words of keys and of what is said behind them."""
        for number, (note, everything) in enumerate(self._notes):
            for word in everything | note.said:
                self._by_root[word].add(number)

    def find(self, words: Iterable[str], asked: Iterable[str] = ()) -> PlacedNote | None:
        """The note that accounts for all `words`; of several the one nearest to all words `asked`."""
        near = {root(w) for w in asked}
        wanted = {root(w) for w in words}
        if not wanted:
            return None
        numbers = set.intersection(*(self._by_root.get(w, set()) for w in wanted))
        notes = [self._notes[n][0] for n in sorted(numbers)]
        found = [n for n in notes if not (n.said.isdisjoint(wanted) or n.key.isdisjoint(wanted | near))]
        return max(found, key=lambda n: (len((n.said | n.around) & (wanted | near)), len(n.key & wanted)), default=None)


def root(word: str) -> str:
    """The part by which two forms of a word are the same."""
    return word[:_BEGINNING] if len(word) > _BEGINNING else stem(word)


def _notes(reading: PageReading) -> Iterable[tuple[PlacedNote, frozenset[str]]]:
    page = _roots(f"{reading.page.name} {reading.page.path.replace('/', ' ')}")
    placed = [(n.value, n.headings) for n in reading.notes] + [(v, ()) for v in reading.about.values()]
    for value, headings in placed:
        key, around = _roots(value.field), _roots(" ".join(headings))
        where = headings[-1] if headings else reading.page.name
        yield PlacedNote(value, where, key | _roots(value.text), key, around), around | page


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(w) for w in word_keys(text))
