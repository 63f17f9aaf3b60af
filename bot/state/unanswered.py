"""What could not be answered, counted, so that whoever owns the pages can write it. Never who asked, nor how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.state.database import Database
from bot.state.tables import UNANSWERED
from bot.state.together import Row
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
        now, same = database.now, [UNANSWERED.c.ending, UNANSWERED.c.subject, UNANSWERED.c.field]
        insert = database.insert(UNANSWERED)
        first = insert.values(first_at=now, last_at=now)
        again = {"times": UNANSWERED.c.times + first.excluded.times, "last_at": now}
        self._counts = first.on_conflict_do_update(index_elements=same, set_=again)

    def note(self, answer: Answer) -> None:
        """Count an answer that told no fact of something the pages know; written in a moment.

        Only names that stand on the pages are kept: what somebody typed may be about a person.
        """
        if answer.ending in _TELLS and answer.subjects:
            gap = (answer.ending, answer.subjects[0][:LONGEST], answer.intent)
            self._database.together.write_soon(self._count, {"gap": gap})

    def _count(self, connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        # In one order everywhere, so that no two replicas wait for each other.
        times = sorted(Counter(row["gap"] for row in rows).items())
        named = [{"ending": e, "subject": s, "field": f, "times": number} for (e, s, f), number in times]
        connection.execute(self._counts, named)
        return [None] * len(rows)

    async def gaps(self, most: int = 100) -> Sequence[Gap]:
        """What was asked for most, the most frequent first."""
        table = UNANSWERED.c
        found = select(table.subject, table.field, table.ending, table.times)
        found = found.order_by(table.times.desc(), table.subject, table.field).limit(most)
        await self._database.together.written()
        async with self._database.read() as connection:
            rows = (await connection.execute(found)).all()
        return [Gap(subject, intent, Ending(ending), times) for subject, intent, ending, times in rows]
