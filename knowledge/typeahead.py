"""Names while they are still being typed: what may be meant, the likeliest first, typing errors allowed for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.model import Feature, Rank
from knowledge.names import NameIndex
from knowledge.roadmap import Roadmap
from knowledge.words import Word, fold, split_words

_SHORTEST_MISTYPED = 3
"""Letters of a word from which an error in it is allowed for."""

_SHORTEST_BEGINNING = 4
"""Letters of a beginning in which spaces may be wrong, too, and the first letter."""


def suggest(typed: str, roadmap: Roadmap, most: int) -> list[Feature]:
    """At most `most` features whose names go on from what was typed; the main ones when nothing was.

    Names that begin so come first, then names with words that do, then those with words that nearly do; when there are
    none of those, names that nearly begin so, whatever stands between their letters.
    """
    words = split_words(typed)
    if not words:
        return list(roadmap.top[:most])
    found = _having([_begun(word, roadmap.names) for word in words], roadmap)
    if len(found) < most:
        found += _having([_begun(word, roadmap.names) | _nearly(word, roadmap.names) for word in words], roadmap)
    found = found or _nearly_begun(typed, roadmap)
    start = fold(typed.strip())
    ordered = sorted(found, key=lambda f: not fold(f.name).startswith(start))
    return _once(ordered)[:most]


def _having(alike: list[set[str]], roadmap: Roadmap) -> list[Feature]:
    """Features that have one of the words alike for each word typed, short names first."""
    postings = roadmap.names.words
    keys = [{key for word in words for key in postings.get(word, ())} for words in alike]
    features = [roadmap.by_key[key] for key in set.intersection(*keys)]
    return sorted(filter(_is_named, features), key=lambda f: (len(f.name), f.key))


def _begun(word: Word, names: NameIndex) -> set[str]:
    """The words of names that begin as what was typed."""
    found: set[str] = set()
    for begin in {fold(word.text), word.key}:
        start = bisect_left(names.vocabulary, begin)
        found.update(names.vocabulary[start : bisect_left(names.vocabulary, begin + "\uffff")])
    return found


def _nearly(word: Word, names: NameIndex) -> set[str]:
    """The words of names that begin an error away from what was typed, or two in long words."""
    typed = fold(word.text)
    if len(typed) < _SHORTEST_MISTYPED:
        return set()
    edits = 1 if len(typed) <= 7 else 2
    alike = [known for known in names.vocabulary if known[0] == typed[0]]
    lengths = (len(typed) - 1, len(typed), len(typed) + 1)
    return {known for length in lengths for known in _within(typed, alike, length, edits)}


def _nearly_begun(typed: str, roadmap: Roadmap) -> list[Feature]:
    """Features whose names begin an error or two away from what was typed, letter by letter; the nearest first."""
    letters = _letters(typed)
    if len(letters) < _SHORTEST_BEGINNING:
        return []
    edits = 1 if len(letters) <= 7 else 2
    named = [(_letters(f.name), f) for f in roadmap.features if _is_named(f)]
    away: dict[str, int] = {}
    for length in (len(letters) - 1, len(letters), len(letters) + 1):
        begun = [name[:length] for name, _ in named]
        for _, distance, place in process.extract(letters, begun, scorer=OSA.distance, score_cutoff=edits, limit=None):
            key = named[place][1].key
            away[key] = min(distance, away.get(key, distance))
    return sorted(map(roadmap.by_key.__getitem__, away), key=lambda f: (away[f.key], len(f.name), f.key))


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _is_named(feature: Feature) -> bool:
    """Is it named by the page that keeps it, and not in passing only?"""
    return feature.mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY)


def _within(typed: str, words: list[str], length: int, edits: int) -> Iterable[str]:
    begun = [word[:length] for word in words]
    found = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return (words[place] for _, _, place in found)


def _once(features: list[Feature]) -> list[Feature]:
    """The first of each name: whoever picks a name is shown all that is called so."""
    first: dict[str, Feature] = {}
    for feature in features:
        first.setdefault(feature.name, feature)
    return list(first.values())
