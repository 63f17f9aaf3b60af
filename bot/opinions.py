"""Opinions of answers, kept in this process: they end with it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from handlers.opinions import Opinion

MOST = 10_000
"""Opinions kept at most, the oldest going first."""


class MemoryOpinions:
    """The opinions that were recorded last."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: deque[Opinion] = deque(maxlen=most)

    @property
    def kept(self) -> Sequence[Opinion]:
        """The opinions, the oldest first."""
        return tuple(self._kept)

    async def record(self, opinion: Opinion) -> None:
        """Keep an opinion."""
        self._kept.append(opinion)
