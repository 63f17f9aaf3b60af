"""Times against times: does a window meet what was asked; which of two comes first?

The rules of "in", "starts in", "ships by" are those of docs/answers.md, "Time": an interval is a
span of planned work, and a past one is no evidence of delivery.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge.answer import Answer, Ending, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.wording import names
from knowledge.model import TYPED, Field, Value
from knowledge.period import Period
from knowledge.question.question import Relation, Window
from knowledge.said import Said, say, to_say

_MEETS: dict[Relation, Callable[[Period, Period], bool]] = {
    Relation.IN: lambda p, w: p.overlaps(w),
    Relation.STARTS: lambda p, w: p.starts_in(w),
    Relation.ENDS: lambda p, w: p.ends_in(w),
    Relation.SHIPS: lambda p, w: p.ends_in(w),
    Relation.ENDS_BY: lambda p, w: p.end is not None and w.end is not None and p.end <= w.end,
    Relation.SHIPS_BY: lambda p, w: p.end is not None and w.end is not None and p.end <= w.end,
    Relation.BEFORE: lambda p, w: p.ended_before(w.start),
    Relation.AFTER: lambda p, w: w.end is not None and p.start >= w.end,
    Relation.ENDS_AFTER: lambda p, w: w.end is not None and (p.end is None or p.end > w.end),
    Relation.NOT_BEFORE: lambda p, w: p.start >= w.start,
    Relation.REACHES: lambda p, w: w.end is not None and p.start < w.end and (p.end is None or p.end > w.end),
}


def meets(value: Value | None, window: Window) -> bool:
    """Does a timeframe with dates stand to the window as asked? Without dates it never does."""
    period = None if value is None else value.period
    return period is not None and _MEETS[window.relation](period, window.period)


def answer_compare(case: Case) -> Answer:
    """Which of the subjects comes first, with both times; a yes or no when one was asked for."""
    first, second = case.about[0], case.about[1]
    one, other = first.feature.period, second.feature.period
    facts = tuple(case.fact(a.feature, v) for a in case.about if (v := a.feature.timeframe) is not None)
    items = case.items(a.feature for a in _sorted(case.about))
    if one is None or other is None:
        missing = [a.name for a in case.about if a.feature.period is None]
        text = say("Can't tell: no date is written for {name}.", name=names(missing))
        return case.answer(
            Headline(text), Facts(facts) if facts else None, items, intent=Intent.COMPARE, ending=Ending.NOT_STATED
        )
    doubts = [c for a in case.about for c in disagreements(case, a, (Field.TIMEFRAME,))]
    return case.answer(Headline(_said(case, first, second), facts), items, *doubts, intent=Intent.COMPARE)


def answer_difference(case: Case) -> Answer:
    """What is written of each subject, field by field, and nothing concluded from it."""
    facts = [
        case.fact(a.feature, found[1])
        for name in (Field.DESCRIPTION, *TYPED)
        for a in case.about
        if (found := a.first(name)) is not None
    ]
    text = say("What is written of {names}, side by side:", names=names([a.name for a in case.about]))
    return case.answer(Headline(text), Facts(tuple(facts)), intent=Intent.COMPARE)


def _span(about: About) -> tuple[date, date]:
    period = about.feature.period
    return (date.max, date.max) if period is None else (period.start, period.end or date.max)


def _sorted(about: tuple[About, ...]) -> list[About]:
    return sorted(about, key=_span)


def _said(case: Case, first: About, second: About) -> Said:
    told = {a.name: a.feature.timeframe.text for a in (first, second) if a.feature.timeframe is not None}
    same = _span(first) == _span(second)
    later = "after" in case.question.words or not _LATER_WORDS.isdisjoint(case.question.words)
    if not _ENDS.isdisjoint(case.question.words):
        return _by_their_ends(case, first, second, told)
    early, late = _sorted((first, second))
    together = case.question.yes_no and not _TOGETHER.isdisjoint(case.question.words)
    if together or same:
        names_and_times = {"one": first.name, "at": told[first.name], "other": second.name, "then": told[second.name]}
        return say(_SAME[same, together], **names_and_times)
    names_and_times = {"early": early.name, "at": told[early.name], "late": late.name, "then": told[late.name]}
    if not (case.question.yes_no and "or" not in case.question.words):
        return say(_LATER if later else _FIRST, **names_and_times)
    if _span(first)[0] == _span(second)[0]:
        return say(_ENDS_BEFORE, **names_and_times)
    return say(_YES if early is (second if later else first) else _NO, **names_and_times)


_ENDS = frozenset({"end", "ended", "finish", "finished"})


def _by_their_ends(case: Case, first: About, second: About, told: dict[str, str]) -> Said:
    """Which of the two ends first; asked so, when they begin says nothing."""
    early, late = sorted((first, second), key=lambda a: _span(a)[1])
    said = {"early": early.name, "at": told[early.name], "late": late.name, "then": told[late.name]}
    if _span(first)[1] == _span(second)[1]:
        return say(_END_TOGETHER, **said)
    if not case.question.yes_no:
        return say(_ENDS_FIRST, **said)
    later = "after" in case.question.words or not _LATER_WORDS.isdisjoint(case.question.words)
    return say(_YES_ENDS if early is (second if later else first) else _NO_ENDS, **said)


_END_TOGETHER = to_say("Both end at the same time: {early} is planned for {at}, {late} for {then}.")
_ENDS_FIRST = to_say("{early} ({at}) ends before {late} ({then}).")
_YES_ENDS = to_say("Yes: {early} ({at}) ends before {late} ({then}).")
_NO_ENDS = to_say("No: {early} ({at}) ends before {late} ({then}).")

_LATER_WORDS = frozenset({"later", "further", "last", "latest"})
_TOGETHER = frozenset({"same", "with", "together", "alongside", "simultaneously"})
"""Words with which it is asked whether two things come at one time."""

_SAME = {
    (True, True): to_say("Yes: {one} is planned for {at}, {other} for {then}."),
    (False, True): to_say("No: {one} is planned for {at}, {other} for {then}."),
    (True, False): to_say("Both have the same window: {one} and {other} are planned for {at}."),
}
"""By whether the times are the same, and whether that was asked."""
_LATER = to_say("{late} comes later ({then}), after {early} ({at}).")
_FIRST = to_say("{early} comes first ({at}), before {late} ({then}).")
_ENDS_BEFORE = to_say("No: both start at the same time; {early} ({at}) ends before {late} ({then}).")
_YES = to_say("Yes: {early} ({at}) is planned before {late} ({then}).")
_NO = to_say("No: {early} ({at}) is planned before {late} ({then}).")
