"""Times against times: does a window meet what was asked; which of two comes first?

The rules of "in", "starts in", "ships by" are those of docs/answers.md, "Time": an interval is a
span of planned work, and a past one is no evidence of delivery.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge.answer import Answer, Ending, Facts, Headline, Intent, Items
from knowledge.answerers.case import About, Case
from knowledge.answerers.wording import names
from knowledge.model import TYPED, Field, Value
from knowledge.period import Period
from knowledge.question.question import Relation, Window

_MEETS: dict[Relation, Callable[[Period, Period], bool]] = {
    Relation.IN: lambda p, w: p.overlaps(w),
    Relation.STARTS: lambda p, w: p.starts_in(w),
    Relation.ENDS: lambda p, w: p.ends_in(w),
    Relation.SHIPS: lambda p, w: p.ends_in(w),
    Relation.ENDS_BY: lambda p, w: p.end is not None and w.end is not None and p.end <= w.end,
    Relation.SHIPS_BY: lambda p, w: p.end is not None and w.end is not None and p.end <= w.end,
    Relation.BEFORE: lambda p, w: p.ended_before(w.start),
    Relation.AFTER: lambda p, w: w.end is not None and p.start >= w.end,
    Relation.REACHES: lambda p, w: w.end is not None and p.start < w.end and (p.end is None or p.end > w.end),
}


def meets(value: Value | None, window: Window) -> bool:
    """Does a timeframe with dates stand to the window as asked? Without dates it never does."""
    period = None if value is None else value.period
    return period is not None and _MEETS[window.relation](period, window.period)


def answer_compare(case: Case) -> Answer:
    """Which of the subjects comes first, with both times; a yes or no when one was asked for."""
    first, second = case.about[0], case.about[1]
    one, other = _period(first), _period(second)
    facts = tuple(case.fact(a.feature, v) for a in case.about if (v := a.feature.timeframe) is not None)
    items = Items(tuple(case.item(a.feature) for a in _sorted(case.about)))
    if one is None or other is None:
        missing = [a.name for a in case.about if _period(a) is None]
        text = f"Can't tell: no date is written for {' and '.join(missing)}."
        return case.answer(
            Headline(text), Facts(facts) if facts else None, items, intent=Intent.COMPARE, ending=Ending.NOT_STATED
        )
    return case.answer(Headline(_said(case, first, second), facts), items, intent=Intent.COMPARE)


def answer_difference(case: Case) -> Answer:
    """What is written of each subject, field by field, and nothing concluded from it."""
    facts = [
        case.fact(a.feature, v)
        for name in (Field.DESCRIPTION, *TYPED)
        for a in case.about
        if (v := next((v for f in (a.feature, *a.others) if (v := f.value(name)) is not None), None)) is not None
    ]
    text = f"What is written of {names([a.name for a in case.about])}, side by side:"
    return case.answer(Headline(text), Facts(tuple(facts)), intent=Intent.COMPARE)


def _period(about: About) -> Period | None:
    value = about.feature.timeframe
    return None if value is None else value.period


def _span(about: About) -> tuple[date, date]:
    period = _period(about)
    return (date.max, date.max) if period is None else (period.start, period.end or date.max)


def _sorted(about: tuple[About, ...]) -> list[About]:
    return sorted(about, key=_span)


def _said(case: Case, first: About, second: About) -> str:
    told = {a.name: a.feature.timeframe.text for a in (first, second) if a.feature.timeframe is not None}
    if "same" in case.question.words:
        opening = "Yes" if _span(first) == _span(second) else "No"
        return f"{opening}: {first.name} is planned for {told[first.name]}, {second.name} for {told[second.name]}."
    later = "after" in case.question.words or "later" in case.question.words
    if _span(first) == _span(second):
        return f"Both have the same window: {first.name} and {second.name} are planned for {told[first.name]}."
    early, late = _sorted((first, second))
    asks = case.question.yes_no and "or" not in case.question.words
    if not asks and later:
        return f"{late.name} comes later ({told[late.name]}), after {early.name} ({told[early.name]})."
    if not asks:
        return f"{early.name} comes first ({told[early.name]}), before {late.name} ({told[late.name]})."
    asked_early = second if later else first
    if _span(first)[0] == _span(second)[0]:
        ends = f"{early.name} ({told[early.name]}) ends before {late.name} ({told[late.name]})"
        return f"No: both start at the same time; {ends}."
    opening = "Yes" if early is asked_early else "No"
    return f"{opening}: {early.name} ({told[early.name]}) is planned before {late.name} ({told[late.name]})."
