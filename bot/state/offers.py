"""Reviews are offered in each workspace once: noted in the transaction that plans the messages which offer them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.identities import letters
from bot.state.ledger import Ledger
from bot.state.tables import OFFERS
from handlers.identities import Notice


class Offers:
    """The offers of a database; those that were made are at hand without asking it."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database, self._made = database, set[str]()
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def are_made(self, team: str) -> bool:
        """Were reviews offered in a workspace?"""
        if team not in self._made:
            found = select(OFFERS.c.workspace).where(OFFERS.c.workspace == team)
            async with self._database.read() as connection:
                if (await connection.execute(found)).first() is None:
                    return False
            self._made.add(team)
        return True

    async def make(self, team: str, notices: Sequence[Notice]) -> bool:
        """Note it and plan these messages, both or neither; false when it was done before.

        Without messages it is noted that somebody was told otherwise.
        """
        row = self._insert(OFFERS).values(workspace=team, at=self._database.now).on_conflict_do_nothing()
        planned = letters(notices, await self._database.clock())
        async with self._database.write() as connection:
            if (await connection.execute(row.returning(OFFERS.c.workspace))).first() is None:
                return False
            for letter in planned:
                await Ledger(self._database).plan_within(connection, letter)
        self._made.add(team)
        return True
