"""Words that stand for what was talked of before: "it", "both", "the second one", "#2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexicon import Lexicon
from knowledge.words import Word, word_key

LAST = -1

_COUNTED = frozenset({"one", "item", "option", "opcion", "number", "numero", "nummer", "entry", "choice"})
_BEFORE_A_NUMBER = frozenset({"option", "opcion", "number", "numero", "nummer", "no", "nr", "item", "choice"})
_ARTICLES = frozenset({"the", "el", "la", "le", "das", "der", "die", "o", "a"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The words from `start` up to, not including, `end` stand for something said before."""

    start: int
    end: int
    number: int | None = None
    """Which of the names shown, from 1; LAST for the last one."""
    many: bool = False
    """Does it stand for all of them?"""


def find_references(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[Reference]:
    """The references of a question in order; they do not overlap."""
    keys = [w.key for w in words]
    picked = _picked(text, keys, lexicon)
    found = [*picked, *_spoken(keys, lexicon)]
    kept: list[Reference] = []
    for one in sorted(found, key=lambda r: (r.start - r.end, r.start)):
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda r: r.start)


def _spoken(keys: Sequence[str], lexicon: Lexicon) -> list[Reference]:
    """Pronouns, but those inside a longer phrase with a meaning of its own ("where does it say")."""
    longer = [f for f in lexicon.cues.find(keys) if f.end - f.start > 1]
    found = []
    for phrase in lexicon.threads.find(keys):
        inside = any(f.start <= phrase.start and phrase.end <= f.end for f in longer)
        if inside or (phrase.meaning == "point" and not _points_alone(keys, phrase.end, lexicon)):
            continue
        if phrase.meaning in ("it", "point", "them", "last"):
            number = LAST if phrase.meaning == "last" else None
            found.append(Reference(phrase.start, phrase.end, number, phrase.meaning == "them"))
    return found


def _points_alone(keys: Sequence[str], after: int, lexicon: Lexicon) -> bool:
    """Does "this" stand alone, not in front of "quarter" or "page"?"""
    if after == len(keys):
        return True
    word = keys[after]
    return word in lexicon.vocabulary and word not in lexicon.units and word not in lexicon.generic


def _picked(text: str, keys: Sequence[str], lexicon: Lexicon) -> list[Reference]:
    """ "the second one", "number 2", "#2"; or an ordinal or a number that is all there is."""
    numbers = {word_key(w): n for w, n in lexicon.dates.ordinals.items()}
    found = []
    for place, key in enumerate(keys):
        start = place - 1 if place and keys[place - 1] in _ARTICLES else place
        after = keys[place + 1] if place + 1 < len(keys) else ""
        before = keys[place - 1] if place else ""
        if key in numbers and (after in _COUNTED or after == "" and start == 0):
            found.append(Reference(start, place + 1 + (after in _COUNTED), numbers[key]))
        elif key.isdigit() and 0 < int(key) < 100:
            if before in _BEFORE_A_NUMBER:
                found.append(Reference(place - 1, place + 1, int(key)))
            elif len(keys) == 1 or re.search(rf"#{key}\b", text):
                found.append(Reference(place, place + 1, int(key)))
    return found
