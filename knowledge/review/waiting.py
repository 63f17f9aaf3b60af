"""What waits for an answer in the review under way, and since when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.escalation import Step, Waiting
from knowledge.review.review import Due, Review
from knowledge.review.snooze import MOST

Asked = tuple[Place, date]
"""One asking for a place: since when."""


@dataclass(frozen=True)
class UnderWay:
    """The review under way: the day it began, what it asked for then, and what was said last of each place."""

    began: date
    places: Collection[Place]
    said: Mapping[Place, Decision]

    def since(self, due: Due) -> date | None:
        """The day from which an answer is waited for; None for what became due later: the next review asks for it.

        What was put off waits from the day it came back, what is not theirs from the day somebody else was to answer.
        """
        last = self.said.get(due.place)
        if last is not None and last.verdict is Verdict.SNOOZED and last.until is not None and last.until > self.began:
            return max(last.day, self.began) if due.put_off > MOST else last.until
        if last is not None and last.verdict is Verdict.NOT_MINE and last.day >= self.began:
            return last.day
        return self.began if due.place in self.places else None


def waiting(
    review: Review, under_way: UnderWay, taken: Mapping[Asked, Step], between: Callable[[date, date], int]
) -> Iterator[Waiting]:
    """What is due and was asked for, with the last step that was taken; `between` counts the days of work between
    two days. What the review itself asked for was asked for when it began."""
    for due in review.due:
        since = under_way.since(due)
        if since is not None:
            first = Step.ASKED if since == under_way.began else Step.NOT_YET
            yield Waiting(due, between(since, review.today), taken.get((due.place, since), first))
