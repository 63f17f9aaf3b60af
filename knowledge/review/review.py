"""A Review: what is due on a day, why, and who is asked; the counts that stand above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.answer import Fact
from knowledge.history.change import Change
from knowledge.model import Source
from knowledge.review.decision import Decision, Place


class Why(StrEnum):
    """Why something is due, the most pressing first: age alone is the weakest reason."""

    FLAGGED = "called outdated"
    WINDOW = "window ended"
    CLASH = "pages clash"
    UNANSWERED = "asked in vain"
    EDITED = "edited since"
    CYCLE = "review cycle"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words, with the facts it rests on, and since when it holds where that is known."""

    why: Why
    text: str
    facts: tuple[Fact, ...] = ()
    since: date | None = None


class Ownership(StrEnum):
    """How it is known whose something is."""

    WRITTEN = "written"
    INHERITED = "inherited"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class DueOwner:
    """Whose something is: the people as written, and the line that says so (None: nobody's)."""

    names: tuple[str, ...]
    ownership: Ownership
    of: str = ""
    """What the owner is written of, when that is inherited: "the roadmap as a whole"."""
    source: Source | None = None


NOBODY = DueOwner((), Ownership.NOBODY)


@dataclass(frozen=True, slots=True)
class Due:
    """A page or a feature that is due: every reason, whose it is, and who is asked."""

    place: Place
    name: str
    source: Source
    reasons: tuple[Reason, ...]
    owner: DueOwner
    asked: tuple[str, ...] = ()
    """The owner, or whoever stands in; empty when nobody does."""
    stands_in: str = ""
    """Why somebody else than the owner is asked: "nobody is written as its owner"."""
    answered: int = 0
    """How often it was answered before: tells this asking from all others (`given.asking`)."""
    put_off: int = 0
    """How often in a row it was put off."""
    disowned: bool = False
    """Did whoever was asked say that it is not theirs?"""


@dataclass(frozen=True, slots=True)
class Decided:
    """A page or a feature that was decided in the review under way."""

    name: str
    source: Source
    decision: Decision


@dataclass(frozen=True, slots=True)
class Counts:
    """The roadmap at a glance, for the post that opens a review."""

    changed: int | None
    """Changes since the last review; None when the pages come without a history."""
    past: int
    """Things whose time has ended without an outcome."""
    clashes: int
    blocked: int
    stale: int
    """Pages whose review cycle has passed."""
    unowned: int
    """Things nobody is written for."""
    unanswered: int
    """Questions, by what they ask of what, that the pages do not answer."""
    reviewed: int = 0
    """Decided since this review began,"""
    of: int = 0
    """out of so many."""


@dataclass(frozen=True)
class Review:
    """Everything that is due on `today`, the most pressing first. Nothing is cut here: who shows it may."""

    today: date
    due: tuple[Due, ...]
    counts: Counts
    changes: tuple[Change, ...] = ()
    """What changed since the last review, oldest first."""
    decided: tuple[Decided, ...] = ()
    """What was decided since this review began, latest first."""

    def by_person(self) -> Mapping[str, tuple[Due, ...]]:
        """Who is asked -> what for, in order of who has the most pressing."""
        found: dict[str, list[Due]] = {}
        for due in self.due:
            for person in due.asked:
                found.setdefault(person, []).append(due)
        return {person: tuple(dues) for person, dues in found.items()}

    def of_person(self, names: Collection[str]) -> tuple[Due, ...]:
        """What is asked of a person, who has all these names on the pages."""
        return tuple(due for due in self.due if not set(names).isdisjoint(due.asked))

    @property
    def unasked(self) -> tuple[Due, ...]:
        """What is due and nobody is asked for: no owner is written, and nobody stands in."""
        return tuple(due for due in self.due if not due.asked)
