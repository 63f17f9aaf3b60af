"""What a channel did not take is told to whoever asked for it there, in a direct message that says so."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, select

from bot.state.database import Database
from bot.state.ledger import Ledger, Planned, State
from bot.state.tables import DELIVERIES
from bot.state.watches import Kept, KeptWatches
from bot.watching.rounds import KIND
from handlers.slack.watch_message import instead_of
from knowledge.said import ENGLISH, Language

LOOKED_BACK = 86_400.0
"""Seconds for which what was refused is told elsewhere; a bot that was down for longer tells it no more."""


async def tell_instead(database: Database, watches: KeptWatches, language: Language = ENGLISH) -> int:
    """Plan it, once for each person who asked; how many messages are new."""
    refused = select(DELIVERIES).where(
        DELIVERIES.c.state == State.FAILED,
        DELIVERIES.c.kind == KIND,
        DELIVERIES.c.settled > database.now - LOOKED_BACK,
    )
    async with database.read() as connection:
        rows = (await connection.execute(refused)).all()
    every = {kept.id: kept for kept in await watches.every()} if rows else {}
    return await Ledger(database).plan([planned for row in rows for planned in _instead(row, every, language)])


def _instead(row: Row[Any], every: dict[int, Kept], language: Language) -> list[Planned]:
    payload = json.loads(row.payload)
    asked: dict[str, list[int]] = {}
    for id_ in payload.get("watches", ()):
        if id_ in every and every[id_].watch.listener.person != row.place:
            asked.setdefault(every[id_].watch.listener.person, []).append(id_)
    return [
        Planned(
            f"{row.workspace}|{person}|{row.key}"[:300],
            KIND,
            row.workspace,
            person,
            {"watches": ids, "content": instead_of(row.place, row.error or "", payload["content"], language)},
            row.due,
        )
        for person, ids in asked.items()
    ]
