"""How a question ends that gets no plain answer, and whom to turn to then."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Ending, Fact, Hint
from knowledge.answerers.case import About, Case
from knowledge.answerers.wording import has_passed, is_done
from knowledge.said import say, to_say

_ASK = {
    Ending.NOT_STATED: to_say("{who} can tell."),
    Ending.PAST: to_say("{who} can tell how it ended."),
    Ending.DISAGREE: to_say("{who} can tell which one holds."),
}
"""What whoever owns the subject is asked for, by how the question ended."""


def ending_of(case: Case, field: str, given: bool) -> Ending | None:
    """Why a field of the subjects is not plainly known: not written, disputed, or of a time gone by."""
    if not given:
        return Ending.NOT_STATED
    if any(case.disagreement(about.feature, field) is not None for about in case.about):
        return Ending.DISAGREE
    if any(_left_open(case, about) for about in case.about):
        return Ending.PAST
    return None


def _left_open(case: Case, about: About) -> bool:
    return has_passed(about.feature.timeframe, case.today) and not is_done(about.feature)


def with_next_step(case: Case, answer: Answer) -> Answer:
    """The answer with whom to ask, where one subject's fact is missing, disputed or gone by."""
    if answer.ending not in _ASK or len(case.about) != 1:
        return answer
    return replace(answer, parts=(*answer.parts, whom_to_ask(case, case.about[0], _ASK[answer.ending])))


def whom_to_ask(case: Case, about: About, what: str) -> Hint:
    """The owner of a subject as the one who knows, or whoever keeps the page; `what` is the template of it."""
    owner = case.roadmap.owner(about.feature)
    if owner is None:
        page = about.feature.source
        keeper = say("Whoever keeps {page}", page=page.path)
        return Hint(say(what, who=keeper), (Fact(about.name, "page", page.path, page),))
    who: str = owner.value.text
    if owner.inherited:
        who = say("{who}, who owns {of},", who=who, of=owner.of)
    return Hint(say(what, who=who), (case.fact(about.feature, owner.value, owner.inherited),))
