"""What happens when nobody answers: the owner is asked again, then whoever stands in, then all can see it.

After 2, 5 and 10 working days. It stops by itself: what was decided or put off is not due any more, so it does
not wait. Nobody is written to more than once a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from knowledge.review.review import Due


class Step(IntEnum):
    """How far the asking for something has come."""

    NOT_YET = -1
    """What was put off has come back, or somebody else is to answer: nobody has been asked for it yet."""
    ASKED = 0
    AGAIN = 1
    STAND_IN = 2
    STALE = 3


AFTER = {Step.AGAIN: 2, Step.STAND_IN: 5, Step.STALE: 10}
"""Working days without an answer after which a step is taken."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that is due and was asked for: the last step taken, and working days since the first one."""

    due: Due
    days: int
    taken: Step = Step.ASKED


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message to one person: what it is about, each with the step it takes."""

    person: str
    due: tuple[tuple[Step, Due], ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """What is to be done today: whom to write to, and what goes on the list that all can see."""

    nudges: tuple[Nudge, ...] = ()
    stale: tuple[Due, ...] = ()
    held: tuple[Waiting, ...] = ()
    """What its person is not told today, having had a message: it comes tomorrow."""


def step_after(days: int) -> Step:
    """The step that is due after so many working days without an answer."""
    return max((step for step, after in AFTER.items() if days >= after), default=Step.ASKED)


def escalate(waiting: Iterable[Waiting], stands_in: str, told_today: Collection[str] = ()) -> Escalation:
    """The steps to take now. Of several that were missed only the last is taken.

    Where nobody else stands in than who was asked, that step is left out.
    """
    by_person: dict[str, list[tuple[Step, Due]]] = defaultdict(list)
    stale: list[Due] = []
    held: list[Waiting] = []
    for one in waiting:
        step = step_after(one.days)
        if step <= one.taken:
            continue
        if step is Step.STALE:
            stale.append(one.due)
            continue
        people = _people(one.due, step, stands_in)
        held += [one] if not set(people).isdisjoint(told_today) else []
        for person in people:
            if person not in told_today:
                by_person[person].append((step, one.due))
    nudges = tuple(Nudge(person, tuple(due)) for person, due in by_person.items())
    return Escalation(nudges, tuple(stale), tuple(held))


def _people(due: Due, step: Step, stands_in: str) -> tuple[str, ...]:
    if step in (Step.ASKED, Step.AGAIN):
        return due.asked
    return () if not stands_in or stands_in in due.asked else (stands_in,)
