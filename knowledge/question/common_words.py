"""Names that are also words, where they are meant as the word: "my team", "can you queue", "what is next in the queue".

Only a name of one word that a language has too ("Teams", "Queue", "Leads") is doubtful, and only
beside another thing the question is about: alone it is always the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.roadmap import Roadmap
from knowledge.words import Word, fold

_JOINS = frozenset({"and", "or", "vs", "versus", "than", "y", "o", "et", "ou", "und", "oder", "e"})
_ARTICLES = frozenset({"the", "el", "la", "le", "der", "die", "das"})
_PEOPLE = frozenset({"people", "folk", "team", "crew", "guy", "person", "leute", "gente", "equipo", "equipe"})
"""Behind a name these make it the name of a group of people ("the payments people")."""
_PLACED = frozenset({"in", "en", "dans", "im", "on"})


def words_in_common_sense(words: Sequence[Word], text: str, roadmap: Roadmap, lexicon: Lexicon) -> set[int]:
    """The places of names that are meant as words, by what stands around them."""
    keys = [w.key for w in words]
    named = (i for i, w in enumerate(words) if roadmap.names.exact((w.key,)))
    doubtful = (i for i in named if lexicon.is_word(fold(words[i].text)) or (keys[i],) in lexicon.synonyms)
    common = {i for i in doubtful if _is_common(i, keys, words, text, lexicon, roadmap)}
    return common | {i + 1 for i in common if keys[i + 1 : i + 2] and keys[i + 1] in _PEOPLE}


def _is_common(
    place: int, keys: Sequence[str], words: Sequence[Word], text: str, lexicon: Lexicon, roadmap: Roadmap
) -> bool:
    before, after = keys[max(0, place - 2) : place], keys[place + 1 : place + 2]
    if not _JOINS.isdisjoint([*before[-1:], *after]):
        return False
    if not lexicon.makes_common.isdisjoint(before[-1:]) or not _PEOPLE.isdisjoint(after):
        return True
    placed = len(before) == 2 and before[0] in _PLACED and before[1] in _ARTICLES
    if placed and lexicon.generic.isdisjoint(after):
        return True
    if _is_spelled_as_name(words[place], keys[place], roadmap):
        return False
    called = text[words[place].end :].lstrip()[:1] in (",", ":") and place == 0
    described = len(before) == 2 and before[0] in _ARTICLES | lexicon.makes_common
    return called or described


def _is_spelled_as_name(word: Word, key: str, roadmap: Roadmap) -> bool:
    """Is it written as the name is, "teams" for "Teams", not "team"?"""
    typed = fold(word.text)
    return any(fold(name) == typed for k in roadmap.names.exact((key,)) for name in roadmap.by_key[k].names)
