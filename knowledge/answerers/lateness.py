"""How long until X, and how late it is: days counted from the day of the question."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.answer import Answer, Ending, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of
from knowledge.answerers.wording import IT, day, days, has_passed, is_disputed, is_done, quoted
from knowledge.model import Feature, Field, Value
from knowledge.said import Said, say, say_many, to_say

_DAYS = {"day": 1, "week": 7, "month": 30}
"""Days of the units people count in; a month is told roughly."""


def answer_until(case: Case) -> Answer:
    """The days until the subject's time begins and ends; what is written when it has no days."""
    return _counted(case)


def answer_lateness(case: Case) -> Answer:
    """The days since the subject's time ended, when no page says that it was delivered."""
    about = case.about[0]
    feature, value = _time(about)
    if is_done(feature) and not is_disputed(feature) and value is not None:
        status = feature.status
        text = ""
        if status is not None:
            text = say("{name} isn't late: its status is {status}.", name=about.name, status=quoted(status.text))
        facts = tuple(case.fact(feature, v) for v in (status, value) if v is not None)
        return case.answer(Headline(text, facts), Facts(facts), intent=Intent.TIMELINE)
    return _counted(case)


def answer_since(case: Case) -> Answer:
    """Since when something is planned stands on no page; how old its page is does."""
    about = case.about[0]
    text = say("No page says since when {name} is planned.", name=about.name)
    status, value = about.feature.status, about.feature.timeframe
    facts = tuple(case.fact(about.feature, v) for v in (status, value) if v is not None)
    return case.answer(Headline(text), Facts(facts) if facts else None, ending=Ending.NOT_STATED)


def _counted(case: Case) -> Answer:
    about = case.about[0]
    feature, value = _time(about)
    known = value is not None and value.period is not None
    facts = (case.fact(feature, value),) if value is not None else ()
    status = None if feature.status is None else Facts((case.fact(feature, feature.status),))
    ending = ending_of(case, Field.TIMEFRAME, known)
    doubts = disagreements(case, about, (Field.TIMEFRAME, Field.STATUS))
    return case.answer(Headline(counted(case, about), facts), status, *doubts, intent=Intent.TIMELINE, ending=ending)


def counted(case: Case, about: About, name: str = "") -> Said:
    """A sentence that tells the subject's time and how many days away it is; `name` is what it is called there.

    Days count from the day of the question to the first or last day of the time: "today" is 0.
    """
    feature, value = _time(about)
    name = name or about.name
    if value is None:
        return _said(name, _NO_DATE)
    period = value.period
    if period is None:
        return _said(name, _UNDATED, text=quoted(value.text))
    if has_passed(value, case.today) and period.last is not None:
        ended = {"at": value.text, "away": _away(case, period.last), "day": day(period.last)}
        return _said(name, _ENDED[is_disputed(feature), is_done(feature)], **ended)
    end = _then(case, period.last) if period.last is not None else None
    if period.start > case.today and value.timeframe is not None and value.timeframe.rough:
        return _said(name, _ROUGHLY, at=value.text, days=days(period))
    if period.start > case.today and period.last == period.start:
        return _said(name, _ON_A_DAY, at=value.text, start=_then(case, period.start))
    if period.start > case.today:
        template = _STARTS if end is None else _STARTS_AND_ENDS
        return _said(name, template, at=value.text, start=_then(case, period.start), end=end)
    return _said(name, _ENDLESS if end is None else _RUNS, at=value.text, end=end)


_NO_DATE = to_say("No date is written for {name}.")
_UNDATED = to_say("{name} has no date: its timeline reads {text}.")
_DONE = to_say("{name} was planned for {at}, which ended {away} ago, on {day}.")
_DISPUTED = to_say(
    "{name} is past its time: its window, {at}, ended {away} ago, on {day}, "
    "and the pages disagree whether it was delivered."
)
_UNTOLD = to_say(
    "{name} is past its time: its window, {at}, ended {away} ago, on {day}, and no page says it was delivered."
)
_ROUGHLY = to_say("{name} is planned for {at}; no page says when within {days}.")
_ON_A_DAY = to_say("{name} is planned for {at}, which is in {start}.")
_STARTS = to_say("{name} is planned for {at}, which starts in {start}.")
_STARTS_AND_ENDS = to_say("{name} is planned for {at}, which starts in {start} and ends in {end}.")
_ENDLESS = to_say("{name} is planned for {at}, which has begun and has no end.")
_RUNS = to_say("{name} is planned for {at}, which is under way and ends in {end}.")
_ENDED = {(False, True): _DONE, (False, False): _UNTOLD, (True, True): _DISPUTED, (True, False): _DISPUTED}
"""By whether the pages disagree that it is done, and whether one says so."""
_OF_IT = {
    _NO_DATE: to_say("No date is written for it."),
    _UNDATED: to_say("It has no date: its timeline reads {text}."),
    _DONE: to_say("It was planned for {at}, which ended {away} ago, on {day}."),
    _DISPUTED: to_say(
        "It is past its time: its window, {at}, ended {away} ago, on {day}, "
        "and the pages disagree whether it was delivered."
    ),
    _UNTOLD: to_say(
        "It is past its time: its window, {at}, ended {away} ago, on {day}, and no page says it was delivered."
    ),
    _ROUGHLY: to_say("It is planned for {at}; no page says when within {days}."),
    _ON_A_DAY: to_say("It is planned for {at}, which is in {start}."),
    _STARTS: to_say("It is planned for {at}, which starts in {start}."),
    _STARTS_AND_ENDS: to_say("It is planned for {at}, which starts in {start} and ends in {end}."),
    _ENDLESS: to_say("It is planned for {at}, which has begun and has no end."),
    _RUNS: to_say("It is planned for {at}, which is under way and ends in {end}."),
}


def _said(name: str, template: str, **values: Any) -> Said:
    return say(_OF_IT[template] if name == IT else template, name=name, **values)


def _then(case: Case, when: date) -> Said:
    """ "41 days (1 Apr 2026)"."""
    return say("{away} ({day})", away=_away(case, when), day=day(when))


def _time(about: About) -> tuple[Feature, Value | None]:
    return about.first(Field.TIMEFRAME) or (about.feature, None)


def _away(case: Case, then: date) -> Said:
    """ "41 days"; in the unit the question counts in: "about 6 weeks"."""
    days = abs((then - case.today).days)
    unit = next((u for w in case.question.words if (u := case.lexicon.units.get(w)) in _DAYS), "day")
    if unit == "day" or days < _DAYS[unit]:
        return say_many("{count} day", "{count} days", days)
    count = round(days / _DAYS[unit])
    if unit == "week":
        return say_many("about {count} week", "about {count} weeks", count)
    return say_many("about {count} month", "about {count} months", count)
