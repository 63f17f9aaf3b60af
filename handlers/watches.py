"""Who watches what, and where they are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

from knowledge.watching.watched import Watched


class Cadence(StrEnum):
    """When somebody is told: at once, or of a whole week or month in one message."""

    NOW = "now"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Listener:
    """Who asked, and the place that is told: a channel, or the person themselves."""

    team: str
    place: str
    person: str

    @property
    def is_channel(self) -> bool:
        """Is a whole channel told?"""
        return self.place != self.person


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched for whom, and when they are told."""

    listener: Listener
    watched: Watched
    cadence: Cadence = Cadence.NOW


class Noted(Enum):
    """What became of the wish to watch something."""

    NEW = "new"
    CHANGED = "changed"
    """It was watched there already, and is told at another pace from now on."""
    SAME = "same"
    TOO_MANY = "too many"


class Watches(Protocol):
    """Where watches are kept. A place watches a thing once, whoever of it asked."""

    async def watch(self, watch: Watch) -> Noted:
        """Watch something from now on."""

    async def unwatch(self, listener: Listener, watched: Watched) -> bool:
        """Watch it no more in that place; false when it was not watched there."""

    async def at(self, listener: Listener) -> Sequence[Watch]:
        """What is watched in a place, in the order in which it was asked for."""

    async def of(self, team: str, person: str) -> Sequence[Watch]:
        """What a person asked to be watched, in every place."""
