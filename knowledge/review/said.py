"""What people said in answer to a review, in words."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Fact, Item, Items
from knowledge.answerers.wording import day, quoted, shortened
from knowledge.review.decision import Decision, Verdict
from knowledge.review.review import Decided
from knowledge.said import Said, joined, say

LONGEST_NOTE = 200
"""Characters of a reason that are shown."""

_WORDS = {
    Verdict.RIGHT: say("still right"),
    Verdict.CHANGED: say("changed, and to be edited"),
    Verdict.OUTDATED: say("outdated", "verdict"),
    Verdict.NOT_MINE: say("not theirs"),
    Verdict.SNOOZED: say("put off"),
}


def said(decision: Decision) -> Said:
    """A verdict in words: "still right", "put off until 4 Mar 2026: “the plan is being made”"."""
    words = _WORDS[decision.verdict]
    if decision.until is not None:
        words = say("{verdict} until {day}", verdict=words, day=day(decision.until))
    return joined(": ", [words, quoted(shortened(decision.note, LONGEST_NOTE))]) if decision.note else words


def answered(decided: Sequence[Decided], most: int) -> Items | None:
    """What was said of what since the review began, the latest first; None when nothing was."""
    if not decided:
        return None
    shown = decided[:most]
    return Items(tuple(map(_item, shown)), labelled(say("Answered so far"), len(shown), len(decided)))


def labelled(label: str, shown: int, of: int) -> str:
    """What stands above a list, with how much of it is shown when that is not all."""
    return say("{label} ({shown} of {all})", label=label, shown=shown, all=of) if shown < of else label


def _item(one: Decided) -> Item:
    place = Fact(one.name, "page", one.source.path, one.source)
    return Item(one.name, one.source, note=said(one.decision), facts=(place,))
