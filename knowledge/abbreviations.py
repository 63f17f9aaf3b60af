"""Abbreviations that pages define: "Single Sign-On (SSO)", "SSO (Single Sign-On)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.words import split_words

Name = tuple[str, ...]

_BRACKETS = re.compile(r"\(([^()\n|]{2,80})\)")
_SHORT = re.compile(r"[A-Z0-9][A-Za-z0-9/&-]{1,7}")
_SHORT_BEFORE = re.compile(r"(?<![\w-])([A-Z0-9][A-Za-z0-9/&-]{1,7}) ?$")
_ENDS = re.compile(r"[()\n|]")
_REACH = 120
"""Characters before a bracket that may hold what stands in it in full."""
_CAPITALS = 2
"""Capitals and digits an abbreviation has at least."""
_SMALL = frozenset({"and", "of", "for", "the", "to", "in", "a", "de", "y", "e", "und"})
_NUMBERS = {"two": "2", "three": "3", "four": "4"}


def find_abbreviations(texts: Iterable[str]) -> dict[Name, Name]:
    """The words of each abbreviation that the texts define -> the words it stands for; the first definition counts."""
    found: dict[Name, Name] = {}
    for text in texts:
        if "(" in text:
            for short, long in _defined(text):
                found.setdefault(short, long)
    return found


def initials(name: Iterable[str]) -> str:
    """The first letters of the words that count: ("single", "sign", "on") -> "sso"; "two" may stand for 2."""
    return "".join(_NUMBERS.get(word, word[0]) for word in name if word not in _SMALL)


def _defined(text: str) -> Iterator[tuple[Name, Name]]:
    for match in _BRACKETS.finditer(text):
        inside, before = match[1], _ENDS.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        if _SHORT.fullmatch(inside):
            yield from _pair(inside, before, whole=False)
        elif short := _SHORT_BEFORE.search(before):
            yield from _pair(short[1], inside, whole=True)


def _pair(short: str, long: str, *, whole: bool) -> Iterator[tuple[Name, Name]]:
    """The abbreviation with the words whose initials it is; `whole`: all of `long`, else its last words."""
    if sum(c.isupper() or c.isdigit() for c in short) < _CAPITALS:
        return
    letters = "".join(c for c in short.lower() if c.isalnum())
    words = [w.key for w in split_words(long)]
    least = len(words) if whole else 2
    for size in range(least, min(len(words), len(letters) + 2) + 1):
        said = tuple(words[len(words) - size :])
        if len(said) > 1 and said[0] not in _SMALL and _spells(said, letters):
            yield tuple(w.key for w in split_words(short)), said
            return


def _spells(words: Name, letters: str) -> bool:
    return letters in (initials(words), "".join(w[0] for w in words))
