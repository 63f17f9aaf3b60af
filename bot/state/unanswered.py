"""What could not be answered, counted, so that whoever owns the pages can write it. Never who asked, nor how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.tables import UNANSWERED
from knowledge.answer import Answer, Ending

LONGEST = 300
"""Characters of a subject that are kept."""

_TELLS = frozenset({Ending.NOT_STATED, Ending.PAST, Ending.DISAGREE})
"""Endings that an owner of pages can do something about.

What was not found is none of them: the names in such an answer are what may have been meant instead.
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something people asked for and the pages do not say: of what, what was asked, how it ended, how often."""

    subject: str
    intent: str
    ending: Ending
    times: int


class Unanswered:
    """The gaps of a database."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def note(self, answer: Answer) -> bool:
        """Count an answer that told no fact of something the pages know; false for any other.

        Only names that stand on the pages are kept: what somebody typed may be about a person.
        """
        if answer.ending not in _TELLS or not answer.subjects:
            return False
        row = {"ending": answer.ending, "subject": answer.subjects[0][:LONGEST], "field": answer.intent}
        now, same = self._database.now, [UNANSWERED.c.ending, UNANSWERED.c.subject, UNANSWERED.c.field]
        statement = self._insert(UNANSWERED).values({**row, "times": 1, "first_at": now, "last_at": now})
        again = {"times": UNANSWERED.c.times + 1, "last_at": now}
        async with self._database.write() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=again))
        return True

    async def gaps(self, most: int = 100) -> Sequence[Gap]:
        """What was asked for most, the most frequent first."""
        table = UNANSWERED.c
        found = select(table.subject, table.field, table.ending, table.times)
        found = found.order_by(table.times.desc(), table.subject, table.field).limit(most)
        async with self._database.read() as connection:
            rows = (await connection.execute(found)).all()
        return [Gap(subject, intent, Ending(ending), times) for subject, intent, ending, times in rows]
