"""When is X; will X arrive before Q3; does X run in Q2?"""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Facts, Headline, Hint, Intent
from knowledge.answerers.agreement import answer_conflict
from knowledge.answerers.case import About, Case
from knowledge.answerers.endings import ending_of
from knowledge.answerers.statuses import listed
from knowledge.answerers.whether_then import answer_whether_then, cautions
from knowledge.answerers.wording import quoted, when
from knowledge.disagreements.find import names_part
from knowledge.model import Field
from knowledge.period import Grain
from knowledge.said import say, to_say
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys


def answer_timeline(case: Case) -> Answer:
    """The time of each subject as written, beside the clock; all sides when asked whether pages agree."""
    if "conflict" in case.question.cues:
        return answer_conflict(case)
    if case.question.window is not None and case.question.yes_no and len(case.about) == 1:
        return answer_whether_then(case, case.about[0], case.question.window)
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
        *cautions(case),
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
    return case.answer(Headline(text, (case.fact(feature, value),)), *cautions(case), intent=Intent.TIMELINE)


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
    return case.answer(*told, *planned, *cautions(case), intent=Intent.TIMELINE, ending=Ending.NOT_STATED)


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


def _instead(case: Case) -> Hint | None:
    """What is written of a subject without a date: its status."""
    said = [f"{a.name}: {a.feature.status.text}" for a in case.about if a.feature.status is not None]
    return Hint(say("What is written is the status. {statuses}.", statuses="; ".join(said))) if said else None
