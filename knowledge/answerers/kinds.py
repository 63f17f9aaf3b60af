"""The kinds of question that have an answer of their own: a table kind -> function."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.answer import Answer
from knowledge.answerers.case import Case
from knowledge.answerers.comparing import answer_difference
from knowledge.answerers.dependencies import answer_impact
from knowledge.answerers.every import answer_every
from knowledge.answerers.experts import answer_expert
from knowledge.answerers.extremes import answer_extreme, answer_top
from knowledge.answerers.fuller import answer_fuller
from knowledge.answerers.health import answer_health, answer_now
from knowledge.answerers.honest import answer_act
from knowledge.answerers.lateness import answer_lateness, answer_since, answer_until
from knowledge.answerers.people import answer_owners
from knowledge.answerers.prospects import answer_alive, answer_on_track, answer_promise
from knowledge.answerers.reasons import answer_why
from knowledge.answerers.sizes import answer_length, answer_size
from knowledge.answerers.spoken_of import answer_spoken_of
from knowledge.answerers.unwritten import answer_unwritten
from knowledge.question.kinds import Kind

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
    Kind.EVERY: answer_every,
    Kind.FULLER: answer_fuller,
    Kind.OWNERS: answer_owners,
    Kind.ACT: answer_act,
    Kind.TOP: answer_top,
    Kind.EARLIEST: answer_extreme,
    Kind.LATEST: answer_extreme,
    Kind.BIGGEST: answer_size,
    Kind.SMALLEST: answer_size,
    Kind.LENGTH: answer_length,
    Kind.SPOKEN_OF: answer_spoken_of,
    Kind.UNWRITTEN: answer_unwritten,
}
"""Kinds of question with an answer of their own."""

OF_NO_SUBJECT = frozenset(Kind) - {
    Kind.PROMISE,
    Kind.WHY,
    Kind.UNTIL,
    Kind.LATENESS,
    Kind.ON_TRACK,
    Kind.ALIVE,
    Kind.SINCE,
    Kind.IMPACT,
    Kind.DIFFERENCE,
    Kind.UNWRITTEN,
}
"""Kinds that need no subject on the roadmap."""
