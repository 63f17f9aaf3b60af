"""Processes of one kind that are killed at random, each replaced by another."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager


class Processes:
    """So many run at any time; each says in one line that it is at work, and where it is reached."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = (sys.executable, "-m", *arguments)
        self._running: list[Process] = []
        self._said: dict[Process, str] = {}
        self._listening: set[asyncio.Task[None]] = set()

    @property
    def reached_at(self) -> list[str]:
        """The addresses of those that run and have said one."""
        return [self._said[process] for process in self._running if process in self._said]

    async def start(self, number: int) -> None:
        """Start them."""
        for _ in range(number):
            self._running.append(await self._new())

    async def kill_one_of_several(self, dice: random.Random) -> bool:
        """Kill one that is at work with SIGKILL, wherever it is, and start another; false while only one is at work."""
        at_work = [place for place, process in enumerate(self._running) if process in self._said]
        if len(at_work) < 2:
            return False
        place = dice.choice(at_work)
        await _kill(self._running[place])
        self._running[place] = await self._new()
        return True

    async def stop(self) -> None:
        """Kill them all."""
        for process in self._running:
            await _kill(process)
        await asyncio.gather(*self._listening)

    async def _new(self) -> Process:
        process = await asyncio.create_subprocess_exec(*self._arguments, stdout=PIPE)
        task = asyncio.create_task(self._listen(process))
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)
        return process

    async def _listen(self, process: Process) -> None:
        assert process.stdout
        if line := (await process.stdout.readline()).decode().strip():
            self._said[process] = line


async def _kill(process: Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGKILL)
    await process.wait()


@asynccontextmanager
async def processes(number: int, *arguments: str) -> AsyncIterator[Processes]:
    """So many processes of a module with its arguments, until this is left."""
    started = Processes(arguments)
    await started.start(number)
    try:
        yield started
    finally:
        await started.stop()
