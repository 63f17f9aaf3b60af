"""Claims: who takes a key first has it, so that nothing is answered twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

Key = tuple[str, ...]

KEPT = 900.0
"""Seconds a claim is kept. Slack sends an event anew at once, after one and after five minutes."""

MOST = 100_000
"""Claims kept at most, the oldest going first: a Slack workspace sends at most 30,000 events an hour."""


class MemoryClaims:
    """Claims kept in this process: they end with it."""

    def __init__(self, elapsed: Callable[[], float], kept: float = KEPT, most: int = MOST) -> None:
        """`elapsed` tells the seconds since some moment; a claim is kept for `kept` of them."""
        self._elapsed, self._kept, self._most = elapsed, kept, most
        self._until: OrderedDict[Key, float] = OrderedDict()

    async def claim(self, key: Key) -> bool:
        """True for the first who asks for `key`, false for all others until the claim expires."""
        now = self._elapsed()
        self._forget(now)
        if key in self._until:
            return False
        self._until[key] = now + self._kept
        return True

    def _forget(self, now: float) -> None:
        """Drop what has expired, and the oldest when there is no room for one more."""
        while self._until and (len(self._until) >= self._most or next(iter(self._until.values())) <= now):
            self._until.popitem(last=False)
