"""Which features a list or a count is about: of those where it looks, those that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.answerers.case import Case
from knowledge.answerers.filters import fits, leaves_unsaid
from knowledge.answerers.scopes import by_topic, find_scope
from knowledge.model import Feature
from knowledge.said import Said, say


@dataclass(frozen=True, slots=True)
class Members:
    """The features that fit, of how many that were looked at, and the words for where that was."""

    features: tuple[Feature, ...]
    looked_at: int
    scope: str
    """Behind "items": "under Payments", "owned by Kim"; empty for the whole roadmap."""
    straddling: tuple[Feature, ...] = ()
    """Features that were running already before the time asked about, and go on into it."""
    stated: int = 0
    """How many of those that fit but for their status have one."""
    unstated: int = 0
    """How many of those have none."""
    unsaid: int = 0
    """How many might fit, but have no status to tell it by."""

    @property
    def item(self) -> Said:
        """What one of them is called: "item under Payments"."""
        return say("item {where}", where=self.scope) if self.scope else say("item")

    @property
    def items(self) -> Said:
        """What several of them are called: "items under Payments"."""
        return say("items {where}", where=self.scope) if self.scope else say("items")


def find_members(case: Case) -> Members:
    """The features a list question means."""
    scope, where = find_scope(case)
    kept = [f for f in scope if fits(case, f)]
    straddling: tuple[Feature, ...] = ()
    window = case.question.window
    if window is not None and not kept and window.relation.value == "after":
        straddling = tuple(f for f in scope if _runs_past(case, f))
    asked = [f for f in scope if fits(_of_any_status(case), f)]
    stated = sum(f.status is not None for f in asked)
    unsaid = sum(leaves_unsaid(case, f) for f in scope)
    return Members(tuple(kept), len(scope), where, straddling, stated, len(asked) - stated, unsaid)


def _of_any_status(case: Case) -> Case:
    """The same without the statuses asked for: what a share of them is counted of."""
    return replace(case, question=replace(case.question, statuses=()))


def can_scope(case: Case) -> bool:
    """Can all words of a list question be read as a place to look or a topic?"""
    question = case.question
    if case.about or question.groups or question.owners:
        return True
    unsure = any(not s.sure for s in question.subjects)
    return not (question.left_over or case.unclear or unsure) or bool(by_topic(case)[0])


def _runs_past(case: Case, feature: Feature) -> bool:
    window = case.question.window
    period = feature.period
    if period is None or window is None or window.period.end is None:
        return False
    return period.end is None or period.end > window.period.end
