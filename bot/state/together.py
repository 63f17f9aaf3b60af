"""Writes that share transactions: all that wait at one moment are written in one, by one thread of its own.

A transaction on disk costs as much for sixty rows as for one. What need not be there at once goes with the next
one, or is written a moment later; it is kept until it could be.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.state.sqlite import BUSY, set_up

log = logging.getLogger(__name__)

SOON = 0.05
"""Seconds that a row which need not be there at once waits for others to go with."""

PAUSE = 5.0
"""Seconds until what could not be written is tried again."""

MOST = 10_000
"""Rows that are kept while the database does not take them; the oldest go first."""

TIME_AT_THE_END = 2.0
"""Seconds for what is left to be written when the bot stops."""

_AWAY = (OperationalError, InterfaceError, OSError)
"""Errors of a database that takes nothing now; all others are of a row."""

_DRIVERS = {"sqlite+aiosqlite": "sqlite"}

Row = Mapping[str, Any]
Write = Callable[[Connection, Sequence[Row]], Sequence[Any]]
"""Writes rows, in a transaction that is open; a result for each."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row that is to be written, and who waits for it."""

    how: Write
    row: Row
    waits: asyncio.Future[Any] | None = None

    def tell(self, result: Any) -> None:
        if self.waits is not None and not self.waits.done():
            self.waits.set_result(result)


def _name(kind: tuple[Write, list[int]]) -> str:
    """By this all processes write in the same order, so that no two of them wait for each other."""
    return kind[0].__qualname__


def _nothing(_: Connection, rows: Sequence[Row]) -> Sequence[None]:
    return [None] * len(rows)


class Together:
    """The shared transactions of one process on one database."""

    def __init__(self, url: URL, turn: asyncio.Lock) -> None:
        """`turn` is held while a transaction runs: SQLite has one writer at a time."""
        self._url, self._turn = url, turn
        self._waiting: list[_Wanted] = []
        self._soon: list[_Wanted] = []
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def write(self, how: Write, row: Row) -> asyncio.Future[Any]:
        """The result of a row, once it is written; what the database raises when it is not.

        Whoever stops waiting leaves it open whether it will be written.
        """
        waits: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Wanted(how, row, waits))
        self._start()
        return waits

    def write_soon(self, how: Write, row: Row) -> None:
        """Let a row be written with the next ones, or in a moment; when that fails, later."""
        self._soon.append(_Wanted(how, row))
        self._start_in(SOON)

    async def written(self) -> None:
        """Wait until all that was wanted so far is written. Raises what the database raises."""
        await self.write(_nothing, {})

    async def close(self) -> None:
        """Write what is left, for as long as there is time, and let go of the connection."""
        if self._timer is not None:
            self._timer.cancel()
        if self._waiting or self._soon:
            self._start()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=TIME_AT_THE_END)
            self._task.cancel()
        if self._soon:
            log.error("%d rows were not written: the database did not take them", len(self._soon))
        if self._thread is not None:
            self._thread.submit(self._let_go)
            self._thread.shutdown(wait=False)

    def _start(self) -> None:
        self._timer = None
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._write_all())

    def _start_in(self, seconds: float) -> None:
        if self._timer is None and (self._task is None or self._task.done()):
            self._timer = asyncio.get_running_loop().call_later(seconds, self._start)

    async def _write_all(self) -> None:
        """Write until nothing is left, or the database takes nothing."""
        while self._waiting or self._soon:
            async with self._turn:
                soon, self._soon = self._soon, []
                waiting, self._waiting = self._waiting, []
                failed = await self._write([*soon, *waiting])
            if failed:
                self._soon = [*failed, *self._soon][-MOST:]
                self._timer = asyncio.get_running_loop().call_later(PAUSE, self._start)
                return

    async def _write(self, wanted: list[_Wanted]) -> list[_Wanted]:
        """Write in one transaction; those that are to be tried again, when the database takes nothing now."""
        try:
            results = await self._in_thread(wanted)
        except Exception as error:
            return await self._after(error, wanted)
        for one, result in zip(wanted, results, strict=True):
            one.tell(result)
        return []

    async def _after(self, error: Exception, wanted: list[_Wanted]) -> list[_Wanted]:
        """Tell those who wait; where one row may be to blame, each is written alone."""
        if len(wanted) > 1 and not isinstance(error, _AWAY):
            return [again for one in wanted for again in await self._write([one])]
        for one in wanted:
            if one.waits is not None and not one.waits.done():
                one.waits.set_exception(error)
        left = [one for one in wanted if one.waits is None]
        if not isinstance(error, _AWAY):
            for _ in left:
                log.error("a row can't be written", exc_info=error)
            return []
        if left:
            log.warning("%d rows wait until the database takes them (%s)", len(left), type(error).__name__)
        return left

    async def _in_thread(self, wanted: list[_Wanted]) -> Sequence[Any]:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "database")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, wanted)

    def _transact(self, wanted: list[_Wanted]) -> Sequence[Any]:
        try:
            return self._transact_once(wanted)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return self._transact_once(wanted)  # the database was started anew since the last time

    def _transact_once(self, wanted: list[_Wanted]) -> Sequence[Any]:
        if self._connection is None:
            self._connection = self._connect()
        places: dict[Write, list[int]] = {}
        for place, one in enumerate(wanted):
            places.setdefault(one.how, []).append(place)
        results: list[Any] = [None] * len(wanted)
        with self._connection.begin():
            for how, mine in sorted(places.items(), key=_name):
                for place, result in zip(mine, how(self._connection, [wanted[n].row for n in mine]), strict=True):
                    results[place] = result
        return results

    def _connect(self) -> Connection:
        if self._engine is None:
            url = self._url.set(drivername=_DRIVERS.get(self._url.drivername, self._url.drivername))
            is_sqlite = url.drivername.startswith("sqlite")
            self._engine = create_engine(url, connect_args={"timeout": BUSY} if is_sqlite else {})
            if is_sqlite:
                set_up(self._engine)
        return self._engine.connect()

    def _let_go(self) -> None:
        with suppress(DBAPIError):
            if self._connection is not None:
                self._connection.close()
            if self._engine is not None:
                self._engine.dispose()
