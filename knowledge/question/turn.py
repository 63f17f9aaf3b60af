"""What is remembered of a question and its answer, for the questions that follow it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer import Answer, Intent
from knowledge.question.question import Question

MOST_SHOWN = 50
"""Names of an answer that are remembered; nobody asks for the 51st."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer, as text only: it outlives a new reading of the pages."""

    asked: str
    """The question with all it takes from earlier ones."""
    subjects: tuple[str, ...] = ()
    """What the answer was about."""
    shown: tuple[str, ...] = ()
    """The names the answer listed or offered, in order."""
    offered: bool = False
    """Were they offered to choose from?"""
    asker: str | None = None
    """Who asked."""
    language: str | None = None
    """The language the answer was in, by ISO 639."""


def turn_of(question: Question, answer: Answer, before: Turn | None = None, asker: str | None = None) -> Turn:
    """What to remember of a question and its answer after the turn `before`.

    A list stays known while questions go on from it; what was not understood is as if it had not been asked.
    """
    if before is not None and question.intent is Intent.UNKNOWN:
        return before
    names = answer.candidates or tuple(i.name for i in answer.items)
    offered = bool(answer.candidates)
    if not names and before is not None and (question.went_on or not answer.subjects):
        names = before.shown
    subjects = () if offered else answer.subjects
    return Turn(question.text, subjects, names[:MOST_SHOWN], offered, asker, answer.language.code)
