"""The language a message is written in, told by its words; what things are called on the roadmap tells nothing."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.question.cleaning import clean
from knowledge.question.understand import LONGEST
from knowledge.question.whole_names import find_whole_names
from knowledge.roadmap import Roadmap
from knowledge.said import ENGLISH
from knowledge.words import Word, split_words


def language_of(text: str, roadmap: Roadmap, lexicon: Lexicon) -> str | None:
    """The language of a message, by ISO 639; None when its words tell none.

    English wins ties: an English question may quote a word or a name of another language.
    """
    asked = clean(text[:LONGEST])
    words = split_words(asked)
    told = lexicon.languages.language_of([w.key for w in _without_capitals(words, asked)], asked)
    if told is None or told == ENGLISH.code:
        return told
    own = _without_names(words, roadmap, lexicon)
    return lexicon.languages.language_of([w.key for w in _without_capitals(own, asked)], asked)


def _without_capitals(words: Sequence[Word], text: str) -> Sequence[Word]:
    """The words that are not written like names; all of them where everything is in capitals."""
    return words if text.isupper() else [w for w in words if w.start == words[0].start or not w.text[0].isupper()]


def _without_names(words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> list[Word]:
    named = {i for n in find_whole_names(words, roadmap, lexicon) for i in range(n.start, n.end)}
    return [w for i, w in enumerate(words) if i not in named and not roadmap.names.exact((w.key,))]
