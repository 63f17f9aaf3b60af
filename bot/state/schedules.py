"""Where somebody asked for reviews in chat, and when they are due there; one schedule for each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select, update

from bot.state.database import Database
from bot.state.tables import SCHEDULES


@dataclass(frozen=True, slots=True)
class Asked:
    """Reviews for one place: the rule as written (bot/schedule/rule.py), the zone, who asked for them, since when."""

    workspace: str
    place: str
    rule: str
    zone: str
    person: str | None
    since: float = 0.0
    """Seconds since 1970; nothing is owed for the time before."""


class Schedules:
    """The schedules of a database."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database

    async def ask(self, asked: Asked) -> None:
        """Keep a schedule from now on, in the place of the one its place had.

        One that is merely edited goes on from where it began, so that no period is sent again or left out.
        """
        row = {"workspace": asked.workspace, "place": asked.place, "rule": asked.rule, "zone": asked.zone}
        edit = {"rule": asked.rule, "zone": asked.zone, "person": asked.person, "active": True}
        table, now = SCHEDULES.c, self._database.now
        same = and_(table.workspace == asked.workspace, table.place == asked.place)
        stopped = update(SCHEDULES).where(same, table.active.is_(False)).values(since=now)
        kept = self._database.insert(SCHEDULES).values(**row, person=asked.person, active=True, since=now)
        async with self._database.write() as connection:
            await connection.execute(stopped)
            await connection.execute(
                kept.on_conflict_do_update(index_elements=[table.workspace, table.place], set_=edit)
            )

    async def stop(self, workspace: str, place: str) -> bool:
        """No more reviews there; false when there were none."""
        table = SCHEDULES.c
        mine = and_(table.workspace == workspace, table.place == place, table.active.is_(True))
        ended = update(SCHEDULES).where(mine).values(active=False).returning(table.id)
        async with self._database.write() as connection:
            return (await connection.execute(ended)).first() is not None

    async def all(self) -> Sequence[Asked]:
        """Those that are not stopped, in order of place."""
        table = SCHEDULES.c
        found = select(table.workspace, table.place, table.rule, table.zone, table.person, table.since)
        found = found.where(table.active.is_(True)).order_by(table.workspace, table.place)
        async with self._database.read() as connection:
            return [Asked(*row) for row in (await connection.execute(found)).all()]
