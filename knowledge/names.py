"""How a person's words find a feature: by its whole name, by part of it, by all its words.

The first tier that answers wins. Words weigh by how rare they are among the names; a word no
name has is never guessed at here (typing errors are put right before, knowledge/question/
spelling.py). Looking up costs in proportion to the rarest word's names, not to all names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from knowledge.abbreviations import initials
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Rank
from knowledge.name_forms import Name, forms, swaps
from knowledge.words import cognates, spoken, stem, verb_stem

_FEWEST_INITIALS = 3
"""Words of the shortest name that is found by its initials."""

_MOST_WRITTEN_OUT = 6
"""Words that a beginning may stand for ("perf"); more, and it stands for none."""

_MOST_CANDIDATES = 400
"""Names looked at when no name has all the words: the rarest words' names come first."""


class Tier(IntEnum):
    """How a name was found, the surest first."""

    EXACT = 1
    PART = 2
    """The words stand in the name as neighbours in this order."""
    WORDS = 3
    """All the words are in the name."""
    INITIALS = 4
    """The first letters of the name's words ("mcs" for Multi-Currency Support)."""
    NEAR = 5
    """Some of the words are in the name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A feature found by words: the tier, and the share of the words' weight it accounts for."""

    key: str
    tier: Tier
    score: float


