"""The first or the last of a list, and what matters most in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.answer import Answer, Ending, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.members import find_members
from knowledge.model import Feature, Field
from knowledge.question.kinds import Kind
from knowledge.said import say, say_many, to_say


def answer_extreme(case: Case) -> Answer:
    """Of the features that fit, those that begin first, or end last."""
    members = find_members(case)
    dated = [f for f in members.features if f.period is not None]
    if not dated:
        text = say("No {item} has a date.", item=members.item)
        return case.answer(Headline(text), intent=Intent.LIST, ending=Ending.NOT_STATED)
    first = case.question.kind is Kind.EARLIEST
    edge = min(map(_start, dated)) if first else max(map(_end, dated))
    found = [f for f in dated if (_start(f) if first else _end(f)) == edge]
    said: dict[str, Any] = {"dated": len(dated), "items": members.items, "name": found[0].name, "found": len(found)}
    text = say(_EDGES[first, len(found) == 1], **said)
    return case.answer(Headline(text), case.items(found), intent=Intent.LIST)


_EDGES = {
    (True, True): to_say("Of the {dated} dated {items}, {name} begins first."),
    (True, False): to_say("Of the {dated} dated {items}, {found} begin first."),
    (False, True): to_say("Of the {dated} dated {items}, {name} ends last."),
    (False, False): to_say("Of the {dated} dated {items}, {found} end last."),
}
"""By whether the first are asked for, and whether it is a single one."""


def answer_top(case: Case) -> Answer:
    """Of the features that fit, those of the most urgent priority that is written."""
    members = find_members(case)
    levels = {f.key: level for f in members.features if (level := _level(case, f)) is not None}
    if not levels:
        text = say("No priority is written for the items of the roadmap.")
        if members.scope:
            text = say("No priority is written for the {items}.", items=members.items)
        items = case.items(members.features)
        return case.answer(Headline(text), items, intent=Intent.PRIORITY, ending=Ending.NOT_STATED)
    top = min(levels.values())
    found = [f for f in members.features if levels.get(f.key) == top]
    said = {"item": members.item, "items": members.items, "level": f"P{top}"}
    text = say_many(
        "{count} {item} has the highest priority, {level}.",
        "{count} {items} have the highest priority, {level}.",
        len(found),
        **said,
    )
    return case.answer(Headline(text), case.items(found), intent=Intent.LIST)


def _level(case: Case, feature: Feature) -> int | None:
    value = feature.value(Field.PRIORITY)
    return None if value is None else case.lexicon.priority_level(value.text)


def _start(feature: Feature) -> date:
    return date.max if feature.period is None else feature.period.start


def _end(feature: Feature) -> date:
    return date.min if feature.period is None else feature.period.end or date.max
