"""Processes of one kind that are killed at random, each replaced by another.

They are forked off a process that has imported everything already, so that one is at work again in less than a second.
"""

from __future__ import annotations

import logging
import multiprocessing
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

Say = Callable[[str], None]
"""A process says once that it is at work, and where it is reached."""

Work = Callable[[str, str, Say], None]
"""What each process does, with the addresses of a database and of a Slack, until it is killed."""

_PATIENCE = 10.0
"""Seconds in which a killed process is gone."""

_READ_BEFOREHAND = ["bench.killing", "bench.killing_answers", "bench.opened"]
"""Modules that no process has to import, or open pages, for itself."""


@dataclass
class _Running:
    """A process, and the pipe in which it says that it is at work."""

    process: ForkServerProcess
    hears: Connection
    said: str | None = None

    def is_at_work(self) -> bool:
        """Has it said so? Raises RuntimeError when it ended by itself, as nothing here should."""
        try:
            if self.said is None and self.hears.poll():
                self.said = self.hears.recv()
        except EOFError:
            raise RuntimeError("a process ended by itself; what it wrote stands above") from None
        return self.said is not None

    def kill(self) -> None:
        """SIGKILL, wherever it is."""
        self.process.kill()
        self.process.join(_PATIENCE)
        self.process.close()
        self.hears.close()


@dataclass
class Processes:
    """So many run at any time."""

    work: Work
    addresses: tuple[str, str]
    running: list[_Running] = field(default_factory=list)

    @property
    def reached_at(self) -> list[str]:
        """The addresses of those that are at work."""
        return [str(one.said) for one in self.running if one.is_at_work()]

    def start(self, number: int) -> None:
        """Start them."""
        self.running.extend(self._new() for _ in range(number))

    def kill_one_of_several(self, dice: random.Random) -> bool:
        """Kill one that is at work, and start another; false while only one is at work."""
        at_work = [place for place, one in enumerate(self.running) if one.is_at_work()]
        if len(at_work) < 2:
            return False
        place = dice.choice(at_work)
        self.running[place].kill()
        self.running[place] = self._new()
        return True

    def stop(self) -> None:
        """Kill them all."""
        for one in self.running:
            one.kill()

    def _new(self) -> _Running:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_READ_BEFOREHAND)
        hears, says = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(self.work, *self.addresses, says), daemon=True)
        process.start()
        says.close()
        return _Running(process, hears)


def _run(work: Work, database: str, slack: str, says: Any) -> None:
    """In the process: warnings of what was left behind by others are what is measured here, not news."""
    logging.basicConfig(level=logging.ERROR)
    work(database, slack, says.send)


@asynccontextmanager
async def processes(number: int, work: Work, *addresses: str) -> AsyncIterator[Processes]:
    """So many processes that do `work`, until this is left."""
    database, slack = addresses
    started = Processes(work, (database, slack))
    started.start(number)
    try:
        yield started
    finally:
        started.stop()
