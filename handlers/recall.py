"""What was asked before in a thread: bounded, and forgotten after a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from knowledge.question.turn import Turn

HOUR = 3_600.0
"""Seconds."""


class Recall(Protocol):
    """Remembers the last turn of each thread; `thread` is whatever tells one thread from all others."""

    def last(self, thread: str) -> Turn | None:
        """The last turn of a thread, or None when there was none or it was forgotten."""

    def remember(self, thread: str, turn: Turn) -> None:
        """Make `turn` the last one of its thread."""

    async def bring(self, thread: str) -> Turn | None:
        """The last turn of a thread, looked up where it is kept; from then on `last` knows it."""


class ShortMemory:
    """A Recall that lives as long as the process: the latest threads, each for a while after its last turn."""

    def __init__(self, clock: Callable[[], float], lasts: float = HOUR, most: int = 5_000) -> None:
        """`clock` tells the time in seconds; a thread lasts `lasts` seconds; at most `most` are kept."""
        self._clock, self._lasts, self._most = clock, lasts, most
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()

    def last(self, thread: str) -> Turn | None:
        """The last turn of a thread, or None when there was none or it was forgotten."""
        at, turn = self._turns.get(thread, (0.0, None))
        return turn if turn is not None and self._clock() - at < self._lasts else None

    async def bring(self, thread: str) -> Turn | None:
        """The last turn of a thread: it is nowhere but here."""
        return self.last(thread)

    def remember(self, thread: str, turn: Turn) -> None:
        """Make `turn` the last one of its thread; the thread that is longest silent gives way."""
        self._turns[thread] = (self._clock(), turn)
        self._turns.move_to_end(thread)
        while len(self._turns) > self._most:
            self._turns.popitem(last=False)
