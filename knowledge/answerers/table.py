"""The table of answerers: intent -> function. `answer` picks one and makes sure that it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.answer import Answer, Intent
from knowledge.answerers.aging import with_age
from knowledge.answerers.agreement import answer_conflict
from knowledge.answerers.calendar import answer_calendar
from knowledge.answerers.case import Case, make_case
from knowledge.answerers.changes.changes import answer_changes
from knowledge.answerers.comparing import answer_compare, answer_difference
from knowledge.answerers.dependencies import answer_dependencies, answer_impact
from knowledge.answerers.details import answer_detail, answer_parent
from knowledge.answerers.endings import with_next_step
from knowledge.answerers.experts import answer_expert
from knowledge.answerers.extremes import answer_extreme, answer_top
from knowledge.answerers.fields import answer_effort, answer_own_key, answer_priority
from knowledge.answerers.filters import statuses_asked
from knowledge.answerers.health import answer_health, answer_now
from knowledge.answerers.honest import (
    answer_act,
    answer_help,
    answer_it,
    answer_not_found,
    answer_nothing_asked,
    answer_talk,
    answer_unclear,
    answer_unknown,
)
from knowledge.answerers.lateness import answer_lateness, answer_since, answer_until
from knowledge.answerers.lists import answer_count, answer_list
from knowledge.answerers.members import can_scope
from knowledge.answerers.neighbours import answer_neighbours
from knowledge.answerers.owners import answer_owner, answer_portfolio
from knowledge.answerers.people import answer_owners
from knowledge.answerers.phases import answer_phase, answer_phases_in
from knowledge.answerers.prospects import answer_alive, answer_on_track, answer_promise
from knowledge.answerers.reasons import answer_why
from knowledge.answerers.renaming import with_former_name
from knowledge.answerers.reviews import answer_review
from knowledge.answerers.sources import answer_source, find_documents
from knowledge.answerers.statuses import answer_status
from knowledge.answerers.timelines import answer_timeline
from knowledge.lexicon import Lexicon
from knowledge.question.kinds import Kind
from knowledge.question.question import Question
from knowledge.question.talk import is_talk
from knowledge.roadmap import Roadmap

ANSWERERS: dict[Intent, Callable[[Case], Answer]] = {
    Intent.STATUS: answer_status,
    Intent.TIMELINE: answer_timeline,
    Intent.OWNER: answer_owner,
    Intent.LIST: answer_list,
    Intent.COUNT: answer_count,
    Intent.PHASE: answer_phase,
    Intent.COMPARE: answer_compare,
    Intent.DETAIL: answer_detail,
    Intent.DEPENDENCY: answer_dependencies,
    Intent.PRIORITY: answer_priority,
    Intent.EFFORT: answer_effort,
    Intent.SOURCE: answer_source,
    Intent.REVIEW: answer_review,
    Intent.CHANGES: answer_changes,
    Intent.HELP: answer_help,
    Intent.UNKNOWN: answer_unknown,
}

KINDS: dict[Kind, Callable[[Case], Answer]] = {
    Kind.PROMISE: answer_promise,
    Kind.WHY: answer_why,
    Kind.UNTIL: answer_until,
    Kind.LATENESS: answer_lateness,
    Kind.ON_TRACK: answer_on_track,
    Kind.ALIVE: answer_alive,
    Kind.SINCE: answer_since,
    Kind.IMPACT: answer_impact,
    Kind.EXPERT: answer_expert,
    Kind.DIFFERENCE: answer_difference,
    Kind.HEALTH: answer_health,
    Kind.NOW: answer_now,
    Kind.OWNERS: answer_owners,
    Kind.ACT: answer_act,
    Kind.TOP: answer_top,
    Kind.EARLIEST: answer_extreme,
    Kind.LATEST: answer_extreme,
}
"""Kinds of question with an answer of their own."""

_OF_NO_SUBJECT = frozenset(
    {Kind.EXPERT, Kind.HEALTH, Kind.NOW, Kind.OWNERS, Kind.ACT, Kind.TOP, Kind.EARLIEST, Kind.LATEST}
)
"""Kinds that need no subject on the roadmap."""

_OF_A_SUBJECT = frozenset(
    {Intent.STATUS, Intent.TIMELINE, Intent.DETAIL, Intent.DEPENDENCY, Intent.PRIORITY, Intent.EFFORT, Intent.COMPARE}
)
"""Kinds of question that make no sense without a thing they are about."""


def answer(question: Question, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """One answer to one question, always."""
    case = make_case(question, roadmap, lexicon, today)
    first = with_age(with_former_name(question, with_next_step(case, _answer(case))), roadmap)
    return joined(first, [answer(further, roadmap, lexicon, today) for further in question.more])


def joined(first: Answer, others: Sequence[Answer]) -> Answer:
    """One answer to several questions; the kind and the ending are those of the first that has them."""
    if not others:
        return first
    answers = (first, *others)
    return replace(
        first,
        parts=tuple(dict.fromkeys(p for a in answers for p in a.parts)),
        subjects=tuple(dict.fromkeys(s for a in answers for s in a.subjects)),
        abstained=all(a.abstained for a in answers),
        ending=next((a.ending for a in answers if a.ending is not None), None),
    )


def _answer(case: Case) -> Answer:
    question = case.question
    if not question.words:
        return answer_nothing_asked(case)
    if is_talk(question):
        return answer_talk(case)
    if question.intent == Intent.HELP and "calendar" in question.cues:
        return answer_calendar(case)
    if question.intent == Intent.SOURCE and "parent" in question.cues and case.about:
        return answer_parent(case)
    if question.intent == Intent.STATUS and "conflict" in question.cues and case.about:
        return answer_conflict(case)
    if question.intent == Intent.LIST and question.owners and not _narrows(case):
        return answer_portfolio(case)
    if question.intent == Intent.LIST and "phase" in question.cues and question.window and case.roadmap.table_phases:
        return answer_phases_in(case)
    if question.intent == Intent.LIST and len(case.about) == 1 and _asks_for_neighbours(case):
        return answer_neighbours(case)
    if question.kind in _OF_NO_SUBJECT:
        return KINDS[question.kind](case)
    if _points_nowhere(case):
        return answer_it(case)
    if question.yes_no and _asks_for_place(case):
        return answer_phase(case)
    if _may_be_own_key(case):
        own = answer_own_key(case)
        if own is not None:
            return own
    if case.unclear and not case.about and _needs_subject(case):
        return answer_unclear(case)
    if not case.about and _needs_subject(case):
        return answer_not_found(case) if question.intent != Intent.DETAIL or question.subjects else answer_unknown(case)
    if question.kind is not None and case.about:
        return KINDS[question.kind](case)
    if question.intent == Intent.COMPARE and len(case.about) < 2:
        return answer_timeline(case)
    return ANSWERERS[question.intent](case)


def _narrows(case: Case) -> bool:
    """Is more asked of an owner than what it has?"""
    return bool(case.about or case.question.window or statuses_asked(case))


def _points_nowhere(case: Case) -> bool:
    """Is it about an "it" that nothing before explains?"""
    question = case.question
    named = question.subjects or question.groups or question.phases or question.owners or question.left_over
    if named or question.went_on or "it" not in question.words:
        return False
    return question.yes_no or question.intent in _OF_A_SUBJECT


def _asks_for_place(case: Case) -> bool:
    """Is it whether one thing stands under a heading: "is X in Now, Next or Later?" """
    named = [s.matches[0].key for s in case.question.subjects if s.sure]
    sections = [k for k in named if case.roadmap.by_key[k].is_section]
    return bool(sections) and len(named) - len(sections) == 1 and len(case.about) >= 1


def _asks_for_neighbours(case: Case) -> bool:
    """Is it what comes before or after one thing?"""
    return not {"before", "after"}.isdisjoint(case.question.cues) and case.question.window is None


def _may_be_own_key(case: Case) -> bool:
    """Lists and phases have their own reading of words that no subject accounts for."""
    question = case.question
    if question.intent == Intent.SOURCE and not case.about:
        return False
    if question.intent in (Intent.LIST, Intent.TIMELINE, Intent.COMPARE) or question.groups:
        return "promise" in question.cues
    return True


def _needs_subject(case: Case) -> bool:
    question = case.question
    if question.intent in _OF_A_SUBJECT:
        return True
    if question.intent == Intent.SOURCE:
        return not find_documents(case) and bool(question.subjects)
    if question.intent in (Intent.LIST, Intent.COUNT):
        return not can_scope(case)
    if question.intent == Intent.OWNER:
        return bool(question.left_over) and "list" not in question.cues
    return question.intent == Intent.UNKNOWN and any(s.matches for s in question.subjects)
