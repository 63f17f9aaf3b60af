"""What changed: the values that comparing two versions of a roadmap gives. No names of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model import Value

SHORT = 7
"""Characters of a commit's id that are shown, as git does."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of the pages: its id, and the day (UTC) on which it was made."""

    id: str
    day: date

    @property
    def short(self) -> str:
        """The beginning of the id, as people quote it."""
        return self.id[:SHORT]


class ChangeKind(StrEnum):
    """What happened to a feature."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    """It stands on another page, or its page lies elsewhere."""
    FIELD = "field"
    """A typed field reads otherwise."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions: of which feature, what, from what to what.

    `old` is as written before and `new` as written after, each with its place and, when known,
    the commit of that version; None stands for "nothing was (is) written". `commit` is the one
    that brought the change.
    """

    name: str
    kind: ChangeKind
    field: str
    old: Value | None
    new: Value | None
    commit: Commit | None = None

    @property
    def shown(self) -> Value:
        """The side to cite: what is written now, else what was."""
        side = self.new or self.old
        if side is None:
            raise ValueError(f"a change of {self.name} has no side")
        return side
