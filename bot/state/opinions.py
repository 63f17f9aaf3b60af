"""Opinions of answers, kept: one for each person and question, the latest."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from bot.state.database import Database
from bot.state.tables import FEEDBACK
from handlers.opinions import Opinion, Reason
from handlers.people import person_key


class KeptOpinions:
    """The Opinions of a database."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database

    async def record(self, opinion: Opinion) -> None:
        """Keep an opinion, in the place of what the same person thought of the same answer before."""
        values = {
            "answer": _key(opinion),
            "person": person_key(opinion.team, opinion.user),
            "question": opinion.question,
            "verdict": opinion.reason or ("helpful" if opinion.helpful else "not helpful"),
            "note": opinion.note or None,
            "at": self._database.now,
        }
        same = [FEEDBACK.c.answer, FEEDBACK.c.person]
        statement = (
            self._database.insert(FEEDBACK).values(values).on_conflict_do_update(index_elements=same, set_=values)
        )
        async with self._database.write() as connection:
            await connection.execute(statement)

    async def outdated(self) -> tuple[str, ...]:
        """The questions whose answers somebody called outdated, the latest first."""
        found = select(FEEDBACK.c.question).where(FEEDBACK.c.verdict == Reason.OUTDATED).order_by(FEEDBACK.c.at.desc())
        async with self._database.read() as connection:
            return tuple(dict.fromkeys((await connection.execute(found)).scalars()))


def _key(opinion: Opinion) -> str:
    return hashlib.sha256(f"{opinion.team}|{opinion.question}".encode()).hexdigest()
