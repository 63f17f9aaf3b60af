"""Text between Slack and us: nothing that people or pages wrote becomes a ping or a link."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
"""The three characters Slack gives a meaning, "&" first so that none is escaped twice."""

_SEQUENCE = re.compile(r"<(?=[!@#]|[a-z]+:)", re.IGNORECASE)
"""Where a ping or a link of Slack's markup would begin."""

_BY_ITSELF = re.compile(r"(?<!\w)@(?=\w)|(?<=[a-z])(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where plain text would become a ping or a link by itself."""

_WORD_JOINER = "\u2060"
_JOINERS_OF_WRITING = frozenset("\u200c\u200d")
"""Invisible, but parts of words and emoji; every other invisible character is dropped."""


def escape(text: str) -> str:
    """`text` for a field that Slack reads as markup: shown as it is, never acted on."""
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text


def escape_within(text: str, most: int) -> str:
    """`text` escaped and without invisible characters, in at most `most` characters: cut before it would be longer,
    ending with "…"."""
    text = "\n".join(map(_all_legible, text.split("\n")))
    escaped = escape(text)
    if len(escaped) <= most:
        return escaped
    used = 1
    for index, character in enumerate(text):
        used += len(escape(character))
        if used > most:
            return escape(text[:index]) + "…"
    return escaped


def cut_escaped(text: str, most: int) -> str:
    """A text that is escaped already, in at most `most` characters: cut, with "…", where no sign of markup is torn."""
    return text if len(text) <= most else _TORN.sub("", text[: most - 1]) + "…"


_TORN = re.compile(r"(&[a-z]{0,4}|<[^<>]*)\Z")
"""The beginning of an escaped character, or of what names a person, whose end is gone."""


def unescape(text: str) -> str:
    """What a person typed, from the escaped text that Slack sends."""
    for character, entity in reversed(_ENTITIES):
        text = text.replace(entity, character)
    return text


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """`text` on one line for a field that Slack shows letter by letter.

    Invisible characters that change how the rest is read (direction, zero width) are dropped. An
    invisible joiner breaks what would be a ping or a link, should the text ever be copied to where
    markup counts. Remembered, since most of what is shown stands on pages.
    """
    line = " ".join(_all_legible(text).split())
    return _SEQUENCE.sub("<" + _WORD_JOINER, line) if "<" in line else line


def inert(text: str) -> str:
    """`text` line by line for a place where we do not know what is done with it: no name and no address in it
    becomes a ping or a link by itself."""
    lines = map(literal, text.splitlines())
    return _BY_ITSELF.sub(lambda found: found.group() + _WORD_JOINER, "\n".join(lines))


def _all_legible(text: str) -> str:
    return text if text.isprintable() else "".join(map(_legible, text))


def _legible(character: str) -> str:
    if character.isprintable() or character in _JOINERS_OF_WRITING:
        return character
    return "" if unicodedata.category(character) == "Cf" else " "
