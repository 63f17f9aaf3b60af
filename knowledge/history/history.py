"""The past of a roadmap: every change of its pages, in order of ancestry, and the life of each feature."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.history.change import Change, Commit
from knowledge.identity import name_of
from knowledge.model import Feature, Value


class Knowledge(StrEnum):
    """What is known of the past."""

    WHOLE = "whole"
    """From the first commit of the pages on."""
    PART = "part"
    """From some commit on; what was before is not known."""
    NONE = "none"
    """The pages come without a history."""
    BEING_READ = "being read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Promise:
    """A date written of a feature, and the commit it was first written in."""

    value: Value
    commit: Commit


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that happened to one feature, oldest first."""

    name: str
    began: Commit
    changes: tuple[Change, ...] = ()
    first: Promise | None = None
    """The first date that was written of it."""
    ended: Commit | None = None
    last: Feature | None = None
    """How it read last, of one that has ended."""
    names: frozenset[tuple[str, ...]] = frozenset()
    """Every name it had."""


@dataclass(frozen=True)
class History:
    """The commits that touched the pages and what they changed, oldest first by ancestry."""

    known: Knowledge
    commits: tuple[Commit, ...] = ()
    changes: tuple[Change, ...] = ()
    lives: tuple[Life, ...] = ()
    pages: Mapping[str, Commit] = field(default_factory=dict)
    """The commit that touched a page last, by path."""
    at: Mapping[Hashable, int] = field(default_factory=dict)
    """Where the newest version has a feature (see `addresses`) -> the index of its life."""

    @property
    def is_known(self) -> bool:
        """Is there a past to tell of?"""
        return self.known in (Knowledge.WHOLE, Knowledge.PART)

    def life_of(self, feature: Feature) -> Life | None:
        """The life of a feature of the current roadmap; None when no commit has it."""
        found = next((self.at[a] for a in addresses(feature) if a in self.at), None)
        return None if found is None else self.lives[found]

    def gone(self, words: frozenset[str]) -> tuple[Life, ...]:
        """The features no longer there that were called by all of these words."""
        ended = (life for life in self.lives if life.ended is not None)
        return tuple(life for life in ended if words and any(words.issubset(n) for n in life.names))


def addresses(feature: Feature) -> list[Hashable]:
    """What a feature is known by over versions: its page, else its name in its area."""
    own: list[Hashable] = [] if feature.path is None else [feature.path]
    return [*own, (feature.area, name_of(feature.name))]


NO_HISTORY = History(Knowledge.NONE)


def no_history() -> History:
    """The past of pages that come without one."""
    return NO_HISTORY
