"""What is older than it is to be kept is dropped, by whichever replica."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.exc import SQLAlchemyError

from bot.retention import Retention
from bot.state.database import Database
from bot.state.forgetting import NOBODY
from bot.state.inbox import KeptInbox
from bot.state.ledger import State
from bot.state.tables import DELIVERIES, FEEDBACK, REVIEWS, TURNS, UNANSWERED

log = logging.getLogger(__name__)

HOUR, DAY = 3_600.0, 86_400.0

_OVER = (State.SENT, State.FAILED, State.SKIPPED, State.UNCERTAIN)
"""States of deliveries of which nothing more comes."""


async def prune(database: Database, retention: Retention) -> int:
    """Drop what is older than it is to be kept; how many rows that were. Any replica may do it at any time."""
    now = database.now

    def before(days: int) -> ColumnElement[float]:
        return now - days * DAY

    drops = (
        delete(TURNS).where(TURNS.c.expires <= now).returning(TURNS.c.thread),
        delete(FEEDBACK).where(FEEDBACK.c.at <= before(retention.opinions)).returning(FEEDBACK.c.id),
        delete(UNANSWERED).where(UNANSWERED.c.last_at <= before(retention.unanswered)).returning(UNANSWERED.c.id),
        delete(DELIVERIES)
        .where(DELIVERIES.c.state.in_(_OVER), DELIVERIES.c.due <= before(retention.deliveries))
        .returning(DELIVERIES.c.id),
        update(REVIEWS)
        .where(REVIEWS.c.at <= before(retention.names), REVIEWS.c.person != NOBODY)
        .values(person=NOBODY, note=None)
        .returning(REVIEWS.c.id),
    )
    async with database.write() as connection:
        dropped = sum([len((await connection.execute(statement)).all()) for statement in drops])
    return dropped + await KeptInbox(database).prune()


@asynccontextmanager
async def pruned(database: Database, retention: Retention, every: float = HOUR) -> AsyncIterator[None]:
    """While inside, what is too old is dropped, now and every `every` seconds."""

    async def go_on() -> None:
        while True:
            try:
                log.info("rows dropped that were too old: %d", await prune(database, retention))
            except (SQLAlchemyError, OSError) as error:
                log.warning("nothing that is too old could be dropped (%s)", type(error).__name__)
            await asyncio.sleep(every)

    task = asyncio.create_task(go_on())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
