"""What could not be answered, counted, so that whoever owns the pages can write it. Never who asked, nor how."""

from __future__ import annotations

from collections import Counter
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


def is_gap(answer: Answer) -> bool:
    """Did it tell no fact of something the pages know?"""
    return answer.ending in _TELLS and bool(answer.subjects)


class Unanswered:
    """The gaps of a database."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def note(self, *answers: Answer) -> int:
        """Count the answers that told no fact of something the pages know, in one transaction; how many those are.

        Only names that stand on the pages are kept: what somebody typed may be about a person.
        """
        gaps = Counter((a.ending, a.subjects[0][:LONGEST], a.intent) for a in answers if is_gap(a))
        if not gaps:
            return 0
        now, same = self._database.now, [UNANSWERED.c.ending, UNANSWERED.c.subject, UNANSWERED.c.field]
        statement = self._insert(UNANSWERED).values(first_at=now, last_at=now)
        again = {"times": UNANSWERED.c.times + statement.excluded.times, "last_at": now}
        # In one order everywhere, so that no two replicas wait for each other.
        rows = [{"ending": e, "subject": s, "field": f, "times": times} for (e, s, f), times in sorted(gaps.items())]
        async with self._database.write() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=same, set_=again), rows)
        return gaps.total()

    async def gaps(self, most: int = 100) -> Sequence[Gap]:
        """What was asked for most, the most frequent first."""
        table = UNANSWERED.c
        found = select(table.subject, table.field, table.ending, table.times)
        found = found.order_by(table.times.desc(), table.subject, table.field).limit(most)
        async with self._database.read() as connection:
            rows = (await connection.execute(found)).all()
        return [Gap(subject, intent, Ending(ending), times) for subject, intent, ending, times in rows]
