"""What a sentence says of the page's own upkeep: "Reviewed quarterly.", "Last updated on 3 May 2026 by Kim"."""

from __future__ import annotations

import re

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.model import Value
from knowledge.readers.reading import Desk
from knowledge.readers.sentences import sentences
from knowledge.words import Word, split_words

_MOST_WORDS = 14
_AT_LEAST = frozenset({"at", "least", "mindestens", "almenos"})
_BY = re.compile(r",?\s+\b(?:by|von|por|par)\s+@?[\w .-]+$", re.IGNORECASE)
_IN_FRONT = re.compile(r"^(?:[\s:–-]|on |at |am |el |le |em |in )+", re.IGNORECASE)


def read_upkeep(raw: str, line: int, desk: Desk) -> bool:
    """Keep when the page was updated or how often it is reviewed; False when a sentence of `raw` says neither."""
    told = [upkeep(s, desk.lexicon) for s in sentences(plain(raw))]
    for name, text in filter(None, told):
        desk.about.setdefault(name, Value(name, text, desk.source(line)))
    return bool(told) and all(told)


def upkeep(sentence: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """ "updated" with the date, or "cycle" with how often, where a sentence says nothing else; None for any other."""
    sentence = without_hand(sentence.strip(" ."))
    words = split_words(sentence)
    verb = next((i for i, w in enumerate(words) if w.key in lexicon.upkeep), None)
    if verb is None or len(words) > _MOST_WORDS:
        return None
    if not lexicon.about_itself.issuperset(w.key for w in words[:verb]):
        return None
    return _cycle(words[verb + 1 :], sentence, lexicon) or _update(sentence[words[verb].end :], lexicon)


def without_hand(text: str) -> str:
    """A date without who wrote it: "2026-11-02 by @kim" is "2026-11-02"."""
    return _BY.sub("", text)


def _cycle(words: list[Word], sentence: str, lexicon: Lexicon) -> tuple[str, str] | None:
    keys = [w.key for w in words]
    found = lexicon.cycles.best(keys)
    start = found.start if found is not None else keys.index("every") if "every" in keys else None
    if start is None or not (lexicon.about_itself | _AT_LEAST).issuperset(keys[:start]):
        return None
    if found is not None:
        return "cycle", sentence[words[start].start : words[found.end - 1].end]
    text = sentence[words[start].start :]
    return ("cycle", text) if lexicon.duration(text) else None


def _update(rest: str, lexicon: Lexicon) -> tuple[str, str] | None:
    text = _IN_FRONT.sub("", rest)
    time = lexicon.read_timeframe(text)
    dated = time is not None and time.period is not None and time.period.last is not None
    return ("updated", text) if dated else None
