"""What people think of answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Reason(StrEnum):
    """Why an answer was of no help."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    MISSING = "missing"
    MISREAD = "misread"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Opinion:
    """One person's opinion of the answer to a question; why and a note only when it was of no help."""

    question: str
    helpful: bool
    user: str
    team: str = ""
    reason: Reason | None = None
    note: str = ""


class Opinions(Protocol):
    """Where opinions are kept."""

    async def record(self, opinion: Opinion) -> None:
        """Keep an opinion."""
