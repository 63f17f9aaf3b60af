"""What happens when nobody answers, and when it stops."""

from __future__ import annotations

import pytest

from knowledge.model import Source
from knowledge.review.decision import Place
from knowledge.review.escalation import Escalation, Nudge, Step, Waiting, escalate, step_after
from knowledge.review.review import NOBODY, Due, DueOwner, Ownership

KIM = DueOwner(("Kim",), Ownership.WRITTEN)


def _due(path: str = "plan.md", owner: DueOwner = KIM, asked: tuple[str, ...] = ("Kim",)) -> Due:
    return Due(Place(path), path, Source(path, 1), (), owner, asked)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (0, Step.ASKED),
        (1, Step.ASKED),
        (2, Step.AGAIN),
        (4, Step.AGAIN),
        (5, Step.STAND_IN),
        (9, Step.STAND_IN),
        (10, Step.STALE),
        (300, Step.STALE),
    ],
)
def test_the_step_by_working_days_without_an_answer(days: int, step: Step) -> None:
    assert step_after(days) is step


@pytest.mark.parametrize(
    ("days", "taken", "person"),
    [
        (1, Step.ASKED, None),
        (2, Step.ASKED, "Kim"),
        (3, Step.AGAIN, None),
        (5, Step.AGAIN, "Robin"),
        (7, Step.ASKED, "Robin"),
        (9, Step.STAND_IN, None),
        (12, Step.STALE, None),
    ],
)
def test_each_step_is_taken_once_and_missed_ones_are_not_made_up_for(
    days: int, taken: Step, person: str | None
) -> None:
    found = escalate([Waiting(_due(), days, taken)], "Robin")
    assert [nudge.person for nudge in found.nudges] == ([person] if person else [])
    assert found.stale == ()


def test_in_the_end_everybody_can_see_it() -> None:
    assert escalate([Waiting(_due(), 10, Step.STAND_IN)], "Robin") == Escalation(stale=(_due(),))


def test_nothing_waits_nothing_happens() -> None:
    assert escalate([], "Robin") == Escalation()


def test_one_person_gets_one_message_for_everything() -> None:
    many = [Waiting(_due(f"{n}.md"), 2) for n in range(7)]
    [nudge] = escalate(many, "Robin").nudges
    assert (nudge.person, len(nudge.due)) == ("Kim", 7)


def test_nobody_is_written_to_twice_a_day_and_nothing_is_lost_by_it() -> None:
    waiting = [Waiting(_due(), 2), Waiting(_due("b.md", asked=("Dana",)), 2)]
    found = escalate(waiting, "Robin", told_today={"Kim"})
    assert found.nudges == (Nudge("Dana", ((Step.AGAIN, waiting[1].due),)),)
    assert found.held == (waiting[0],)


@pytest.mark.parametrize(("stands_in", "asked"), [("", ("Kim",)), ("Robin", ("Robin",))])
def test_where_nobody_else_stands_in_that_step_is_left_out(stands_in: str, asked: tuple[str, ...]) -> None:
    owner = KIM if asked == ("Kim",) else NOBODY
    assert escalate([Waiting(_due(owner=owner, asked=asked), 5, Step.AGAIN)], stands_in) == Escalation()


def test_both_of_two_owners_are_asked_again() -> None:
    both = DueOwner(("Kim", "Dana"), Ownership.WRITTEN)
    found = escalate([Waiting(_due(owner=both, asked=both.names), 2)], "Robin")
    assert [nudge.person for nudge in found.nudges] == ["Kim", "Dana"]
