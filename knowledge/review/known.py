"""What is known beside the pages: what was reviewed, edited, asked in vain. Three facts, none taken for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from knowledge.history.change import Change, Commit
from knowledge.history.history import History
from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.snooze import MOST

EDITING = timedelta(days=7)
"""After "changed" an edit within so many days is the one that was announced; a later one opens the review again."""

_DECIDED = frozenset({Verdict.RIGHT, Verdict.CHANGED, Verdict.OUTDATED})


@dataclass(frozen=True, slots=True)
class Told:
    """What people said or asked of a thing, by its name on the pages: how often, and when last.

    `what` is the field that was asked for; empty where that is not known.
    """

    subject: str
    what: str
    times: int = 1
    day: date | None = None


@dataclass(frozen=True)
class Known:
    """The past of the reviews and of the pages, up to a day."""

    decisions: tuple[Decision, ...] = ()
    """Oldest first."""
    edited: Mapping[str, Commit] = field(default_factory=dict)
    """The commit that touched a page last, by path; empty when the pages come without a history."""
    changes: tuple[Change, ...] | None = None
    """What changed since the last review; None when that is not known."""
    flags: tuple[Told, ...] = ()
    """Answers that somebody called outdated."""
    gaps: tuple[Told, ...] = ()
    """Questions that the pages do not answer."""
    began: date | None = None
    """The day the review that is under way began."""
    next_review: date | None = None
    """The day of the review after that; what will be due before it is asked for now."""

    @cached_property
    def _by_place(self) -> Mapping[Place, tuple[Decision, ...]]:
        found: dict[Place, list[Decision]] = {}
        for decision in self.decisions:
            found.setdefault(decision.place, []).append(decision)
        return {place: tuple(told) for place, told in found.items()}

    def reviewed(self, place: Place) -> Decision | None:
        """The last time that somebody vouched for a place: still right, or changed and being edited."""
        return self._last(place, frozenset({Verdict.RIGHT, Verdict.CHANGED}))

    def outdated(self, place: Place) -> Decision | None:
        """The last verdict when it is "outdated" and the page was not edited since."""
        last = self._last(place, _DECIDED)
        return last if last is not None and last.verdict is Verdict.OUTDATED and not self.is_edited(last) else None

    def disowned(self, place: Place) -> Decision | None:
        """That whoever was asked is not the owner, when nobody vouched for the place or edited its page since."""
        last = self._last(place, _DECIDED | {Verdict.NOT_MINE})
        return last if last is not None and last.verdict is Verdict.NOT_MINE and not self.is_edited(last) else None

    def snoozed(self, place: Place, today: date) -> bool:
        """Is it put off beyond today, for no more than the second time in a row?"""
        told = self._by_place.get(place, ())
        is_off = bool(told) and told[-1].until is not None and told[-1].until > today
        return is_off and self.snoozes(place) <= MOST

    def times_answered(self, place: Place) -> int:
        """How often anything was said of a place when it was asked for."""
        return len(self._by_place.get(place, ()))

    def last(self, place: Place) -> Decision | None:
        """What was said of a place last, whatever it was."""
        told = self._by_place.get(place, ())
        return told[-1] if told else None

    def snoozes(self, place: Place) -> int:
        """How often in a row it was put off."""
        count = 0
        for decision in self._by_place.get(place, ()):
            count = count + 1 if decision.verdict is Verdict.SNOOZED else 0
        return count

    def is_edited(self, decision: Decision) -> bool:
        """Was the page edited after a decision, but for the edit that it announced?"""
        edit = self.edited.get(decision.place.path)
        if edit is None or edit.id == decision.commit:
            return False
        if decision.verdict is Verdict.CHANGED:
            return edit.day > decision.day + EDITING
        return edit.day > decision.day or (decision.commit is not None and edit.day == decision.day)

    def awaits_edit(self, decision: Decision) -> bool:
        """Did somebody say that the page changed, and did no edit follow?"""
        edit = self.edited.get(decision.place.path)
        return decision.verdict is Verdict.CHANGED and edit is not None and edit.day < decision.day

    def answered(self) -> frozenset[Place]:
        """The places decided in the review that is under way; what was put off or disowned is asked for again."""
        began = self.began
        if began is None:
            return frozenset()
        return frozenset(d.place for d in self.decisions if d.day >= began and d.verdict in _DECIDED)

    def _last(self, place: Place, verdicts: frozenset[Verdict]) -> Decision | None:
        told = self._by_place.get(place, ())
        return next((d for d in reversed(told) if d.verdict in verdicts), None)


def edits_in(history: History) -> Mapping[str, Commit]:
    """The commit that touched each page last, as `Known.edited` holds them."""
    return history.pages if history.is_known else {}


def changes_since(history: History, since: date | None, today: date) -> tuple[Change, ...] | None:
    """What was changed from the day of the last review on and before today; None when that is not known.

    Of a commit only its day is known: one on the day of a review may have come after it, and is told in the next.
    """
    if not history.is_known or since is None:
        return None
    return tuple(c for c in history.changes if c.commit is not None and since <= c.commit.day < today)
