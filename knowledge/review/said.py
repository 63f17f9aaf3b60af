"""What people said in answer to a review, in words."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Fact, Item, Items
from knowledge.answerers.wording import day, quoted, shortened
from knowledge.review.decision import Decision, Verdict
from knowledge.review.review import Decided

LONGEST_NOTE = 200
"""Characters of a reason that are shown."""

_WORDS = {
    Verdict.RIGHT: "still right",
    Verdict.CHANGED: "changed, and to be edited",
    Verdict.OUTDATED: "outdated",
    Verdict.NOT_MINE: "not theirs",
    Verdict.SNOOZED: "put off",
}


def said(decision: Decision) -> str:
    """A verdict in words: "still right", "put off until 4 Mar 2026: “the plan is being made”"."""
    until = f" until {day(decision.until)}" if decision.until is not None else ""
    note = f": {quoted(shortened(decision.note, LONGEST_NOTE))}" if decision.note else ""
    return f"{_WORDS[decision.verdict]}{until}{note}"


def answered(decided: Sequence[Decided], most: int) -> Items | None:
    """What was said of what since the review began, the latest first; None when nothing was."""
    if not decided:
        return None
    shown = decided[:most]
    of = f" ({len(shown)} of {len(decided)})" if len(shown) < len(decided) else ""
    return Items(tuple(map(_item, shown)), f"Answered so far{of}")


def _item(one: Decided) -> Item:
    place = Fact(one.name, "page", one.source.path, one.source)
    return Item(one.name, one.source, note=said(one.decision), facts=(place,))
