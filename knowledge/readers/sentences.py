"""Where a sentence of a page ends: behind a word, a bracket or a year; "Dr. Kim" and "3 Nov. 2027" go on."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3}[.!])|(?<=[)\"”][.!])|(?<=\d{4}[.!]))\s+(?=[^\W\d]|[*@\[(])")
"""The gap between two sentences."""

_FULL_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\)))\.\s*$")
"""At the end of a text; "Kim Lee Jr." has none."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its own full stop; none of an empty text."""
    return [sentence for sentence in SENTENCE_END.split(text) if sentence.strip(" .")]


def first_sentence(text: str) -> tuple[str, str]:
    """A text of two words or more up to the end of its first sentence, without the full stop, and the rest of it."""
    end = SENTENCE_END.search(text)
    first, rest = (text[: end.start()], text[end.end() :]) if end else (text, "")
    return (_FULL_STOP.sub("", first), rest) if " " in first.strip() else (text, "")
