"""What is added when a thing was asked for by a name it had before."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Caution, Fact
from knowledge.answerers.wording import quoted
from knowledge.question.question import Question
from knowledge.said import say

NAME = "name"
"""The field under which a name is cited."""


def with_former_name(question: Question, answer: Answer) -> Answer:
    """The answer, and below it what the thing was called before and where that stood, if it was asked for so."""
    former = question.former
    if former is None or former.written is None:
        return answer
    fact = Fact(former.feature.name, NAME, former.written.text, former.written.source)
    old = quoted(former.written.text)
    text = say("{old} is what {name} was called before.", old=old, name=former.feature.name)
    return replace(answer, parts=(*answer.parts, Caution(text, (fact,))))
