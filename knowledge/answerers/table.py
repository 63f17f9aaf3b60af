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
from knowledge.answerers.comparing import answer_compare
from knowledge.answerers.dependencies import answer_dependencies
from knowledge.answerers.details import answer_detail, answer_parent
from knowledge.answerers.endings import with_next_step
from knowledge.answerers.fields import answer_effort, answer_own_key, answer_priority
from knowledge.answerers.filters import statuses_asked
from knowledge.answerers.honest import (
    answer_help,
    answer_it,
    answer_not_found,
    answer_nothing_asked,
    answer_talk,
    answer_unclear,
    answer_unknown,
)
from knowledge.answerers.kinds import KINDS, OF_NO_SUBJECT
from knowledge.answerers.lists import answer_count, answer_list
from knowledge.answerers.members import can_scope
from knowledge.answerers.neighbours import answer_neighbours
from knowledge.answerers.own_line import with_own_line
from knowledge.answerers.owners import answer_owner, answer_portfolio
from knowledge.answerers.phases import answer_phase, answer_phases_in
from knowledge.answerers.renaming import with_former_name
from knowledge.answerers.reviews import answer_review
from knowledge.answerers.sources import answer_source, find_documents
from knowledge.answerers.statuses import answer_status
from knowledge.answerers.timelines import answer_timeline
from knowledge.answerers.unwritten import answer_whether
from knowledge.lexicon import Lexicon
from knowledge.model import StatusKind
from knowledge.question.kinds import Kind
from knowledge.question.question import Question
from knowledge.question.talk import is_talk
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

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
    first = with_age(with_former_name(question, with_next_step(case, with_own_line(case, _answer(case)))), roadmap)
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
    answerer = next((answerer for holds, answerer in FIRST if holds(case)), None)
    if answerer is not None:
        return answerer(case)
    kind = case.question.kind
    if kind in KINDS and kind is not Kind.PROMISE and (case.about or kind in OF_NO_SUBJECT):
        return KINDS[kind](case)
    own = answer_own_key(case) if _may_be_own_key(case) else None
    return own or _about_subject(case)


def _about_subject(case: Case) -> Answer:
    """The answer of the question's kind, once it is sure what it is about."""
    question = case.question
    if not case.about and _needs_subject(case):
        if case.unclear:
            return answer_unclear(case)
        return answer_not_found(case) if question.intent != Intent.DETAIL or question.subjects else answer_unknown(case)
    if question.kind is not None and case.about:
        return KINDS[question.kind](case)
    if question.intent == Intent.STATUS and question.yes_no and _stands_under_a_phase(case):
        return answer_phase(case)
    if question.intent == Intent.COMPARE and len(case.about) < 2:
        if case.unclear:
            return answer_unclear(case)
        return answer_neighbours(case) if _asks_for_neighbours(case) and not question.yes_no else answer_timeline(case)
    if question.intent == Intent.DETAIL and question.yes_no and question.left_over and case.about:
        return answer_whether(case)
    return ANSWERERS[question.intent](case)


def _asks(intent: Intent, cue: str) -> Callable[[Case], bool]:
    """Is the intent this one, with this cue?"""
    return lambda case: case.question.intent == intent and cue in case.question.cues


def _is_portfolio(case: Case) -> bool:
    """Is all that an owner has asked for, without a filter?"""
    return bool(case.question.owners) and not (case.about or case.question.window or statuses_asked(case))


def _has_phases_then(case: Case) -> bool:
    return case.question.window is not None and bool(case.roadmap.table_phases)


def _points_nowhere(case: Case) -> bool:
    """Is it about an "it" that nothing before explains?"""
    question = case.question
    named = question.subjects or question.groups or question.phases or question.owners or question.left_over
    if named or question.went_on or "it" not in question.words:
        return False
    return question.yes_no or question.intent in _OF_A_SUBJECT


def _stands_under_a_phase(case: Case) -> bool:
    """Is there no status, but a phase or horizon as the heading above it ("Next"), to say how far it is?"""
    finished = any(s.kind in (StatusKind.DONE, StatusKind.LIVE) for s in case.question.statuses)
    if len(case.about) != 1 or finished or "by_now" in case.question.cues:
        return False
    feature = case.about[0].feature
    headings = {h for m in feature.mentions for h in m.headings}
    return feature.status is None and any(case.roadmap.phase_named(word_keys(h)) is not None for h in headings)


def _asks_for_place(case: Case) -> bool:
    """Is it whether one thing stands under a heading: "is X in Now, Next or Later?" """
    named = [s.matches[0].key for s in case.question.subjects if s.sure]
    sections = [k for k in named if case.roadmap.by_key[k].is_section]
    return bool(sections) and len(named) - len(sections) == 1 and len(case.about) >= 1


def _asks_for_neighbours(case: Case) -> bool:
    """Is it what comes before or after one thing?"""
    beside = not {"before", "after"}.isdisjoint(case.question.cues)
    return beside and len(case.about) == 1 and case.question.window is None


def _is_of_unclear(case: Case) -> bool:
    """Is it about things of which several fit, and of no other?"""
    return bool(case.unclear) and not case.about and case.question.window is None


def _may_be_own_key(case: Case) -> bool:
    """Lists and phases have their own reading of words that no subject accounts for."""
    question = case.question
    if question.intent == Intent.SOURCE and not case.about:
        return False
    if question.intent in (Intent.LIST, Intent.COMPARE) or question.groups:
        return "promise" in question.cues
    if question.intent == Intent.TIMELINE and "promise" not in question.cues:
        return bool(case.about and question.left_over)
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


FIRST: tuple[tuple[Callable[[Case], bool], Callable[[Case], Answer]], ...] = (
    (lambda case: not case.question.words, answer_nothing_asked),
    (lambda case: is_talk(case.question), answer_talk),
    (_asks(Intent.HELP, "calendar"), answer_calendar),
    (lambda case: _asks(Intent.SOURCE, "parent")(case) and bool(case.about), answer_parent),
    (lambda case: _asks(Intent.STATUS, "conflict")(case) and bool(case.about), answer_conflict),
    (lambda case: case.question.intent == Intent.LIST and _is_portfolio(case), answer_portfolio),
    (lambda case: _asks(Intent.LIST, "phase")(case) and _has_phases_then(case), answer_phases_in),
    (lambda case: case.question.intent == Intent.LIST and _asks_for_neighbours(case), answer_neighbours),
    (lambda case: _is_of_unclear(case) and not {"before", "after"}.isdisjoint(case.question.cues), answer_unclear),
    (_points_nowhere, answer_it),
    (lambda case: case.question.yes_no and _asks_for_place(case), answer_phase),
)
"""What is looked at before kinds and intents: the first that holds answers."""
