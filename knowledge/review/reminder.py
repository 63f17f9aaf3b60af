"""A reminder as an Answer: what one person is asked for again, or in the place of somebody, and why."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer, Headline, Intent, Items
from knowledge.review.escalation import AFTER, Step
from knowledge.review.review import Due, Review
from knowledge.review.said import labelled
from knowledge.review.told import MOST, for_your_review, item_of
from knowledge.said import say

_WHY = {
    Step.ASKED: say("Asked of you now"),
    Step.AGAIN: say("Asked for again: nobody answered for {count} working days", count=AFTER[Step.AGAIN]),
    Step.STAND_IN: say(
        "Asked of you, who stand in: nobody answered for {count} working days", count=AFTER[Step.STAND_IN]
    ),
}


def reminder(review: Review, asked: Sequence[tuple[Step, Due]]) -> Answer:
    """What a person is reminded of, each step under a line that says why; at most five things of each.

    Raises ValueError when that is nothing.
    """
    if not asked:
        raise ValueError("nothing is to be asked for again: there is nothing to tell")
    head = Headline(for_your_review(review, [due for _, due in asked]))
    lists = (_list(step, [due for at, due in asked if at is step]) for step in _WHY)
    return Answer(Intent.REVIEW, (head, *(found for found in lists if found is not None)), review.today)


def shown(asked: Sequence[tuple[Step, Due]]) -> tuple[Due, ...]:
    """The things in the order in which a reminder tells them."""
    return tuple(due for step in _WHY for at, due in asked if at is step)


def _list(step: Step, due: Sequence[Due]) -> Items | None:
    if not due:
        return None
    items = tuple(map(item_of, due[:MOST]))
    return Items(items, labelled(_WHY[step], len(items), len(due)))
