"""Words: how a text becomes comparable keys, for pages and for questions alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = "\u3005\u3040-\u30ff\u3400-\u9fff"
"""Signs of Chinese and Japanese, where no spaces stand: each is a word, so that phrases are found anywhere."""
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+(?:\.\d+)*(?:'[^\W_{_SIGNS}]+)?")
_NOUNS = (("isation", "ize"), ("ization", "ize"), ("ation", "ate"), ("ition", "ite"), ("ction", "ct"), ("ment", ""))
"""Endings of nouns made from verbs, and what the verb ends in."""
_NOUN_ROOT = 4
"""Letters that must stand before such an ending."""

_ELIDED = frozenset({"l", "d", "s", "c", "j", "n"})
"""French words that lose their vowel before another: "l'état" is found by "état"."""

_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00df": "ss", "_": " "})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, its key, and where it stands."""

    text: str
    key: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents, with plain quotes: "Cuándo" -> "cuando"."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in flat if not unicodedata.combining(c)).lower()


def split_words(text: str) -> list[Word]:
    """The words of `text` in order; punctuation separates, "v2.9" and "1.2" stay whole."""
    plain = text.translate(_PLAIN)
    return [Word(m.group(), word_key(m.group()), m.start(), m.end()) for m in _WORD.finditer(plain)]


@lru_cache(maxsize=32768)
def word_keys(text: str) -> tuple[str, ...]:
    """The keys of the words of `text`. Remembered, since pages repeat their headings and names."""
    return tuple(word_key(w) for w in _WORD.findall(text.translate(_PLAIN)))


def spoken(words: Iterable[str]) -> tuple[str, ...]:
    """The words without "and", which pages write as "&", a plus or a comma."""
    words = tuple(words)
    return tuple(w for w in words if w != "and") if "and" in words else words


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The form in which two words are the same: folded, without 's and without a plural s."""
    key = fold(word)
    if "'" in key:
        head, _, tail = key.partition("'")
        key = tail if head in _ELIDED else head if tail in ("s", "re", "ll", "ve", "d", "m") else head + tail
    return _singular(key)


@lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """A shorter form shared by "extend", "extended" and "extending", for weaker matches."""
    for ending in ("ing", "ed", "e"):
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            cut = key[: -len(ending)]
            if ending != "e" and len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                return cut[:-1]
            return cut[:-1] + "z" if cut.endswith("is") else cut  # "stabilised" is "stabilized"
    return key


@lru_cache(maxsize=65536)
def verb_stem(key: str) -> str:
    """A form that nouns made from verbs share with them too: "rotate", "rotated" and "rotation"."""
    for ending, left in _NOUNS:
        if key.endswith(ending) and len(key) - len(ending) >= _NOUN_ROOT:
            return stem(key[: -len(ending)] + left)
    return stem(key)


_ENDINGS = (("cion", "tion"), ("cao", "tion"), ("zione", "tion"), ("idad", "ity"), ("idade", "ity"), ("ite", "ity"))
"""Endings of other languages, and what English words of the same root end in."""


def cognates(key: str) -> tuple[str, ...]:
    """The English words that a word of another language is by its ending alone: "certificacion", "certification"."""
    return tuple(
        key[: -len(own)] + english for own, english in _ENDINGS if key.endswith(own) and len(key) > len(own) + 2
    )


def _singular(key: str) -> str:
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key
