"""Talk that asks a roadmap nothing: "thanks", "lol", one human to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer import Intent
from knowledge.lexicon import Lexicon
from knowledge.question.question import Question
from knowledge.words import word_keys

TALK = "talk"
"""The cue of a message that is nothing but talk."""
PERSON = "person"
"""What words mean that people say of themselves and to each other."""

_TO_A_PERSON = re.compile(r"<@[A-Z0-9]+|<at>|(?<!\w)@\w")
_NOTHING_ASKED = frozenset({Intent.UNKNOWN, Intent.HELP})
_ASKS_NOTHING = frozenset({"detail", "now"})
_BEGINNING = 3
"""Words among which a question word stands when there is no question mark, and words of a question that is
nothing but one ("and when?")."""


def says_nothing(keys: Sequence[str], lexicon: Lexicon) -> bool:
    """Are the words of a message nothing but thanks, assent and the like?"""
    talk = [f for f in lexicon.threads.find(keys) if f.meaning == TALK]
    places = {i for f in talk for i in range(f.start, f.end)}
    return bool(talk) and all(i in places or key in lexicon.filler for i, key in enumerate(keys))


def is_talk(question: Question) -> bool:
    """Is it a message to which no answer is due unless the bot was addressed?"""
    return TALK in question.cues


def is_meant_for_bot(text: str, question: Question, lexicon: Lexicon) -> bool:
    """Is a post that does not address the bot a question about the roadmap all the same?

    It must read as a question, speak to nobody and of nobody, and be understood without a word left
    over. Where that is in doubt it is talk between people.
    """
    if is_talk(question) or question.intent in _NOTHING_ASKED or _TO_A_PERSON.search(text):
        return False
    keys = word_keys(text)
    found = [f for f in lexicon.threads.find(keys) if f.meaning != "asks"]
    meanings = {f.meaning for f in found}
    if PERSON in meanings or question.left_over or not (question.cues - _ASKS_NOTHING or question.statuses):
        return False
    asking = set(keys[:_BEGINNING]) - {k for f in found for k in keys[f.start : f.end]}
    asks = "?" in text or not lexicon.openings.isdisjoint(asking)
    goes_on = question.went_on and (bool(meanings) or len(keys) <= _BEGINNING)
    return asks and (goes_on or any(s.sure for s in question.subjects) and not question.went_on)
