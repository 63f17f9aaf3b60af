"""What is kept of a person, and for how long: forgotten on demand, and by age."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, delete, or_, update

from bot.state.database import Database
from bot.state.tables import CONVERSATIONS, FEEDBACK, PEOPLE, REVIEWS, SCHEDULES, TURNS, WATCHES

NOBODY = "forgotten"
"""Stands where a row must stay but its person must not: a review happened, whoever did it."""

_DROPPED: tuple[Table, ...] = (WATCHES, FEEDBACK, PEOPLE, CONVERSATIONS)
_KEPT: tuple[Table, ...] = (REVIEWS, SCHEDULES)


async def forget(database: Database, person: str) -> int:
    """Drop what is kept of a person, and their name where the rest must stay; how many rows that were.

    A person is one of a workspace ("T1:U1"), or goes by the same id in all of them ("U1").
    """
    rows = 0
    async with database.write() as connection:
        for table in _DROPPED:
            gone = delete(table).where(_is(table, person)).returning(table.c.id)
            rows += len((await connection.execute(gone)).all())
        for table in _KEPT:
            values = {"person": NOBODY} | ({"note": None} if "note" in table.c else {})
            blank = update(table).where(_is(table, person)).values(values).returning(table.c.id)
            rows += len((await connection.execute(blank)).all())
    return rows


def _is(table: Table, person: str) -> ColumnElement[bool]:
    """Is a row of that person?"""
    return or_(table.c.person == person, table.c.person.endswith(f":{person}", autoescape=True))


async def prune(database: Database, kept: float) -> int:
    """Drop opinions older than `kept` seconds and threads that have expired; how many rows that were."""
    now = database.now
    old = delete(FEEDBACK).where(FEEDBACK.c.at <= now - kept).returning(FEEDBACK.c.id)
    expired = delete(TURNS).where(TURNS.c.expires <= now).returning(TURNS.c.thread)
    async with database.write() as connection:
        return sum([len((await connection.execute(statement)).all()) for statement in (old, expired)])
