"""Threads that outlive the process: what was asked last in each, for whichever replica gets the follow-up.

No answer waits for it longer than a moment, and none fails for it: without the database there is the memory.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Float, bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from bot.state.database import Database
from bot.state.tables import TURNS
from bot.state.together import Row
from handlers.people import person_key
from handlers.recall import HOUR, ShortMemory
from knowledge.question.turn import Turn

log = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds an answer waits for what was asked before."""

DAY = 86_400.0


class KeptTurns:
    """The Recall of a database, over a memory."""

    def __init__(self, database: Database, memory: ShortMemory, days: float, patience: float = PATIENCE) -> None:
        """A thread is kept for so many days after its last turn; what a channel talks of outside threads, an hour."""
        self._database, self._memory, self._patience = database, memory, patience
        self._lasts = days * DAY
        insert = database.insert(TURNS).values(expires=database.now + bindparam("lasts", type_=Float))
        new = {name: insert.excluded[name] for name in ("payload", "person", "expires")}
        self._upsert = insert.on_conflict_do_update(index_elements=[TURNS.c.thread], set_=new)

    def last(self, thread: str) -> Turn | None:
        """The last turn of a thread, as far as it is in memory."""
        return self._memory.last(thread)

    def remember(self, thread: str, turn: Turn) -> None:
        """Make `turn` the last one of its thread: in memory now, in the database in a moment."""
        self._memory.remember(thread, turn)
        self._database.together.write_soon(self._keep, {"thread": thread, "turn": turn})

    async def bring(self, thread: str) -> Turn | None:
        """The last turn of a thread, whichever replica answered it; from then on `last` knows it."""
        kept = self._database.together.write(self._look_up, {"thread": thread})
        await asyncio.wait((kept,), timeout=self._patience)
        if not kept.done():
            kept.cancel()
            log.warning("the database did not tell in time what was asked before in a thread")
            return self.last(thread)
        try:
            turn: Turn | None = kept.result()
        except (SQLAlchemyError, OSError) as error:
            log.warning("the database did not tell what was asked before in a thread (%s)", type(error).__name__)
            return self.last(thread)
        if turn is not None:
            self._memory.remember(thread, turn)
        return self.last(thread)

    def _keep(self, connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        """Runs before `_look_up` in the same transaction: what waits to be written is seen."""
        latest = {row["thread"]: row["turn"] for row in rows}
        connection.execute(self._upsert, [self._row(*turn) for turn in sorted(latest.items(), key=_thread)])
        return [None] * len(rows)

    def _row(self, thread: str, turn: Turn) -> dict[str, Any]:
        team, *_, within = thread.split(":")
        who = None if turn.asker is None else person_key(team, turn.asker)
        lasts = self._lasts if within else HOUR
        return {"thread": thread, "payload": json.dumps(asdict(turn)), "person": who, "lasts": lasts}

    def _look_up(self, connection: Connection, rows: Sequence[Row]) -> Sequence[Turn | None]:
        kept = select(TURNS.c.thread, TURNS.c.payload).where(
            TURNS.c.thread.in_([row["thread"] for row in rows]), TURNS.c.expires > self._database.now
        )
        found = {thread: _turn(payload) for thread, payload in connection.execute(kept)}
        return [found.get(row["thread"]) for row in rows]


def _thread(turn: tuple[str, Turn]) -> str:
    return turn[0]


def _turn(payload: str) -> Turn | None:
    """A turn as it was kept; None for one that another version kept in another form."""
    try:
        kept = Turn(**json.loads(payload))
    except TypeError:
        return None
    return replace(kept, subjects=tuple(kept.subjects), shown=tuple(kept.shown))
