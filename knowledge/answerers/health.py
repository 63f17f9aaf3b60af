"""How the whole roadmap, or a part of it, stands: what is past its time, blocked or at risk; what is under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.answer import Answer, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.members import find_members
from knowledge.answerers.wording import has_passed, is_done, names
from knowledge.items import AT_WORK
from knowledge.model import Feature, Field, StatusKind
from knowledge.said import Said, say, say_many, to_say
from knowledge.words import word_keys

_TROUBLES: tuple[tuple[StatusKind, Said, Callable[[int], Said]], ...] = (
    (StatusKind.BLOCKED, say("Blocked"), lambda n: say_many("{count} blocked", "{count} blocked", n)),
    (StatusKind.AT_RISK, say("At risk"), lambda n: say_many("{count} at risk", "{count} at risk", n)),
    (StatusKind.ON_HOLD, say("On hold"), lambda n: say_many("{count} on hold", "{count} on hold", n)),
)
"""Statuses that mean trouble: the label of their list, and how they are counted."""
_UNDER_WAY = (StatusKind.IN_PROGRESS, StatusKind.PARTIAL)


def answer_health(case: Case) -> Answer:
    """Everything that is written as blocked, at risk or on hold, or is past its time; never that all is well."""
    looked = _looked_at(case)
    late = [f for f in looked if has_passed(f.timeframe, case.today) and not is_done(f)]
    found: list[tuple[Said, Callable[[int], Said], list[Feature]]] = [
        (say("Past their window without word of delivery"), _late, late),
        *((label, count, [f for f in looked if _has(f, kind)]) for kind, label, count in _TROUBLES),
    ]
    told = [count(len(features)) for _, count, features in found if features]
    if not told:
        return case.answer(Headline(say("No page says that anything is late, blocked or at risk.")), intent=Intent.LIST)
    headline = Headline(say("No page says so as a whole. By what is written: {counted}.", counted=names(told)))
    lists = [case.items(features, label) for label, _, features in found]
    return case.answer(headline, *lists, intent=Intent.LIST)


def _late(count: int) -> Said:
    return say_many(
        "{count} past its window without word of delivery",
        "{count} past their window without word of delivery",
        count,
    )


def answer_now(case: Case) -> Answer:
    """What is written as in progress; else what has a time that holds today and is not done."""
    looked = _looked_at(case)
    working = [f for f in looked if any(_has(f, kind) for kind in _UNDER_WAY)]
    listed = [f for f in looked if _stands_under_now(f) and not is_done(f)]
    if listed:
        every = [f for f in looked if f in working or f in listed]
        text = say_many(
            "{count} item is listed for now or written as in progress.",
            "{count} items are listed for now or written as in progress.",
            len(every),
        )
        return case.answer(Headline(text), case.items(every), intent=Intent.LIST)
    if working:
        text = say_many(
            "{count} item is written as in progress or partly done.",
            "{count} items are written as in progress or partly done.",
            len(working),
        )
        return case.answer(Headline(text), case.items(working), intent=Intent.LIST)
    dated = [f for f in looked if f.period is not None and f.period.contains(case.today)]
    open_now = [f for f in dated if not is_done(f)]
    text = say(_PLANNED_NOW, count=len(open_now))
    return case.answer(Headline(text), case.items(open_now), intent=Intent.LIST)


_PLANNED_NOW = to_say("No page says what is worked on today. {count} items are planned for a time that holds today.")


def _stands_under_now(feature: Feature) -> bool:
    """Does a page list it under a heading such as "Now (Nov-Dec)"?"""
    return any(word_keys(h)[:1] and word_keys(h)[0] in AT_WORK for m in feature.mentions for h in m.headings)


def _looked_at(case: Case) -> tuple[Feature, ...]:
    """The features of the area or time asked about, whatever their status."""
    question = replace(case.question, statuses=(), cues=case.question.cues - {"overdue", "next"})
    return find_members(replace(case, question=question)).features


def _has(feature: Feature, kind: StatusKind) -> bool:
    return any(v.kind is kind for v in feature.values(Field.STATUS))
