"""What is kept of a workspace ends when the bot is removed from it."""

from __future__ import annotations

from sqlalchemy import delete, update

from bot.state.database import Database
from bot.state.ledger import State
from bot.state.tables import DELIVERIES, OFFERS, PEOPLE, SCHEDULES, WATCHES

REMOVED = "the bot was removed from the workspace"

_ENDED = (WATCHES, SCHEDULES, PEOPLE, OFFERS)


async def leave(database: Database, team: str) -> int:
    """Drop what is watched there, where reviews are posted and who is who; how many rows that were.

    What waits to be sent there is not sent. Nothing of it comes back when the bot is added again: that begins anew.
    """
    waits = DELIVERIES.c.workspace == team, DELIVERIES.c.state == State.PENDING
    unsent = update(DELIVERIES).where(*waits).values(state=State.SKIPPED, error=REMOVED, settled=database.now)
    rows = 0
    async with database.write() as connection:
        for table in _ENDED:
            gone = delete(table).where(table.c.workspace == team).returning(*table.primary_key)
            rows += len((await connection.execute(gone)).all())
        rows += len((await connection.execute(unsent.returning(DELIVERIES.c.id))).all())
    return rows
