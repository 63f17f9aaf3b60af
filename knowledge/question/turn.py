"""What is remembered of a question and its answer, for the questions that follow it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer import Answer
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


def turn_of(question: Question, answer: Answer, asker: str | None = None) -> Turn:
    """What to remember of a question and its answer."""
    names = answer.candidates or tuple(i.name for i in answer.items)
    offered = bool(answer.candidates)
    subjects = () if offered else answer.subjects
    return Turn(question.text, subjects, names[:MOST_SHOWN], offered, asker)
