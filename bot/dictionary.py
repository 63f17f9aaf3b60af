"""Real words of the languages people ask in, so that no real word is taken for a misspelling.

The lists come with pyspellchecker; each is read when the first unknown word is met.
"""

from __future__ import annotations

from functools import cached_property

from spellchecker import SpellChecker

LANGUAGES = ("en", "es")
RARE = 100
"""Words counted this often or less in the lists are left out: most of those are misspellings."""


class Dictionary:
    """Tells whether a word is one of a language."""

    def __init__(self, languages: tuple[str, ...] = LANGUAGES) -> None:
        self._languages = languages

    def has(self, word: str) -> bool:
        """Is `word`, in lower case, a real word?"""
        return any(counts.get(word, 0) > RARE for counts in self._counts)

    @cached_property
    def _counts(self) -> list[dict[str, int]]:
        return [dict(SpellChecker(language=name).word_frequency.dictionary) for name in self._languages]
