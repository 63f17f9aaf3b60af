"""Work under way: answers that go on after the request that asked for them has ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class UnderWay:
    """Holds every task that was started until it has ended, and tells the log of each that failed."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self.given_up = 0
        """How many answers could not be sent."""

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let `work` go on by itself; the task that does it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def finish(self, seconds: float) -> None:
        """Wait for everything that is under way and what it starts, at most `seconds`; the rest is given up."""
        end = asyncio.get_running_loop().time() + seconds
        while self._tasks and (left := end - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._tasks, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        if not self._tasks:
            return
        given_up = list(self._tasks)
        for task in given_up:
            task.cancel()
        await asyncio.wait(given_up)
        self.given_up += len(given_up)
        log.error("%d answers were given up: they took longer than %.0f seconds", len(given_up), seconds)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.given_up += 1
            log.error("an answer could not be sent (%d so far)", self.given_up, exc_info=error)
