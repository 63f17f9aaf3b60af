"""The inbox: what people wait for an answer to is kept before the platform is told that we have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.claims import MemoryClaims

LEASE = 30.0
"""Seconds an event belongs to the process that works on it, unless that says again that it does."""


class NotStoredError(Exception):
    """An event can't be kept now: it has to be sent again."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is taken up: its first process did not finish it."""

    key: str
    payload: str
    tries: int
    """How often it was begun, this time included."""


class Inbox(Protocol):
    """Where events are kept until they are answered. Each is answered by one process; copies are known."""

    lease: float
    """Seconds after which what a process has under way is taken up by another, when it is heard of no more."""

    async def store(self, key: str, payload: str) -> bool:
        """Keep an event, which is ours to answer; false for a copy of one that is known.

        Raises NotStoredError when it can't be kept now.
        """

    def finish(self, key: str) -> None:
        """It is answered, or will never be."""

    async def take_up(self) -> Sequence[Event]:
        """Say that what is under way here is; events whose process died, which are ours now.

        Raises NotStoredError when that can't be done now.
        """


class MemoryInbox:
    """An inbox in this process, which ends with it: copies are known, and nothing is ever taken up."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        """`elapsed` tells the seconds since some moment."""
        self.lease = LEASE
        self._claims = MemoryClaims(elapsed)

    async def store(self, key: str, payload: str) -> bool:  # noqa: ARG002
        """True for the first who brings `key`."""
        return await self._claims.claim((key,))

    def finish(self, key: str) -> None:
        """Nothing: copies of it stay known for a while."""

    async def take_up(self) -> Sequence[Event]:
        """None: what this process does not finish nobody does."""
        return ()
