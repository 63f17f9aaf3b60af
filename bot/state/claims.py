"""Claims kept: an event that was answered is not answered again after a restart, nor by another replica.

A claim is under way until it is done. When its process dies in between, it ends after a while, and the
next copy of the event is answered.
"""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.claims import Key, NotClaimedError
from bot.state.database import Database
from bot.state.tables import CLAIMS

log = logging.getLogger(__name__)

LEASE = 30.0
"""Seconds an event may be under way; afterwards a copy of it is taken for the first."""

KEPT = 24 * 3600.0
"""Seconds a claim is kept. Slack's last copy of an event comes after five minutes, or an hour where that is set."""

PRUNED_EVERY = 1_000
"""Claims between two times that old ones are dropped."""

PATIENCE = 2.0
"""Seconds a claim may take; Slack waits for three, and sends the event again."""


class KeptClaims:
    """The Claims of a database, of one process."""

    def __init__(self, database: Database, lease: float = LEASE, patience: float = PATIENCE) -> None:
        """`lease`: seconds until a copy is taken for the first; `patience`: seconds a claim may take."""
        self._database, self._lease, self._patience = database, lease, patience
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert
        self._under_way: set[str] = set()
        self._until_pruned = 0
        self._ended: set[str] = set()
        self._ending = asyncio.Lock()

    async def claim(self, key: Key) -> bool:
        """True for the first who asks for `key`; false when it is done, or under way here.

        Raises NotClaimedError when that can't be said: the database does not answer, or another process has it
        under way and may yet die.
        """
        name = "|".join(key)
        if name in self._under_way:
            return False
        try:
            async with asyncio.timeout(self._patience):
                await self._prune_now_and_then()
                is_first, is_done = await self._take(name)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise NotClaimedError(f"the database could not be written ({type(error).__name__})") from error
        if is_first:
            self._under_way.add(name)
        elif not is_done and name not in self._under_way:
            raise NotClaimedError("another process has the event under way")
        return is_first

    async def done(self, key: Key) -> None:
        """What was claimed is done; when that can't be written, a copy that comes after the lease is answered again."""
        name = "|".join(key)
        self._ended.add(name)
        async with self._ending:
            if name in self._ended:
                await self._end()

    async def prune(self, kept: float = KEPT) -> int:
        """Drop claims older than `kept` seconds; how many those were."""
        old = delete(CLAIMS).where(CLAIMS.c.at <= self._database.now - kept).returning(CLAIMS.c.key)
        async with self._database.write() as connection:
            return len((await connection.execute(old)).all())

    async def _take(self, name: str) -> tuple[bool, bool]:
        """Is it ours now; and if not, is it done?"""
        now = self._database.now
        row = self._insert(CLAIMS).values(key=name, at=now, done=False)
        dead = (CLAIMS.c.done.is_(False)) & (CLAIMS.c.at <= now - self._lease)
        ours = row.on_conflict_do_update(index_elements=[CLAIMS.c.key], set_={"at": now}, where=dead)
        async with self._database.write() as connection:
            if (await connection.execute(ours.returning(CLAIMS.c.key))).first() is not None:
                return True, False
            found = await connection.execute(CLAIMS.select().where(CLAIMS.c.key == name))
            return False, bool(found.one().done)

    async def _end(self) -> None:
        """Write down all that has ended, in one transaction: what ends meanwhile waits for the next."""
        ended, self._ended = self._ended, set()
        try:
            async with self._database.write() as connection:
                await connection.execute(update(CLAIMS).where(CLAIMS.c.key.in_(ended)).values(done=True))
        except (SQLAlchemyError, OSError) as error:
            log.warning("the database did not take that %d events are done (%s)", len(ended), type(error).__name__)
        finally:
            self._under_way -= ended

    async def _prune_now_and_then(self) -> None:
        if self._until_pruned == 0:
            await self.prune()
        self._until_pruned = (self._until_pruned - 1) % PRUNED_EVERY
