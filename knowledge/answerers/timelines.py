"""When is X; will X arrive before Q3; does X run in Q2?"""

from __future__ import annotations

from typing import Any

from knowledge.answer import Answer, Caution, Ending, Facts, Headline, Hint, Intent
from knowledge.answerers.agreement import answer_conflict
from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of
from knowledge.answerers.statuses import listed
from knowledge.answerers.wording import days, has_passed, is_done, not_understood, quoted, when, window_words
from knowledge.disagreements.find import names_part
from knowledge.model import Feature, Field, Value
from knowledge.period import Grain
from knowledge.question.question import Relation, Window
from knowledge.said import Said, say, to_say
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys

_YES = {
    Relation.IN: to_say("Yes, as planned: {name} is planned for {text}, which falls in {asked}."),
    Relation.STARTS: to_say("Yes, as planned: {name} is planned for {text}, which starts in {asked}."),
    Relation.ENDS: to_say("Yes, as planned: {name} is planned for {text}, which ends in {asked}."),
    Relation.SHIPS: to_say("Yes, as planned: {name} is planned for {text}, which ends in {asked}."),
    Relation.ENDS_BY: to_say("Yes, as planned: {name} is planned for {text}, which ends by {asked}."),
    Relation.SHIPS_BY: to_say("Yes, as planned: {name} is planned for {text}, which ends by {asked}."),
    Relation.BEFORE: to_say("Yes, as planned: {name} is planned for {text}, which ends before {asked}."),
    Relation.AFTER: to_say("Yes, as planned: {name} is planned for {text}, which starts after {asked}."),
    Relation.REACHES: to_say("Yes, as planned: {name} is planned for {text}, which runs past {asked}."),
}
_NO = {
    Relation.IN: to_say("No: {name} is planned for {text}, not for {asked}."),
    Relation.STARTS: to_say("No: {name} is planned for {text}, which isn't one that starts in {asked} ({days})."),
    Relation.ENDS: to_say("No: {name} is planned for {text}, which isn't one that ends in {asked} ({days})."),
    Relation.SHIPS: to_say("No: {name} is planned for {text}, which isn't one that ends in {asked} ({days})."),
    Relation.ENDS_BY: to_say("No: {name} is planned for {text}, which isn't one that ends by {asked} ({days})."),
    Relation.SHIPS_BY: to_say("No: {name} is planned for {text}, which isn't one that ends by {asked} ({days})."),
    Relation.BEFORE: to_say("No: {name} is planned for {text}, which isn't one that ends before {asked} ({days})."),
    Relation.AFTER: to_say("No: {name} is planned for {text}, which isn't one that starts after {asked} ({days})."),
    Relation.REACHES: to_say("No: {name} is planned for {text}, which isn't one that runs past {asked} ({days})."),
}


def answer_timeline(case: Case) -> Answer:
    """The time of each subject as written, beside the clock; all sides when asked whether pages agree."""
    if "conflict" in case.question.cues:
        return answer_conflict(case)
    if case.question.window is not None and case.question.yes_no and len(case.about) == 1:
        return _verdict(case, case.about[0], case.question.window)
    if case.question.release is not None and case.question.yes_no and len(case.about) == 1:
        release = _in_release(case, case.about[0], case.question.release)
        if release is not None:
            return release
    given = any(a.first(Field.TIMEFRAME) is not None or _dated_status(case, a) is not None for a in case.about)
    if given and "exact" in case.question.cues and not any(_names_a_day(a) for a in case.about):
        return _no_day(case)
    dated = [t for a in case.about if (t := a.first(Field.TIMEFRAME)) is not None]
    return case.answer(
        *(h for about in case.about for h in _headlines(case, about)),
        listed(case),
        Facts(tuple(case.fact(f, v) for f, v in dated)) if dated else None,
        *_cautions(case),
        None if given else _instead(case),
        intent=Intent.TIMELINE,
        ending=ending_of(case, Field.TIMEFRAME, given),
    )


def _in_release(case: Case, about: About, asked: str) -> Answer | None:
    """Whether the subject is planned for the version asked about; None when its time names no version."""
    found = about.first(Field.TIMEFRAME)
    if found is None or found[1].timeframe is None or found[1].timeframe.kind is not TimeframeKind.RELEASE:
        return None
    feature, value = found
    same = word_keys(value.text) == (asked,)
    text = say(_IN_VERSION[same], name=about.name, text=value.text, asked=asked)
    return case.answer(Headline(text, (case.fact(feature, value),)), *_cautions(case), intent=Intent.TIMELINE)


_IN_VERSION = (
    to_say("No: {name} is planned for {text}, not for {asked}."),
    to_say("Yes, as planned: {name} is planned for {text}."),
)
"""What is said of another version than the one asked about, and of the same."""


def _names_a_day(about: About) -> bool:
    found = about.first(Field.TIMEFRAME)
    return found is not None and found[1].period is not None and found[1].period.grain is Grain.DAY


