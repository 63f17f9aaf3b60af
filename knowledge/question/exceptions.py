"""What a question leaves out: "all features except Warmup", "besides P2, what is in Q3?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.words import Word

EXCEPT = "except"
"""The cue of a question that leaves something out."""

_NOT = re.compile(r",\s+(?:and\s+|but\s+)?not\s+(?=\w)", re.IGNORECASE)
"""Behind a comma "not" leaves out what follows ("what is in Q3, not in payments")."""

_CLAUSE_ENDS = re.compile(r"[,;?!]|\.(?=\s|$)")


def split_exception(text: str, words: Sequence[Word], lexicon: Lexicon) -> tuple[str, str] | None:
    """The question without its exception, and the exception; None when it makes none.

    An exception goes from its word to the end of the clause; in front of the question, to the comma.
    """
    found = [f for f in lexicon.cues.find([w.key for w in words]) if f.meaning == EXCEPT]
    phrase = min(found, key=lambda f: (f.start, -f.end), default=None)
    comma = _NOT.search(text)
    if phrase is not None and phrase.end < len(words):
        before, after = text[: words[phrase.start].start], text[words[phrase.end].start :]
    elif comma is not None:
        before, after = text[: comma.start()], text[comma.end() :]
    else:
        return None
    end = _CLAUSE_ENDS.search(after)
    tail = after[: end.start()] if end is not None else after
    rest = after[len(tail) :].strip(" ,;.?!")
    return f"{before.strip(' ,;')} {rest}".strip(), tail.strip()
