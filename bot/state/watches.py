"""Watches, kept: for each place and thing one, with the commit up to which its place was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update

from bot.state.database import Database
from bot.state.ledger import Ledger, Planned
from bot.state.tables import WATCHES
from handlers.people import person_key, user_of
from handlers.watches import Cadence, Listener, Noted, Watch
from knowledge.watching.watched import Watched, WatchKind

MOST = 100
"""Things that one place may watch."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A watch as it is kept: up to which commit (None: not known yet) and when (seconds since 1970) it was told."""

    id: int
    watch: Watch
    told: str | None
    told_at: float


class _OvertakenError(Exception):
    """Somebody else told it, or ended it, in the meantime."""


class KeptWatches:
    """The Watches of a database."""

    def __init__(self, database: Database, newest: Callable[[], str | None] = lambda: None) -> None:
        """`newest` tells the newest commit of the pages: nothing of it or before is told to who asks now."""
        self._database, self._newest = database, newest

    async def watch(self, watch: Watch) -> Noted:
        """Watch something from now on."""
        table = WATCHES.c
        same = _is_same(watch.listener, watch.watched)
        async with self._database.write() as connection:
            row = (await connection.execute(select(table.id, table.cadence).where(same))).first()
            if row is not None and row.cadence == watch.cadence:
                return Noted.SAME
            if row is not None:
                await connection.execute(update(WATCHES).where(table.id == row.id).values(cadence=watch.cadence))
                return Noted.CHANGED
            counted = select(func.count()).select_from(WATCHES).where(_is_at(watch.listener))
            if (await connection.execute(counted)).scalar_one() >= MOST:
                return Noted.TOO_MANY
            now = self._database.now
            values = {**_values(watch), "told": self._newest(), "since": now, "told_at": now}
            await connection.execute(WATCHES.insert().values(values))
        return Noted.NEW

    async def unwatch(self, listener: Listener, watched: Watched) -> bool:
        """Watch it no more in that place; false when it was not watched there."""
        gone = delete(WATCHES).where(_is_same(listener, watched)).returning(WATCHES.c.id)
        async with self._database.write() as connection:
            return (await connection.execute(gone)).first() is not None

    async def at(self, listener: Listener) -> Sequence[Watch]:
        """What is watched in a place, in the order in which it was asked for."""
        return [kept.watch for kept in await self._found(_is_at(listener))]

    async def of(self, team: str, person_id: str) -> Sequence[Watch]:
        """What a person asked to be watched, in every place."""
        mine = and_(WATCHES.c.workspace == team, WATCHES.c.person == person_key(team, person_id))
        return [kept.watch for kept in await self._found(mine)]

    async def every(self) -> Sequence[Kept]:
        """All watches, of all places."""
        return await self._found(WATCHES.c.id > 0)

    async def are_left(self, ids: Sequence[int]) -> bool:
        """Is any of these watches still there?"""
        return bool(await self._found(WATCHES.c.id.in_(ids)))

    async def told(self, before: Mapping[int, str | None], commit: str, planned: Planned | None) -> bool:
        """Note that watches (id -> told up to where) are told up to `commit`, and plan the message: both or neither.

        False when another replica was first, or one of them has ended: then nothing is noted or planned.
        """
        table, now = WATCHES.c, self._database.now
        try:
            async with self._database.write() as connection:
                for id_, old in sorted(before.items()):
                    same = and_(table.id == id_, table.told.is_not_distinct_from(old))
                    moved = update(WATCHES).where(same).values(told=commit, told_at=now).returning(table.id)
                    if (await connection.execute(moved)).first() is None:
                        raise _OvertakenError
                if planned is not None:
                    await Ledger(self._database).plan_within(connection, planned)
        except _OvertakenError:
            return False
        return True

    async def _found(self, which: ColumnElement[bool]) -> list[Kept]:
        async with self._database.read() as connection:
            rows = (await connection.execute(select(WATCHES).where(which).order_by(WATCHES.c.id))).all()
        return [_kept(row) for row in rows]


def _is_at(listener: Listener) -> ColumnElement[bool]:
    return and_(WATCHES.c.workspace == listener.team, WATCHES.c.place == listener.place)


def _is_same(listener: Listener, watched: Watched) -> ColumnElement[bool]:
    return and_(_is_at(listener), WATCHES.c.kind == watched.kind, WATCHES.c.name == watched.name)


def _values(watch: Watch) -> dict[str, Any]:
    listener, watched = watch.listener, watch.watched
    return {
        "workspace": listener.team,
        "place": listener.place,
        "person": person_key(listener.team, listener.person),
        "kind": watched.kind,
        "name": watched.name,
        "cadence": watch.cadence,
    }


def _kept(row: Row[Any]) -> Kept:
    who = user_of(row.person, row.workspace)
    listener = Listener(row.workspace, row.place, who)
    watch = Watch(listener, Watched(WatchKind(row.kind), row.name), Cadence(row.cadence))
    return Kept(row.id, watch, row.told, row.told_at or row.since)
