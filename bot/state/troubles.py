"""What could not be delivered, read from the ledger: refused for good, or due for long and still not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import and_, func, not_, or_, select

from bot.state.database import Database
from bot.state.identities import NOTICE
from bot.state.ledger import State
from bot.state.tables import DELIVERIES
from handlers.troubles import Trouble

LOOKED_BACK = 30 * 86_400.0
"""Seconds for which a refusal counts."""

LATE = 3_600.0
"""Seconds after which what was due and could have gone is overdue."""

SOON = 900.0
"""Seconds within which a message that Slack put off is tried again; what waits for longer waits for working hours."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Messages of one workspace that are due for long: how many, and the oldest."""

    team: str
    times: int
    first: int


class KeptTroubles:
    """The Troubles of a ledger."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database

    async def of(self, team: str) -> Sequence[Trouble]:
        """What can't be delivered in a workspace, as it is now."""
        return [trouble for trouble in await self.every() if trouble.team == team]

    async def every(self) -> Sequence[Trouble]:
        """The same in all workspaces. Messages to single people about themselves are none: they tell of it."""
        table = DELIVERIES.c
        place = (table.workspace, table.place)
        failed = select(*place, table.error, table.settled).where(
            table.state == State.FAILED,
            table.settled > self._database.now - LOOKED_BACK,
            not_(table.kind.startswith(NOTICE)),
        )
        async with self._database.read() as connection:
            refused = (await connection.execute(failed.order_by(table.settled))).all()
            if not refused:
                return []
            there = table.place.in_({row.place for row in refused})
            sent = select(*place, func.max(table.settled)).where(table.state == State.SENT, there).group_by(*place)
            reached = {(row[0], row[1]): float(row[2] or 0) for row in (await connection.execute(sent)).all()}
        return _grouped(refused, reached)

    async def overdue(self) -> Sequence[Overdue]:
        """What was due an hour ago, could have gone, and has not."""
        table, now = DELIVERIES.c, self._database.now
        waits = table.state.in_((State.PENDING, State.SENDING))
        put_off = and_(table.limited_until.is_not(None), table.due < now - LATE, table.not_before < now + SOON)
        stuck = or_(table.not_before < now - LATE, table.doubt_since < now - LATE, put_off)
        counted = select(table.workspace, func.count(), func.min(table.id)).where(waits, stuck)
        async with self._database.read() as connection:
            rows = (await connection.execute(counted.group_by(table.workspace))).all()
        return [Overdue(*row) for row in rows]


def _grouped(refused: Sequence[Any], reached: dict[tuple[str, str], float]) -> list[Trouble]:
    """One for each place and error, of what was refused after the place last got a message."""
    found: dict[tuple[str, str, str], Trouble] = {}
    for team, place, error, settled in refused:
        last = reached.get((team, place), 0.0)
        if settled <= last:
            continue
        key, before = (team, place, error or ""), found.get((team, place, error or ""))
        since = _day(settled) if before is None else before.since
        found[key] = Trouble(*key, since, 1 if before is None else before.times + 1, int(last))
    return list(found.values())


def _day(at: float) -> date:
    return datetime.fromtimestamp(at, UTC).date()
