"""The table of answerers: intent -> function. `answer` picks one and makes sure that it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge.answer import Answer, Intent
from knowledge.answerers.aging import with_age
from knowledge.answerers.agreement import answer_conflict
from knowledge.answerers.calendar import answer_calendar
from knowledge.answerers.case import Case, make_case
from knowledge.answerers.changes.changes import answer_changes
from knowledge.answerers.comparing import answer_compare
from knowledge.answerers.dependencies import answer_dependencies
from knowledge.answerers.details import answer_detail, answer_parent
from knowledge.answerers.endings import with_next_step
from knowledge.answerers.fields import answer_effort, answer_own_key, answer_priority
from knowledge.answerers.honest import (
    answer_help,
    answer_not_found,
    answer_nothing_asked,
    answer_talk,
    answer_unclear,
    answer_unknown,
)
from knowledge.answerers.lists import answer_count, answer_list
from knowledge.answerers.members import can_scope
from knowledge.answerers.neighbours import answer_neighbours
from knowledge.answerers.owners import answer_owner, answer_portfolio
from knowledge.answerers.phases import answer_phase, answer_phases_in
from knowledge.answerers.reviews import answer_review
from knowledge.answerers.sources import answer_source, find_documents
from knowledge.answerers.statuses import answer_status
from knowledge.answerers.timelines import answer_timeline
from knowledge.lexicon import Lexicon
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

_OF_A_SUBJECT = frozenset(
    {Intent.STATUS, Intent.TIMELINE, Intent.DETAIL, Intent.DEPENDENCY, Intent.PRIORITY, Intent.EFFORT, Intent.COMPARE}
)
"""Kinds of question that make no sense without a thing they are about."""


def answer(question: Question, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """One answer to one question, always."""
    case = make_case(question, roadmap, lexicon, today)
    return with_age(with_next_step(case, _answer(case)), roadmap)


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
    if question.intent == Intent.LIST and question.owners and not (case.about or question.window or question.statuses):
        return answer_portfolio(case)
    if question.intent == Intent.LIST and "phase" in question.cues and question.window and case.roadmap.table_phases:
        return answer_phases_in(case)
    if question.intent == Intent.LIST and len(case.about) == 1 and _asks_for_neighbours(case):
        return answer_neighbours(case)
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
    if question.intent == Intent.COMPARE and len(case.about) < 2:
        return answer_timeline(case)
    return ANSWERERS[question.intent](case)


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
