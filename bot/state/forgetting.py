"""What is kept of a person, forgotten on demand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, update
from sqlalchemy.sql.dml import ReturningDelete

from bot.state.database import Database
from bot.state.tables import CONVERSATIONS, DELIVERIES, FEEDBACK, PEOPLE, REVIEWS, SCHEDULES, TURNS, WATCHES

NOBODY = "forgotten"
"""Stands where a row must stay but its person must not: a review happened, whoever did it."""

_DROPPED: tuple[Table, ...] = (WATCHES, FEEDBACK, PEOPLE, CONVERSATIONS, TURNS)
_LETTERS = ("watch", "notice")
"""Kinds of deliveries whose words are about the person they are for."""

_KEPT: tuple[Table, ...] = (REVIEWS, SCHEDULES)


async def forget(database: Database, person: str) -> int:
    """Drop what is kept of a person, and their name where the rest must stay; how many rows that were.

    A person is one of a workspace ("T1:U1"), or goes by the same id in all of them ("U1").
    """
    rows = 0
    async with database.write() as connection:
        for table in _DROPPED:
            gone = delete(table).where(_is(table, person)).returning(*table.primary_key)
            rows += len((await connection.execute(gone)).all())
        for table in _KEPT:
            values = {"person": NOBODY} | ({"note": None} if "note" in table.c else {})
            blank = update(table).where(_is(table, person)).values(values).returning(table.c.id)
            rows += len((await connection.execute(blank)).all())
        confirmed = update(PEOPLE).where(_is_id(PEOPLE.c.confirmed_by, person)).values(confirmed_by=NOBODY)
        rows += len((await connection.execute(confirmed.returning(PEOPLE.c.id))).all())
        rows += len((await connection.execute(_letters_to(person))).all())
    return rows


def _is(table: Table, person: str) -> ColumnElement[bool]:
    """Is a row of that person?"""
    return _is_id(table.c.person, person)


def _is_id(column: ColumnElement[Any], person: str) -> ColumnElement[bool]:
    return or_(column == person, column.endswith(f":{person}", autoescape=True))


def _letters_to(person: str) -> ReturningDelete[tuple[int]]:
    """Messages to the person alone of what they watch, or of who they are."""
    team, _, user = person.rpartition(":")
    theirs = [DELIVERIES.c.place == user, or_(*map(DELIVERIES.c.kind.startswith, _LETTERS))]
    there = [DELIVERIES.c.workspace == team] if team else []
    return delete(DELIVERIES).where(*theirs, *there).returning(DELIVERIES.c.id)
