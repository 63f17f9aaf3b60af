"""The rest of the line on which an item stands, told where a fact was asked for that is not written."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Ending, Facts
from knowledge.answerers.case import Case
from knowledge.model import Field

_LONGEST = 240
"""Characters of a line that are told."""


def with_own_line(case: Case, answer: Answer) -> Answer:
    """The answer with what else the line says on which its one subject stands: the fact may be in it, unread."""
    if answer.ending != Ending.NOT_STATED or len(case.about) != 1:
        return answer
    feature = case.about[0].feature
    told = feature.value(Field.DESCRIPTION)
    if told is None or told.source not in {m.source for m in feature.mentions} or len(told.text) > _LONGEST:
        return answer
    fact = case.fact(feature, told)
    return answer if fact in answer.facts else replace(answer, parts=(*answer.parts, Facts((fact,))))
