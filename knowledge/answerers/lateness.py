"""How long until X, and how late it is: days counted from the day of the question."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of
from knowledge.answerers.wording import day, has_passed, is_disputed, is_done, quoted
from knowledge.model import Feature, Field, Value

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
        text = f"{about.name} isn't late: its status is {quoted(status.text)}." if status is not None else ""
        facts = tuple(case.fact(feature, v) for v in (status, value) if v is not None)
        return case.answer(Headline(text, facts), Facts(facts), intent=Intent.TIMELINE)
    return _counted(case)


def answer_since(case: Case) -> Answer:
    """Since when something is planned stands on no page; how old its page is does."""
    about = case.about[0]
    text = f"No page says since when {about.name} is planned."
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


def counted(case: Case, about: About, name: str = "") -> str:
    """A sentence that tells the subject's time and how many days away it is; `name` is what it is called there.

    Days count from the day of the question to the first or last day of the time: "today" is 0.
    """
    feature, value = _time(about)
    name = name or about.name
    if value is None:
        return f"No date is written for {about.name if name != 'It' else 'it'}."
    period = value.period
    if period is None:
        return f"{name} has no date: its timeline reads {quoted(value.text)}."
    if has_passed(value, case.today) and period.last is not None:
        ended = f"{_away(case, period.last)} ago, on {day(period.last)}"
        if is_done(feature) and not is_disputed(feature):
            return f"{name} was planned for {value.text}, which ended {ended}."
        doubt = "the pages disagree whether it was" if is_disputed(feature) else "no page says it was"
        return f"{name} is past its time: its window, {value.text}, ended {ended}, and {doubt} delivered."
    end = f" and ends in {_away(case, period.last)} ({day(period.last)})" if period.last is not None else ""
    if period.start > case.today:
        begins = f"starts in {_away(case, period.start)} ({day(period.start)})"
        return f"{name} is planned for {value.text}, which {begins}{end}."
    if period.last is None:
        return f"{name} is planned for {value.text}, which has begun and has no end."
    return f"{name} is planned for {value.text}, which is under way{end}."


def _time(about: About) -> tuple[Feature, Value | None]:
    features = (about.feature, *about.others)
    return next(((f, f.timeframe) for f in features if f.timeframe is not None), (about.feature, None))


def _away(case: Case, then: date) -> str:
    """ "41 days"; in the unit the question counts in: "about 6 weeks"."""
    days = abs((then - case.today).days)
    unit = next((u for w in case.question.words if (u := case.lexicon.units.get(w)) in _DAYS), "day")
    told = f"{days} {'day' if days == 1 else 'days'}"
    if unit == "day" or days < _DAYS[unit]:
        return told
    count = round(days / _DAYS[unit])
    return f"about {count} {unit if count == 1 else unit + 's'}"
