"""Is everything in Q2 done? Yes only when each is written so; else how many are, and the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.answer import Answer, Ending, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.conditions import as_asked, told
from knowledge.answerers.filters import status_that_fits
from knowledge.answerers.members import find_members
from knowledge.answerers.wording import any_of, is_disputed, window_words
from knowledge.question.question import Window
from knowledge.said import say, say_many, to_say


def answer_every(case: Case) -> Answer:
    """Whether all that was asked about has the status asked for, with those that have not."""
    asked = case.question.statuses
    plain = replace(case, question=replace(case.question, statuses=(), cues=frozenset()))
    every = find_members(plain)
    if not every.features:
        return case.answer(Headline(say("No {item} was found.", item=every.item)), ending=Ending.NOT_FOUND)
    if not asked and case.question.window is not None:
        return _all_then(case, case.question.window)
    others = [f for f in every.features if is_disputed(f) or not any(status_that_fits(f, s) for s in asked)]
    count = len(every.features)
    said: dict[str, Any] = {"count": count - len(others), "all": count, "items": every.items}
    said["status"] = any_of([as_asked(s) for s in asked])
    if case.question.window is not None:
        said["items"] = say("{items} that {told}", items=every.items, told=told(plain, True))
    if not others:
        return case.answer(Headline(say(_ALL, **said)), case.items(every.features), intent=Intent.LIST)
    text = say_many(
        "No: {count} of the {all} {items} is written as {status}. The others are:",
        "No: {count} of the {all} {items} are written as {status}. The others are:",
        said.pop("count"),
        **said,
    )
    return case.answer(Headline(text), case.items(others), intent=Intent.LIST)


def _all_then(case: Case, window: Window) -> Answer:
    """Asked for no status but a time ("will everything be ready by the end of the year?"): what has another time."""
    timeless = replace(case, question=replace(case.question, window=None, cues=frozenset()))
    every = find_members(timeless)
    dated = [f for f in every.features if f.period is not None]
    others = [f for f in dated if not meets(f.timeframe, window)]
    said: dict[str, Any] = {"items": every.items, "all": len(dated), "time": window_words(window)}
    if not others:
        return case.answer(Headline(say(_ALL_THEN, **said)), case.items(dated), intent=Intent.LIST)
    said["told"] = told(replace(case, question=replace(case.question, cues=frozenset())), True)
    text = say(_SOME_THEN, count=len(dated) - len(others), **said)
    return case.answer(Headline(text), case.items(others), intent=Intent.LIST)


_ALL_THEN = to_say("Yes, as planned: all {all} dated {items} are within {time}.")
_SOME_THEN = to_say("No: {count} of the {all} dated {items} {told}. The others are:")
_ALL = to_say("Yes: all {all} {items} are written as {status}.")
