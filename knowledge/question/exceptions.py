"""What a question leaves out: "all features except Warmup", "besides P2, what is in Q3?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.lexicon import Lexicon
from knowledge.words import Word

EXCEPT = "except"
"""The cue of a question that leaves something out."""

_CLAUSE_ENDS = re.compile(r"[,;?!]|\.(?=\s|$)")


def split_exception(text: str, words: Sequence[Word], lexicon: Lexicon) -> tuple[str, str] | None:
    """The question without its exception, and the exception; None when it makes none.

    An exception goes from its word to the end of the clause; in front of the question, to the comma.
    """
    found = [f for f in lexicon.cues.find([w.key for w in words]) if f.meaning == EXCEPT]
    phrase = min(found, key=lambda f: (f.start, -f.end), default=None)
    if phrase is None or phrase.end >= len(words):
        return None
    before, after = text[: words[phrase.start].start], text[words[phrase.end].start :]
    end = _CLAUSE_ENDS.search(after)
    tail = after[: end.start()] if end is not None else after
    rest = after[len(tail) :].strip(" ,;.?!")
    return f"{before.strip(' ,;')} {rest}".strip(), tail.strip()
