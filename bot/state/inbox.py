"""The inbox: events are stored before their platform is told that we have them.

A row is also the claim that stops copies: a copy finds its key taken. A crash loses nothing: what was
stored and not finished is taken up again when its lease ends.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.tables import INBOX

LEASE = 30.0
"""Seconds a worker has for one event; afterwards another takes it up."""

MOST_TRIES = 5
"""After so many the event is dead: shown to the operator, and not tried again."""

KEPT = 24 * 3600.0
"""Seconds the key of a finished event is kept, to know a late copy by."""


class State(StrEnum):
    """What has become of an event."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is ours to answer until the lease ends."""

    key: str
    payload: str
    token: str
    tries: int


class Inbox:
    """Stores events, hands each to one worker at a time, and forgets what was in them when they are done."""

    def __init__(self, database: Database, lease: float = LEASE) -> None:
        """`lease`: seconds a worker has for one event."""
        self._database, self._lease = database, lease
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def store(self, key: str, payload: str) -> bool:
        """Keep an event; false for a copy of one that is known."""
        now = self._database.now
        row = {"key": key, "payload": payload, "state": State.WAITING, "received": now, "not_before": now, "tries": 0}
        statement = self._insert(INBOX).values(row).on_conflict_do_nothing().returning(INBOX.c.key)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).first() is not None

    async def take(self) -> Event | None:
        """The event that has waited longest, now ours; None when none waits.

        One whose worker died is taken again when its lease has ended, up to five times in all.
        """
        now, other = self._database.now, INBOX.alias()
        waits = or_(
            and_(other.c.state == State.WAITING, other.c.not_before <= now),
            and_(other.c.state == State.WORKING, other.c.lease <= now),
        )
        first = select(other.c.key).where(waits, other.c.tries < MOST_TRIES)
        first = first.order_by(other.c.not_before).limit(1).with_for_update(skip_locked=True)
        statement = (
            update(INBOX)
            .where(INBOX.c.key == first.scalar_subquery())
            .values(state=State.WORKING, token=str(uuid.uuid4()), tries=INBOX.c.tries + 1, lease=now + self._lease)
            .returning(INBOX.c.key, INBOX.c.payload, INBOX.c.token, INBOX.c.tries)
        )
        async with self._database.write() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else Event(*row)

    async def finish(self, event: Event) -> bool:
        """It is answered: its words are deleted. False when another worker has taken it up since."""
        return await self._end(event, State.DONE)

    async def give_up(self, event: Event, seconds: float) -> bool:
        """Not now: try again in so many seconds, or never when it has been tried five times."""
        if event.tries >= MOST_TRIES:
            return await self._end(event, State.DEAD)
        values = {"state": State.WAITING, "token": None, "lease": None, "not_before": self._database.now + seconds}
        return await self._change(event, values)

    async def prune(self, kept: float = KEPT) -> int:
        """Bury what ran out of tries, forget finished events older than `kept` seconds; how many were forgotten."""
        now = self._database.now
        spent = and_(INBOX.c.state == State.WORKING, INBOX.c.lease <= now, INBOX.c.tries >= MOST_TRIES)
        ended = INBOX.c.state.in_((State.DONE, State.DEAD))
        async with self._database.write() as connection:
            await connection.execute(update(INBOX).where(spent).values(state=State.DEAD, payload=None))
            old = delete(INBOX).where(ended, INBOX.c.received <= now - kept).returning(INBOX.c.key)
            return len((await connection.execute(old)).all())

    async def counts(self) -> dict[State, int]:
        """How many events are in which state."""
        statement = select(INBOX.c.state, func.count()).group_by(INBOX.c.state)
        async with self._database.read() as connection:
            return {State(state): number for state, number in (await connection.execute(statement)).all()}

    async def _end(self, event: Event, state: State) -> bool:
        return await self._change(event, {"state": state, "payload": None, "token": None, "lease": None})

    async def _change(self, event: Event, values: Mapping[str, object]) -> bool:
        mine = and_(INBOX.c.key == event.key, INBOX.c.token == event.token)
        statement = update(INBOX).where(mine).values(values).returning(INBOX.c.key)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).first() is not None