class NameIndex:
    """The names of all features, made once for a Roadmap."""

    def __init__(
        self, features: Iterable[Feature], lexicon: Lexicon, abbreviations: Mapping[Name, Name] | None = None
    ) -> None:
        """`abbreviations` are those the pages define: the words of each -> the words it stands for."""
        swapped = swaps(lexicon, abbreviations or {})
        first_letters: dict[str, dict[str, None]] = defaultdict(dict)
        exact: dict[Name, dict[str, None]] = defaultdict(dict)
        swapped_exact: dict[Name, dict[str, None]] = defaultdict(dict)
        postings: dict[str, dict[str, None]] = defaultdict(dict)
        names: dict[str, tuple[Name, ...]] = {}
        self._lexicon = lexicon
        for feature in features:
            found = forms(feature, swapped)
            names[feature.key] = tuple(found)
            if feature.mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY):
                first_letters[initials(next(iter(found), ()))][feature.key] = None
            for form, is_own in found.items():
                (exact if is_own else swapped_exact)[form][feature.key] = None
                for word in form:
                    postings[word][feature.key] = None
        self._names: Mapping[str, tuple[Name, ...]] = names
        self._exact = {form: tuple(keys) for form, keys in (swapped_exact | exact).items()}
        self._initials = {k: tuple(v) for k, v in first_letters.items() if len(k) >= _FEWEST_INITIALS and k.isalpha()}
        self._postings = {word: tuple(keys) for word, keys in postings.items()}
        self._sorted = sorted(self._postings)
        self.stems: dict[str, list[str]] = defaultdict(list)
        self._verbs: dict[str, list[str]] = defaultdict(list)
        for word in self._postings:
            self.stems[stem(word)].append(word)
            self._verbs[verb_stem(word)].append(word)
        synonyms = {w for name, others in lexicon.synonyms.items() if self._reaches(others) for w in name}
        self._known = frozenset(self._postings) | synonyms
        self.vocabulary = sorted(self._known | {s for s in self.stems if lexicon.is_word(s)})
        self.first_words = frozenset(name[0] for name in (*self._exact, *lexicon.synonyms) if name)
        """The words that a name `exact` finds may begin with, but for an "and" in front of it."""
        self.longest = max(map(len, self._exact), default=0)

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """Every word of a name, with the keys of the features that have it."""
        return self._postings

    def exact(self, words: Sequence[str]) -> tuple[str, ...]:
        """The keys of the features called exactly so, or by a synonym of it."""
        name = tuple(words)
        found = self._exact.get(name) or self._exact.get(spoken(name))
        if found is None:
            for other in self._lexicon.synonyms.get(name, ()):
                found = self._exact.get(other)
                if found is not None:
                    break
        return found or ()

    def has(self, word: str) -> bool:
        """Does some name have this very word, or a synonym of a name?"""
        return word in self._known

    def are_initials(self, word: str) -> bool:
        """Are these the first letters of some name's words?"""
        return word in self._initials

    def side_by_side(self, first: str, second: str) -> bool:
        """Does some name have these two words next to each other, in this order?"""
        rarer = min(self._postings.get(first, ()), self._postings.get(second, ()), key=len)
        pair = (first, second)
        return any(p == pair for key in rarer[:_MOST_CANDIDATES] for n in self._names[key] for p in pairwise(n))

    def _reaches(self, names: Iterable[Name]) -> bool:
        return any(n in self._exact or (len(n) == 1 and n[0] in self._postings) for n in names)

    def knows(self, word: str) -> bool:
        """Does some name have this word, a form of it, or a word it abbreviates?"""
        return bool(self._alike(word))

    def find(self, words: Sequence[str]) -> list[Match]:
        """The features that fit `words` best: of the surest tier that has any, best first."""
        keys = self.exact(words)
        if keys:
            return [Match(k, Tier.EXACT, 1.0) for k in keys]
        alike = [self._alike(w, alone=len(words) == 1) for w in words]
        return self._in_full(alike) or self._by_verbs(words, alike) or self._by_initials(words) or self._near(alike)

    def _in_full(self, alike: list[frozenset[str]]) -> list[Match]:
        """Features of which one name has all the words, those that have them in order before all others."""
        full = self._with_all(alike)
        part = [k for k in full if self._in_order(k, alike)]
        tier, chosen = (Tier.PART, part) if part else (Tier.WORDS, full)
        return sorted((Match(k, tier, 1.0) for k in chosen), key=lambda m: len(self._names[m.key][0]))

    def _by_verbs(self, words: Sequence[str], alike: list[frozenset[str]]) -> list[Match]:
        """The same by nouns and the verbs they come from ("automate rotation"): two words, half of a name."""
        if len(words) < 2:
            return []
        wider = [a.union(self._verbs.get(verb_stem(w), ())) for a, w in zip(alike, words, strict=True)]
        return [m for m in self._in_full(wider) if len(self._names[m.key][0]) <= 2 * len(words)]

    def _by_initials(self, words: Sequence[str]) -> list[Match]:
        """Features whose initials a single word is that is no word of a language."""
        alone = len(words) == 1 and not self._lexicon.is_word(words[0])
        return [Match(k, Tier.INITIALS, 1.0) for k in (self._initials.get(words[0], ()) if alone else ())]

    def _alike(self, word: str, alone: bool = False) -> frozenset[str]:
        """The words of names that `word` may stand for: itself, another form, what it abbreviates.

        A real word that stands alone abbreviates nothing ("mark" is no "marketplace", "pen test" is one).
        """
        found = {word} if word in self._postings else set()
        for other in self._lexicon.synonyms.get((word,), ()):
            if len(other) == 1 and other[0] in self._postings:
                found.add(other[0])
        found.update(self.stems.get(stem(word), ()))
        found.update(w for w in cognates(word) if w in self._postings)
        if not found and len(word) >= 3 and word.isalpha() and not (alone and self._lexicon.is_word(word)):
            found.update(self._abbreviated(word))
        return frozenset(found)

    def _abbreviated(self, word: str) -> list[str]:
        """Words that begin with `word` ("pen" test, "perf"), when they are few."""
        start = bisect_left(self._sorted, word)
        end = bisect_left(self._sorted, word + "\uffff")
        return self._sorted[start:end] if end - start <= _MOST_WRITTEN_OUT else []

    def _with_all(self, alike: list[frozenset[str]]) -> list[str]:
        if not alike or not all(alike):
            return []
        groups = sorted(alike, key=self._count)
        keys = [k for w in groups[0] for k in self._postings[w]]
        for group in groups[1:]:
            keys = [k for k in keys if any(w in name for name in self._names[k] for w in group)]
        return list(dict.fromkeys(k for k in keys if self._one_name_has_all(k, alike)))

    def _one_name_has_all(self, key: str, alike: list[frozenset[str]]) -> bool:
        return any(all(not group.isdisjoint(name) for group in alike) for name in self._names[key])

    def _in_order(self, key: str, alike: list[frozenset[str]]) -> bool:
        size = len(alike)
        return any(
            all(name[start + i] in alike[i] for i in range(size))
            for name in self._names[key]
            for start in range(len(name) - size + 1)
        )

    def _count(self, group: frozenset[str]) -> int:
        return sum(len(self._postings[w]) for w in group)

    def _near(self, alike: list[frozenset[str]]) -> list[Match]:
        """Features that have some of the words, by the weight of those they have."""
        weights = [1.0 / (1 + self._count(g)) ** 0.5 if g else 1.0 for g in alike]
        total = sum(weights) or 1.0
        scores: dict[str, float] = defaultdict(float)
        for weight, group in sorted(zip(weights, alike, strict=True), key=lambda p: -p[0]):
            for word in group:
                for key in self._postings[word][:_MOST_CANDIDATES]:
                    scores[key] += weight / len(group)
        best = sorted(scores.items(), key=lambda s: (-s[1], len(self._names[s[0]][0]), s[0]))
        return [Match(key, Tier.NEAR, min(score / total, 0.99)) for key, score in best[:10]]
