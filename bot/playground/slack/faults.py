"""Faults on order: what goes wrong with the next calls of a method."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call, once `released` is set: an HTTP status, an error of Slack's, a cut connection.

    With `commits` the call does its work all the same, and only its answer goes wrong: what a caller
    sees of a time-out.
    """

    status: int = 200
    error: str = "internal_error"
    headers: dict[str, str] = field(default_factory=dict)
    released: asyncio.Event | None = None
    cuts: bool = False
    commits: bool = False


class Faults:
    """The faults that were ordered, each for one call, in the order in which they were."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def order(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong."""
        self._ordered[method].extend(faults)

    def next(self, method: str) -> Fault | None:
        """What goes wrong with the call that is made now."""
        return self._ordered[method].popleft() if self._ordered[method] else None
