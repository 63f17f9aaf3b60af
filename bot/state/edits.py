"""Messages that were sent and are to be drawn anew: each by one at a time, until it shows what is true.

What a message tells changes with every decision, so that is noted with it, in the same transaction. Whoever draws
takes the message for a while, draws what the database knows then, and is told whether more has changed since. Any
number may try at once, in any number of processes; what is left by one that died is drawn by another.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.database import Database
from bot.state.ledger import LEASE, Planned, State
from bot.state.tables import DELIVERIES

KINDS = ("review", "reminder", "stale")
"""The kinds of messages that show what is due for review."""

_PEOPLE = ("U", "W")
"""How ids of people begin; all other places are seen by many."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that is ours to draw anew until the lease ends."""

    id: int
    token: str
    planned: Planned
    message: str
    posted_in: str
    wanted: int


async def want_anew(connection: AsyncConnection, people: Collection[str]) -> None:
    """Note, in the transaction of a decision, that the messages it shows in are to be drawn anew.

    They are the latest of each kind in every channel, and in the direct messages of these people.
    """
    table = DELIVERIES.c
    seen = and_(*(~table.place.startswith(letter) for letter in _PEOPLE))
    there = and_(table.state == State.SENT, table.kind.in_(KINDS), or_(seen, table.place.in_(sorted(people))))
    latest = select(func.max(table.id)).where(there).group_by(table.workspace, table.place, table.kind)
    await connection.execute(update(DELIVERIES).where(table.id.in_(latest)).values(wanted=table.wanted + 1))


class Edits:
    """The messages of one database that are to be drawn anew."""

    def __init__(self, database: Database, lease: float = LEASE) -> None:
        """`database` has our tables; a message is taken for `lease` seconds."""
        self._database, self._lease = database, lease

    async def claim(self) -> Edit | None:
        """A message that does not show what is true by now, ours until the lease ends; None when all do."""
        now, table, other = self._database.now, DELIVERIES, DELIVERIES.alias()
        free = or_(other.c.lease.is_(None), other.c.lease <= now)
        stale = and_(other.c.state == State.SENT, other.c.wanted > other.c.drawn, free)
        first = select(other.c.id).where(stale).order_by(other.c.id).limit(1)
        statement = (
            update(table)
            .where(table.c.id == first.with_for_update(skip_locked=True).scalar_subquery())
            .values(token=str(uuid.uuid4()), lease=now + self._lease)
            .returning(table)
        )
        async with self._database.write() as connection:
            row = (await connection.execute(statement)).first()
        if row is None:
            return None
        planned = Planned(row.key, row.kind, row.workspace, row.place, json.loads(row.payload), row.due)
        return Edit(row.id, row.token, planned, row.message or "", row.posted_in or row.place, row.wanted)

    async def done(self, edit: Edit) -> None:
        """It was drawn as it was when it was claimed, or can't be drawn any more."""
        await self._settle(edit, drawn=edit.wanted, lease=None, token=None)

    async def later(self, edit: Edit, seconds: float) -> None:
        """It could not be drawn: not to be tried again for so many seconds."""
        await self._settle(edit, lease=self._database.now + seconds, token=None)

    async def _settle(self, edit: Edit, **values: object) -> None:
        mine = and_(DELIVERIES.c.id == edit.id, DELIVERIES.c.token == edit.token)
        async with self._database.write() as connection:
            await connection.execute(update(DELIVERIES).where(mine).values(values))