def _no_day(case: Case) -> Answer:
    """Asked for the exact day where only a quarter, a month or a year is written."""
    told = [Headline(say("No exact day is written for {name}.", name=a.name)) for a in case.about]
    planned = [h for about in case.about for h in _headlines(case, about)]
    return case.answer(*told, *planned, *_cautions(case), intent=Intent.TIMELINE, ending=Ending.NOT_STATED)


def _dated_status(case: Case, about: About) -> Headline | None:
    """A status with a date in it ("COMPLETED (2025-12-27)") tells when, too."""
    statuses = about.feature.values(Field.STATUS)
    status = next((v for v in statuses if (t := case.lexicon.read_timeframe(v.text)) and t.period is not None), None)
    if status is None:
        return None
    words = quoted(status.text)
    text = say("No date of its own is written for {name}; its status reads {status}.", name=about.name, status=words)
    return Headline(text, (case.fact(about.feature, status),))


def _headline(case: Case, about: About) -> Headline:
    found = about.first(Field.TIMEFRAME)
    if found is None:
        return _dated_status(case, about) or Headline(say("No date is written for {name}.", name=about.name))
    feature, value = found
    phase = feature.mentions[0].group if value.inherited == "phase" else ""
    if phase:
        text = say(_IN_FOCUS, name=about.name, phase=phase, text=value.text)
        return Headline(text, (case.fact(feature, value),))
    return Headline(when(about.name, value, feature, case.today), case.facts_of(feature, value))


_IN_FOCUS = to_say("{name} is named in the focus of {phase}: {text}. No date of its own is written.")


def _headlines(case: Case, about: About) -> list[Headline]:
    """The time of the subject; of namesakes with pages of their own each with its page's date."""
    paged = [f for f in about.features if f.path is not None and f.timeframe is not None]
    if len({f.timeframe.text for f in paged if f.timeframe is not None}) < 2:
        return [_headline(case, about), *_of_its_parts(case, about)]
    return [
        Headline(when(f"{f.name} ({f.area})", f.timeframe, f, case.today), (case.fact(f, f.timeframe),))
        for f in paged
        if f.timeframe is not None
    ]


def _of_its_parts(case: Case, about: About) -> list[Headline]:
    """When a part comes that the question names and the subject's page dates: "when does search go GA"."""
    words = set(case.question.words)
    parts = [f for f in case.roadmap.children(about.feature) if about.feature.path and names_part(f, case.lexicon)]
    return [
        Headline(when(f"{about.name}: {f.name}", f.timeframe, f, case.today), case.facts_of(f, f.timeframe))
        for f in parts
        if f.timeframe is not None and words.issuperset(word_keys(f.name))
    ]


def _cautions(case: Case) -> list[Caution]:
    found: list[Caution | None] = [c for a in case.about for c in disagreements(case, a, (Field.TIMEFRAME,))]
    found.append(not_understood(case))
    return [c for c in found if c is not None]


def _instead(case: Case) -> Hint | None:
    """What is written of a subject without a date: its status."""
    said = [f"{a.name}: {a.feature.status.text}" for a in case.about if a.feature.status is not None]
    return Hint(say("What is written is the status. {statuses}.", statuses="; ".join(said))) if said else None


def _verdict(case: Case, about: About, window: Window) -> Answer:
    found = about.first(Field.TIMEFRAME)
    if found is None or found[1].period is None:
        return case.answer(
            _no_date(case, about, found), *_cautions(case), intent=Intent.TIMELINE, ending=Ending.NOT_STATED
        )
    feature, value = found
    fact = case.fact(feature, value)
    if has_passed(value, case.today) and not is_done(feature):
        said = when(about.name, value, feature, case.today)
        headline = Headline(say("Can't tell: {said}", said=said), (fact,))
        return case.answer(headline, *_cautions(case), intent=Intent.TIMELINE, ending=Ending.PAST)
    text = _judged(about.name, value, window)
    ending = Ending.NOT_STATED if _is_coarser(value, window) else ending_of(case, Field.TIMEFRAME, True)
    return case.answer(Headline(text, (fact,)), *_cautions(case), intent=Intent.TIMELINE, ending=ending)


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
    if window.relation == Relation.IN and not _lies_within(value, window):
        return say("Yes, as planned: {name} is planned for {text}, which takes in {asked}.", **said)
    return say(_YES[window.relation], **said)


def _is_coarser(value: Value, window: Window) -> bool:
    """Does it overlap a time asked about that is finer than the one written ("in May": "Q2 2026")?"""
    period = value.period
    if period is None or window.relation in (Relation.ENDS_BY, Relation.SHIPS_BY, Relation.BEFORE, Relation.AFTER):
        return False
    return period.overlaps(window.period) and not _lies_within(value, window) and period.grain > window.period.grain


def _lies_within(value: Value, window: Window) -> bool:
    period, asked = value.period, window.period
    if period is None or period.start < asked.start:
        return False
    return asked.end is None or (period.end is not None and period.end <= asked.end)
