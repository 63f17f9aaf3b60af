"""Real words of the languages people ask in, so that no real word is taken for a misspelling.

The lists come with pyspellchecker, of which nothing else is needed; they are read when the first unknown word is met.
"""

from __future__ import annotations

import gzip
import json
from functools import cached_property
from importlib.resources import files

LANGUAGES = ("en", "es")
RARE = 100
"""Words counted this often or less in the lists are left out: most of those are misspellings."""


class Dictionary:
    """Tells whether a word is one of a language."""

    def __init__(self, languages: tuple[str, ...] = LANGUAGES) -> None:
        self._languages = languages

    def has(self, word: str) -> bool:
        """Is `word`, in lower case, a real word?"""
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset().union(*map(_words_of, self._languages))


def _words_of(language: str) -> list[str]:
    """The words of a list: a packed JSON object of words and how often each was counted."""
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    return [word for word, count in json.loads(gzip.decompress(packed)).items() if count > RARE]
