"""The rest of the line on which an item stands, told where a fact was asked for that is not written."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Ending, Facts
from knowledge.answerers.case import Case
from knowledge.model import Feature, Field, Value

_LONGEST = 240
"""Characters of a line that are told."""


def with_own_line(case: Case, answer: Answer) -> Answer:
    """The answer with what else the line says on which its one subject stands: the fact may be in it, unread."""
    if answer.ending != Ending.NOT_STATED or len(case.about) != 1:
        return answer
    told = (case.fact(case.about[0].feature, v) for v in _beside(case.about[0].feature))
    facts = tuple(f for f in told if f not in answer.facts)
    return replace(answer, parts=(*answer.parts, Facts(facts))) if facts else answer


def _beside(feature: Feature) -> list[Value]:
    """What its own line says that is no field of ours: the description, columns and keys of the page's own."""
    lines = {m.source for m in feature.mentions}
    values = [v for m in feature.mentions for v in m.values if v.source in lines and _is_untold(v)]
    return values if sum(len(v.text) for v in values) <= _LONGEST else []


def _is_untold(value: Value) -> bool:
    return not value.blank and (value.field == Field.DESCRIPTION or not value.is_understood)
