"""What is remembered of reviews, apart from the database that remembers it, which takes long to import."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.review.decision import Decision
from knowledge.review.known import Told


@dataclass(frozen=True, slots=True)
class Remembered:
    """Decisions oldest first, answers that were called outdated, and questions that got no answer."""

    decisions: tuple[Decision, ...] = ()
    flags: tuple[Told, ...] = ()
    gaps: tuple[Told, ...] = ()
