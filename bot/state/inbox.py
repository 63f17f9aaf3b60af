"""The inbox of a database: an event is stored before its platform is told that we have it.

A row is also the claim that stops copies. A crash loses nothing: what was stored and not finished is taken up
again when its lease ends, by whoever is there. Many events at once share a transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.inbox import LEASE, Event, NotStoredError
from bot.state.database import Database
from bot.state.tables import INBOX
from bot.state.together import Row

log = logging.getLogger(__name__)

MOST_TRIES = 5
"""After so many the event is dead: it is not tried again."""

MOST_AT_ONCE = 20
"""Events that are taken up at once, so that other replicas take their part."""

KEPT = 24 * 3600.0
"""Seconds the key of a finished event is kept. Slack's last copy comes after five minutes, or an hour where that
is set."""

PATIENCE = 2.0
"""Seconds storing may take; Slack waits for three, and sends the event again."""


class State(StrEnum):
    """What has become of an event."""

    WORKING = "working"
    DONE = "done"
    DEAD = "dead"


class KeptInbox:
    """The Inbox of a database, of one process."""

    def __init__(self, database: Database, lease: float = LEASE, patience: float = PATIENCE) -> None:
        """`lease`: seconds an event is ours, unless we say so again; `patience`: seconds storing may take."""
        self.lease = lease
        self._database, self._patience = database, patience
        self._under_way: set[str] = set()
        self._make_statements()

    async def store(self, key: str, payload: str) -> bool:
        """Keep an event, which is ours to answer; false for a copy of one that is known, which will be answered.

        Raises NotStoredError when the database can't be written, or takes too long.
        """
        stored = self._database.together.write(self._store, {"key": key, "payload": payload})
        await asyncio.wait((stored,), timeout=self._patience)
        if not stored.done():
            stored.add_done_callback(lambda late: self._hand_on(key, late))
            raise NotStoredError("the database takes too long")
        try:
            is_new: bool = stored.result()
        except (SQLAlchemyError, OSError) as error:
            raise NotStoredError(f"the database could not be written ({type(error).__name__})") from error
        if is_new:
            self._under_way.add(key)
        return is_new

    def finish(self, key: str) -> None:
        """It is answered, or will never be: its words are deleted, its key stays to know copies by."""
        self._under_way.discard(key)
        self._database.together.write_soon(self._end, {"name": key})

    async def take_up(self) -> Sequence[Event]:
        """Say that what is under way here is; events whose lease has ended, which are ours now.

        One that was begun five times is dead. Raises NotStoredError when the database can't be written.
        """
        try:
            taken: list[Event] = await self._database.together.write(self._take_up, {"keys": tuple(self._under_way)})
        except (SQLAlchemyError, OSError) as error:
            raise NotStoredError(f"the database could not be written ({type(error).__name__})") from error
        self._under_way |= {event.key for event in taken}
        return taken

    async def prune(self, kept: float = KEPT) -> int:
        """Forget finished events older than `kept` seconds; how many those were."""
        ended = INBOX.c.state.in_((State.DONE, State.DEAD))
        old = delete(INBOX).where(ended, INBOX.c.received <= self._database.now - kept).returning(INBOX.c.key)
        async with self._database.write() as connection:
            return len((await connection.execute(old)).all())

    async def counts(self) -> dict[State, int]:
        """How many events are in which state."""
        statement = select(INBOX.c.state, func.count()).group_by(INBOX.c.state)
        async with self._database.read() as connection:
            return {State(state): number for state, number in (await connection.execute(statement)).all()}

    def _make_statements(self) -> None:
        """They are made once: making one takes as long as running it."""
        now = self._database.now
        insert = self._database.insert(INBOX)
        begun = {"state": State.WORKING, "received": now, "lease": now + self.lease, "tries": 1}
        self._inserts = insert.values(begun).on_conflict_do_nothing().returning(INBOX.c.key)
        self._ends = (
            update(INBOX).where(INBOX.c.key == bindparam("name")).values(state=State.DONE, payload=None, lease=None)
        )

    def _store(self, connection: Connection, rows: Sequence[Row]) -> Sequence[bool]:
        in_order = sorted(rows, key=lambda row: str(row["key"]))  # so that no two replicas wait for each other
        new = set(connection.execute(self._inserts, in_order).scalars())
        firsts = []
        for row in rows:
            firsts.append(row["key"] in new)
            new.discard(row["key"])
        return firsts

    def _end(self, connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        connection.execute(self._ends, rows)
        return [None] * len(rows)

    def _hand_on(self, key: str, late: asyncio.Future[Any]) -> None:
        """Stored too late, nobody works on it: it is taken up by whoever looks next."""
        if not late.cancelled() and late.exception() is None and late.result():
            self._database.together.write_soon(self._let_go, {"name": key})

    def _let_go(self, connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        names = [row["name"] for row in rows]
        connection.execute(update(INBOX).where(INBOX.c.key.in_(names)).values(lease=self._database.now))
        return [None] * len(rows)

    def _take_up(self, connection: Connection, rows: Sequence[Row]) -> Sequence[list[Event]]:
        now, other = self._database.now, INBOX.alias()
        ours = [key for row in rows for key in row["keys"]]
        if ours:
            still = and_(INBOX.c.key.in_(ours), INBOX.c.lease.is_not(None))
            connection.execute(update(INBOX).where(still).values(lease=now + self.lease))
        over = and_(INBOX.c.lease <= now, INBOX.c.tries >= MOST_TRIES)
        connection.execute(update(INBOX).where(over).values(state=State.DEAD, payload=None, lease=None))
        first = select(other.c.key).where(other.c.lease <= now).order_by(other.c.lease).limit(MOST_AT_ONCE)
        taken = (
            update(INBOX)
            .where(INBOX.c.key.in_(first.with_for_update(skip_locked=True)))
            .values(tries=INBOX.c.tries + 1, lease=now + self.lease)
            .returning(INBOX.c.key, INBOX.c.payload, INBOX.c.tries)
        )
        found = [Event(*row) for row in connection.execute(taken)]
        return [found, *([] for _ in rows[1:])]
