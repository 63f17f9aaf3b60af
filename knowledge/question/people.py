"""Owners called by a part of their name: "what does Ines own" where pages say "Ines Duarte"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.question.subjects import Named
from knowledge.roadmap import Roadmap
from knowledge.words import Word

_SHORTEST = 3


def find_people(words: Sequence[Word], named: Sequence[Named], roadmap: Roadmap, lexicon: Lexicon) -> list[Named]:
    """The words that are a part of one owner's name, and of nothing else that is known."""
    taken = {i for n in named for i in range(n.start, n.end)}
    found = []
    for place, word in enumerate(words):
        if place in taken or len(word.key) < _SHORTEST or _means_more(word.key, roadmap, lexicon):
            continue
        owners = [group for name, group in roadmap.owners.items() if word.key in name]
        if len(owners) == 1:
            found.append(Named(place, place + 1, owner=owners[0]))
    return found


def _means_more(key: str, roadmap: Roadmap, lexicon: Lexicon) -> bool:
    return key in roadmap.names.words or key in lexicon.vocabulary or key in lexicon.filler
