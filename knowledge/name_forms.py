"""The forms of a feature's names, as word keys: whole, without brackets, abbreviated, written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Rank
from knowledge.phrases import Phrases
from knowledge.words import spoken, word_keys

Name = tuple[str, ...]

_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Z0-9/&-]{1,7}s?")
_VERSION = re.compile(r"[vV]?\d+(?:\.(?:\d+|[xX]))*")
_DASH = re.compile(r"\s[-–—]+\s")
_NUMBERING = re.compile(r"\d+(?:\.\d+)*")
"""A number in front of a heading ("2.1 Error handling") that people leave out."""
_LONGEST_IN_PASSING = 6
"""Words of the longest thing named in passing that counts as a name; longer ones are sentences."""

Swaps = Phrases[tuple[Name, ...]]
"""Words of a name -> what they may be swapped for."""


def swaps(lexicon: Lexicon, abbreviations: Mapping[Name, Name]) -> Swaps:
    """What stands for what inside names: the pages' abbreviations, and synonyms of several words."""
    several = [(name, others) for name, others in lexicon.synonyms.items() if any(len(n) > 1 for n in (name, *others))]
    short = [(short, (long,)) for short, long in abbreviations.items()]
    long = [(long, (short,)) for short, long in abbreviations.items()]
    return Phrases([*short, *long, *several])


def forms(feature: Feature, swapped: Swaps) -> dict[Name, bool]:
    """Every form of a feature's names, the whole ones first, and whether it is in the names' own words.

    What only abbreviations and synonyms make of a name gives way to a name that is really so.
    """
    found: dict[Name, bool] = {}
    for text in (*feature.names, *feature.also):
        found |= dict.fromkeys(_of_text(text), True)
        found |= dict.fromkeys(_pieces(text) if feature.is_section else (), True)
    found |= {f[:-1]: True for f in found if len(f) > 1 and f[-1] == "roadmap"}
    found |= {f[1:]: True for f in found if len(f) > 2 and _NUMBERING.fullmatch(f[0])}
    found |= {spoken(f): True for f in found}
    for other in [spoken(other) for f in found for other in _swapped(f, swapped)]:
        found.setdefault(other, False)
    found.pop((), None)
    if feature.mentions[0].rank == Rank.PASSING:
        return {f: own for f, own in found.items() if len(f) <= _LONGEST_IN_PASSING}
    return found


def _of_text(text: str) -> Iterator[Name]:
    """A name whole, without what stands in brackets, the abbreviation in brackets, and what stands before a colon."""
    yield word_keys(text)
    if "(" in text or "[" in text:
        yield word_keys(_BRACKETS.sub(" ", text))
        yield from (word_keys(inside) for inside in _BRACKETS.findall(text) if _ABBREVIATION.fullmatch(inside.strip()))
    head = word_keys(text.split(": ")[0]) if ": " in text else ()
    if len(head) > 1:
        yield head


def _pieces(heading: str) -> Iterator[Name]:
    """A version on either side of a dash in a heading, and a single word in front: "Next — v0.2"."""
    first, *others = _DASH.split(heading)
    for piece in others and (first, *others):
        if _VERSION.fullmatch(piece.strip()) or (piece is first and len(word_keys(first)) == 1):
            yield word_keys(piece)


def _swapped(form: Name, swapped: Swaps) -> Iterable[Name]:
    for found in swapped.find(form):
        for other in found.meaning:
            if found.end - found.start > 1 or len(other) > 1:
                yield form[: found.start] + other + form[found.end :]
