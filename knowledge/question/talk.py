"""Talk that asks a roadmap nothing: "thanks", "lol", one human to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer import Intent
from knowledge.lexicon import Lexicon
from knowledge.question.question import Question

TALK = "talk"
"""The cue of a message that is nothing but talk."""

_TO_A_PERSON = re.compile(r"<@[A-Z0-9]+|<at>|(?<!\w)@\w")
_NOTHING_ASKED = frozenset({Intent.UNKNOWN, Intent.HELP})
_LONGEST_UNMARKED = 6
"""Words of a question that has no question mark."""


def says_nothing(keys: Sequence[str], lexicon: Lexicon) -> bool:
    """Are the words of a message nothing but thanks, assent and the like?"""
    talk = [f for f in lexicon.threads.find(keys) if f.meaning == TALK]
    places = {i for f in talk for i in range(f.start, f.end)}
    return bool(talk) and all(i in places or key in lexicon.filler for i, key in enumerate(keys))


def is_talk(question: Question) -> bool:
    """Is it a message to which no answer is due unless the bot was addressed?"""
    return TALK in question.cues


def is_meant_for_bot(text: str, question: Question) -> bool:
    """Is a post that does not address the bot a question about the roadmap all the same?

    It must read as a question, be understood without a word left over, and speak to nobody else.
    """
    if is_talk(question) or question.intent in _NOTHING_ASKED or _TO_A_PERSON.search(text):
        return False
    asks = "?" in text or len(question.words) <= _LONGEST_UNMARKED
    understood = not question.left_over and (question.went_on or any(s.sure for s in question.subjects))
    return asks and understood
