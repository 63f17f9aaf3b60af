"""Owners called by a part of their name: "what does Ines own" where pages say "Ines Duarte"."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.question.whole_names import Named
from knowledge.roadmap import Roadmap
from knowledge.words import Word

_SHORTEST = 3


def find_people(words: Sequence[Word], named: Sequence[Named], roadmap: Roadmap, lexicon: Lexicon) -> list[Named]:
    """The words that are a part of one owner's name, and of nothing else that is known."""
    taken = {i for n in named for i in range(n.start, n.end)}
    found = []
    for place, word in enumerate(words):
        if place in taken or len(word.key) < _SHORTEST:
            continue
        if _means_more(word.key, roadmap, lexicon) and not _is_called_like_a_month(place, words, roadmap, lexicon):
            continue
        owners = [group for name, group in roadmap.owners.items() if word.key in name]
        if len(owners) == 1:
            found.append(Named(place, place + 1, owner=owners[0]))
    return found


_DO = frozenset({"own", "owned", "work", "working", "do", "doing", "lead", "leading", "have"}) | {
    *("responsible", "run", "running", "handle", "handling", "drive"),
}
"""What people do with things, and months don't."""


def _is_called_like_a_month(place: int, words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> bool:
    """Is it the first name of somebody that is a month, too, where the words beside it speak of a person?

    "What does April own", "is Jun working on search", "June's items"; not "by June", "June 2027", "in April".
    """
    word = words[place]
    if word.text.lower().removesuffix("'s") not in lexicon.dates.months or word.key in roadmap.names.words:
        return False
    before = words[place - 1].key if place else ""
    after = words[place + 1].key if place + 1 < len(words) else ""
    return (
        after in _DO or before == "ask" or word.text.endswith("'s") or [w.key for w in words[:place]] == ["who", "is"]
    )


def _means_more(key: str, roadmap: Roadmap, lexicon: Lexicon) -> bool:
    return key in roadmap.names.words or key in lexicon.vocabulary or key in lexicon.filler
