"""The first or the last of a list, and what matters most in it."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Headline, Intent, Items
from knowledge.answerers.case import Case
from knowledge.answerers.members import Members, find_members
from knowledge.model import Feature, Field
from knowledge.question.kinds import Kind


def answer_extreme(case: Case) -> Answer:
    """Of the features that fit, those that begin first, or end last."""
    members = find_members(case)
    dated = [f for f in members.features if f.timeframe is not None and f.timeframe.period is not None]
    if not dated:
        text = f"No item{_where(members)} has a date."
        return case.answer(Headline(text), intent=Intent.LIST, ending=Ending.NOT_STATED)
    first = case.question.kind is Kind.EARLIEST
    edge = min(map(_start, dated)) if first else max(map(_end, dated))
    found = [f for f in dated if (_start(f) if first else _end(f)) == edge]
    one, many = ("begins first", "begin first") if first else ("ends last", "end last")
    what = f"{found[0].name} {one}" if len(found) == 1 else f"{len(found)} {many}"
    text = f"Of the {len(dated)} dated items{_where(members)}, {what}."
    return case.answer(Headline(text), Items(tuple(map(case.item, found))), intent=Intent.LIST)


def answer_top(case: Case) -> Answer:
    """Of the features that fit, those of the most urgent priority that is written."""
    members = find_members(case)
    levels = {f.key: level for f in members.features if (level := _level(case, f)) is not None}
    if not levels:
        text = f"No priority is written for the items{_where(members) or ' of the roadmap'}."
        items = Items(tuple(map(case.item, members.features))) if members.features else None
        return case.answer(Headline(text), items, intent=Intent.PRIORITY, ending=Ending.NOT_STATED)
    top = min(levels.values())
    found = [f for f in members.features if levels.get(f.key) == top]
    have = "item has" if len(found) == 1 else "items have"
    text = f"{len(found)} {have} the highest priority{_where(members)}, P{top}."
    return case.answer(Headline(text), Items(tuple(map(case.item, found))), intent=Intent.LIST)


def _level(case: Case, feature: Feature) -> int | None:
    value = feature.value(Field.PRIORITY)
    return None if value is None else case.lexicon.priority_level(value.text)


def _where(members: Members) -> str:
    return f" {members.scope}" if members.scope else ""


def _start(feature: Feature) -> date:
    period = feature.timeframe.period if feature.timeframe is not None else None
    return date.max if period is None else period.start


def _end(feature: Feature) -> date:
    period = feature.timeframe.period if feature.timeframe is not None else None
    return date.min if period is None else period.end or date.max
