"""A verdict as somebody gives it in answer to being asked, and as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.review.decision import Decision, Place, Verdict


def asking(times: int) -> str:
    """What a verdict answers: the asking of a place that was answered so many times before.

    It is the same in every message that asks, so that the first answer ends all of them; what was put off, is not
    theirs, or is due anew is asked for under the next one.
    """
    return f"asked|{times}"


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict of one person on one place, in answer to a review."""

    review: str
    """What was asked: `asking`, or any other name of a review."""
    place: Place
    verdict: Verdict
    person: str
    """As `handlers.people.person_key` names them."""
    note: str = ""
    commit: str | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when a snooze has no end, or anything else has one."""
        Decision(self.place, self.verdict, date.min, until=self.until)


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict as it is kept: when it was given (seconds since 1970), and whether this call was the first."""

    given: Given
    at: float
    is_first: bool = False
