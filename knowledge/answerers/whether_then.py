"""Will X arrive before Q3; does X run in Q2: a yes or no about one thing and a time."""

from __future__ import annotations

from typing import Any

from knowledge.answer import Answer, Caution, Ending, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.differences import against, disagreements, divided
from knowledge.answerers.endings import ending_of
from knowledge.answerers.wording import (
    days,
    has_passed,
    is_disputed,
    is_done,
    not_understood,
    quoted,
    when,
    window_words,
)
from knowledge.model import Feature, Field, Value
from knowledge.period import Period
from knowledge.question.question import Relation, Window
from knowledge.said import Said, say, to_say

_YES = {
    Relation.IN: to_say("Yes, as planned: {name} is planned for {text}, which falls in {asked}."),
    Relation.STARTS: to_say("Yes, as planned: {name} is planned for {text}, which starts in {asked}."),
    Relation.ENDS: to_say("Yes, as planned: {name} is planned for {text}, which ends in {asked}."),
    Relation.SHIPS: to_say("Yes, as planned: {name} is planned for {text}, which ends in {asked}."),
    Relation.ENDS_BY: to_say("Yes, as planned: {name} is planned for {text}, which ends by the end of {asked}."),
    Relation.SHIPS_BY: to_say("Yes, as planned: {name} is planned for {text}, which ends by the end of {asked}."),
    Relation.BEFORE: to_say("Yes, as planned: {name} is planned for {text}, which ends before {asked}."),
    Relation.AFTER: to_say("Yes, as planned: {name} is planned for {text}, which starts after {asked}."),
    Relation.ENDS_AFTER: to_say("Yes, as planned: {name} is planned for {text}, which ends after {asked}."),
    Relation.NOT_BEFORE: to_say("Yes, as planned: {name} is planned for {text}, which starts no earlier than {asked}."),
    Relation.REACHES: to_say("Yes, as planned: {name} is planned for {text}, which runs past {asked}."),
}
_NO = {
    Relation.IN: to_say("No: {name} is planned for {text}, not for {asked}."),
    Relation.STARTS: to_say("No: {name} is planned for {text}, which isn't one that starts in {asked} ({days})."),
    Relation.ENDS: to_say("No: {name} is planned for {text}, which isn't one that ends in {asked} ({days})."),
    Relation.SHIPS: to_say("No: {name} is planned for {text}, which isn't one that ends in {asked} ({days})."),
    Relation.ENDS_BY: to_say(
        "No: {name} is planned for {text}, which isn't one that ends by the end of {asked} ({days})."
    ),
    Relation.SHIPS_BY: to_say(
        "No: {name} is planned for {text}, which isn't one that ends by the end of {asked} ({days})."
    ),
    Relation.BEFORE: to_say("No: {name} is planned for {text}, which isn't one that ends before {asked} ({days})."),
    Relation.AFTER: to_say("No: {name} is planned for {text}, which isn't one that starts after {asked} ({days})."),
    Relation.ENDS_AFTER: to_say("No: {name} is planned for {text}, which isn't one that ends after {asked} ({days})."),
    Relation.NOT_BEFORE: to_say(
        "No: {name} is planned for {text}, which isn't one that starts no earlier than {asked} ({days})."
    ),
    Relation.REACHES: to_say("No: {name} is planned for {text}, which isn't one that runs past {asked} ({days})."),
}


def cautions(case: Case) -> list[Caution]:
    """What to know beside any time of the subjects: where pages differ, words that were not understood."""
    found: list[Caution | None] = [c for a in case.about for c in disagreements(case, a, (Field.TIMEFRAME,))]
    found.append(not_understood(case))
    return [c for c in found if c is not None]


def answer_whether_then(case: Case, about: About, window: Window) -> Answer:
    """A yes or no from the plan, where the pages agree and the time is not over; else what they say."""
    found = about.first(Field.TIMEFRAME)
    if found is None or found[1].period is None:
        return case.answer(
            _no_date(case, about, found), *cautions(case), intent=Intent.TIMELINE, ending=Ending.NOT_STATED
        )
    feature, value = found
    fact = case.fact(feature, value)
    others = against(case, about, value, lambda v: meets(v, window))
    if others:
        sides = divided(case, about, value, others, meets(value, window))
        return case.answer(sides, not_understood(case), intent=Intent.TIMELINE, ending=Ending.DISAGREE)
    if has_passed(value, case.today) and not is_done(feature):
        said = when(about.name, value, feature, case.today)
        headline = Headline(say("Can't tell: {said}", said=said), (fact,))
        return case.answer(headline, *cautions(case), intent=Intent.TIMELINE, ending=Ending.PAST)
    if has_passed(value, case.today) and not is_disputed(feature):
        told = when(about.name, value, feature, case.today)
        text = say("Yes: {said}", said=told) if meets(value, window) else say("No: {said}", said=told)
        status = () if feature.status is None else (case.fact(feature, feature.status),)
        return case.answer(Headline(text, (fact, *status)), *cautions(case), intent=Intent.TIMELINE)
    text = _judged(about.name, value, window)
    ending = Ending.NOT_STATED if _is_coarser(value, window) else ending_of(case, Field.TIMEFRAME, True)
    return case.answer(Headline(text, (fact,)), *cautions(case), intent=Intent.TIMELINE, ending=ending)


def _no_date(case: Case, about: About, found: tuple[Feature, Value] | None) -> Headline:
    if found is None:
        return Headline(say("Can't tell: no date is written for {name}.", name=about.name))
    words = quoted(found[1].text)
    text = say("Can't tell: no date is written for {name}; it is written as {words}.", name=about.name, words=words)
    return Headline(text, (case.fact(*found),))


def _judged(name: str, value: Value, window: Window) -> Said:
    """Yes or no from the plan; neither where the page dates it more coarsely than was asked."""
    said: dict[str, Any] = {"name": name, "text": value.text, "asked": window_words(window)}
    if _is_coarser(value, window):
        return say("Can't tell: {name} is planned for {text}, and no page says when within that.", **said)
    if not meets(value, window):
        return say(_NO[window.relation], days=days(window.period), **said)
    if window.relation == Relation.IN and not _lies_within(value.period, window.period):
        inside = _lies_within(window.period, value.period)
        return say(_TAKES_IN, **said) if inside else say(_OVERLAPS, days=days(window.period), **said)
    return say(_YES[window.relation], **said)


_TAKES_IN = to_say("Yes, as planned: {name} is planned for {text}, which takes in {asked}.")
_OVERLAPS = to_say("Yes, as planned: {name} is planned for {text}, which overlaps {asked} ({days}).")


def _is_coarser(value: Value, window: Window) -> bool:
    """Does it overlap a time asked about that is finer than the one written ("in May": "Q2 2026")?"""
    period = value.period
    if period is None or window.relation in (Relation.ENDS_BY, Relation.SHIPS_BY, Relation.BEFORE, Relation.AFTER):
        return False
    return (
        period.overlaps(window.period)
        and not _lies_within(period, window.period)
        and period.grain > window.period.grain
    )


def _lies_within(inner: Period | None, outer: Period | None) -> bool:
    if inner is None or outer is None or inner.start < outer.start:
        return False
    return outer.end is None or (inner.end is not None and inner.end <= outer.end)
