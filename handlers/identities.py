"""People who say which owner on the pages they are: it counts once an admin confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

LONGEST_OWNER = 300
"""Characters of an owner's name that are kept."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person of a workspace who says that they are an owner, and who confirmed it, if anybody did."""

    owner: str
    team: str
    person: str
    confirmed_by: str | None = None


class Stage(Enum):
    """How far it is with what a person said of themselves."""

    NEW = "new"
    WAITING = "waiting"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to one person that is no answer: sent once under its key."""

    key: str
    team: str
    person: str
    content: dict[str, Any]


class Identities(Protocol):
    """Where it is kept who said so; and what has to be told about it."""

    def is_known(self, owner: str) -> bool:
        """Does anybody's id stand for this owner?"""

    async def say(self, identity: Identity) -> Stage:
        """A person says that they are an owner."""

    async def confirm(self, identity: Identity, admin: str) -> str | None:
        """Let it count; the admin who confirmed it first, or None when the person took it back."""

    async def take_back(self, identity: Identity) -> bool:
        """It counts no more; false when nobody said so."""

    async def of(self, team: str, person: str) -> Sequence[Identity]:
        """What a person said of themselves."""

    async def every(self, team: str) -> Sequence[Identity]:
        """What all people of a workspace said, those that wait for an admin first."""

    async def notify(self, notices: Sequence[Notice]) -> None:
        """Send messages, each once, soon."""


class Admins(Protocol):
    """Who looks after the bot."""

    async def is_admin(self, user: str, client: Any) -> bool:
        """Is this person one of them?"""

    async def every(self, client: Any) -> Sequence[str]:
        """The ids of all of them; none when nobody can tell."""
