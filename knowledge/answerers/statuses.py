"""What is the status of X; is X done, live, blocked ...?"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.answer import Answer, Caution, Ending, Facts, Headline, Hint, Intent, Items
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of
from knowledge.answerers.filters import heading_that_says
from knowledge.answerers.wording import IT, PAST_WINDOW, has_passed, names, not_understood, past_window, quoted, when
from knowledge.model import Field, Rank, StatusKind, Value
from knowledge.question.question import StatusAsked
from knowledge.said import joined, say, to_say

_DONE = StatusAsked(StatusKind.DONE, ("done",))
"""What "has X been added yet?" asks for."""

_MEETS: dict[StatusKind, frozenset[StatusKind]] = {
    StatusKind.DONE: frozenset({StatusKind.DONE, StatusKind.LIVE}),
    StatusKind.LIVE: frozenset({StatusKind.LIVE, StatusKind.DONE}),
    StatusKind.PLANNED: frozenset({StatusKind.PLANNED, StatusKind.APPROVED, StatusKind.NOT_STARTED}),
    StatusKind.IN_PROGRESS: frozenset({StatusKind.IN_PROGRESS, StatusKind.PARTIAL}),
}
"""Which statuses mean "yes" to the one asked about; others only themselves."""


def answer_status(case: Case) -> Answer:
    """The status of each subject as written; a yes or no when one was asked for."""
    asked = case.question
    by_now = "by_now" in asked.cues
    wanted = asked.statuses or ((replace(_DONE, negated=_is_turned(case)),) if by_now else ())
    offered = len({s.kind for s in wanted}) > 1 and "or" in asked.words  # "is it done or in progress?"
    if len(case.about) == 1 and wanted and not offered and (asked.yes_no or "shipped" in asked.cues or not asked.cues):
        return _verdict(case, case.about[0], wanted[0])
    given = any(about.first(Field.STATUS) is not None for about in case.about)
    return case.answer(
        *(_headline(case, about) for about in case.about),
        listed(case),
        _beside(case),
        *(c for c in _cautions(case) if c.text != PAST_WINDOW),
        intent=Intent.STATUS,
        ending=ending_of(case, Field.STATUS, given),
    )


def _is_turned(case: Case) -> bool:
    """Does a "not" or "never" outside of names turn the question round?"""
    named = {word for subject in case.question.subjects for word in subject.words}
    return not case.lexicon.negations.isdisjoint(set(case.question.words) - named)


def listed(case: Case) -> Items | None:
    """The subjects as a list, when there are several."""
    return case.items(a.feature for a in case.about) if len(case.about) > 1 else None


def _headline(case: Case, about: About) -> Headline:
    found = about.first(Field.STATUS)
    if found is None:
        return Headline(say("No status is written for {name}.", name=about.name))
    facts = [case.fact(*found)]
    told = say("The status of {name} is {status}.", name=about.name, status=quoted(found[1].text))
    value = about.feature.timeframe
    if value is not None and value.period is not None:
        facts.append(case.fact(about.feature, value))
        told = joined(" ", [told, when(IT, value, about.feature, case.today, with_status=False)])
    return Headline(told, tuple(facts))


def _beside(case: Case) -> Facts | None:
    """When it is: the other half of any question about a status."""
    dated = [a.feature for a in case.about if a.feature.timeframe is not None]
    facts = tuple(case.fact(f, f.timeframe) for f in dated if f.timeframe is not None)
    return Facts(facts) if facts else None


def _cautions(case: Case) -> list[Caution]:
    found: list[Caution | None] = [c for a in case.about for c in disagreements(case, a, (Field.STATUS,))]
    found += [past_window(a, case.today) for a in case.about]
    found.append(not_understood(case))
    return [c for c in found if c is not None]


def _verdict(case: Case, about: About, asked: StatusAsked) -> Answer:
    found = about.first(Field.STATUS)
    if found is None:
        return _cannot_tell(case, about, asked)
    feature, status = found
    fact = case.fact(feature, status)
    meets = _meets(status.kind, asked)
    words = " ".join(asked.words)
    sides = _sides(about)
    if len({m for v in sides if (m := _meets(v.kind, asked)) is not None}) > 1:
        said = names([quoted(v.text) for v in sides])
        facts = tuple(case.fact(about.feature, v) for v in sides)
        headline = Headline(say("Can't tell: the pages say both of {name}, {said}.", name=about.name, said=said), facts)
    elif meets is None:
        headline = Headline(say(_UNSURE, name=about.name, words=words, status=quoted(status.text)), (fact,))
    elif not (meets or asked.negated) and (heading := heading_that_says(feature, asked)):
        own = quoted(status.text)
        headline = Headline(say(_HEADED, name=about.name, heading=quoted(heading), status=own), (fact,))
    elif meets and _is_partly_done(status.text):
        headline = Headline(say(_PARTLY, name=about.name, status=quoted(status.text)), (fact,))
    else:
        headline = Headline(say(_YES if meets else _NO, name=about.name, status=quoted(status.text)), (fact,))
    ending = ending_of(case, Field.STATUS, True)
    return case.answer(headline, _beside(case), *_cautions(case), intent=Intent.STATUS, ending=ending)


_UNSURE = to_say("Can't tell whether {name} is {words}: its status reads {status}.")
_YES = to_say("Yes: the status of {name} is {status}.")
_NO = to_say("No: the status of {name} is {status}.")
_HEADED = to_say("{name} stands under {heading}; its own status is {status}.")
_PARTLY = to_say("Not all of it: the status of {name} is {status}.")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,2}(?:[.,]\d+)?) ?%")
"""Less than 100 %."""


def _is_partly_done(status: str) -> bool:
    """Does a status that means yes give a share below 100 % ("✅ 95%")?"""
    return _PERCENT.search(status) is not None


def _sides(about: About) -> list[Value]:
    """The statuses of the subject on live pages, each wording once."""
    mentions = [m for f in about.features for m in f.mentions if m.rank is not Rank.OLD_COPY]
    values = [v for m in mentions for v in m.values if v.field == Field.STATUS and not v.blank]
    return list({v.text: v for v in reversed(values)}.values())[::-1]


def _meets(kind: StatusKind | None, asked: StatusAsked) -> bool | None:
    """Does a status of this kind mean yes? None when its words mean nothing to us."""
    if kind is None:
        return None
    return (kind in _MEETS.get(asked.kind, frozenset({asked.kind}))) != asked.negated


def _cannot_tell(case: Case, about: About, asked: StatusAsked) -> Answer:
    headline = Headline(say("Can't tell: no status is written for {name}.", name=about.name))
    value = about.feature.timeframe
    if asked.kind == StatusKind.PLANNED and value is not None and not has_passed(value, case.today):
        template = to_say("No: {said} No status is written." if asked.negated else "Yes: {said} No status is written.")
        text = say(template, said=when(about.name, value, about.feature, case.today))
        return case.answer(Headline(text, (case.fact(about.feature, value),)), *_cautions(case), intent=Intent.STATUS)
    told = Hint(when(about.name, value, about.feature, case.today)) if value is not None else None
    return case.answer(headline, told, _beside(case), *_cautions(case), intent=Intent.STATUS, ending=Ending.NOT_STATED)
