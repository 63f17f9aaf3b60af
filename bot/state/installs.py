"""Installs kept: a row for each workspace or organisation, sealed, so that a copy of the database holds no token."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import delete, select, update

from bot.slack.installs import Install
from bot.state.database import Database
from bot.state.seals import Seals
from bot.state.tables import INSTALLS


class KeptInstalls:
    """The Installs of a database."""

    def __init__(self, database: Database, seals: Seals) -> None:
        """`database` has our tables."""
        self._database, self._seals = database, seals

    async def find(self, team: str | None, enterprise: str | None) -> Install | None:
        """The install for a workspace: its own, else that of its organisation.

        Raises StateError when no key opens it.
        """
        own, wide = _id("team", team or ""), _id("org", enterprise or "")
        async with self._database.read() as connection:
            rows = (await connection.execute(select(INSTALLS).where(INSTALLS.c.id.in_((own, wide))))).all()
        sealed = {row.id: row.sealed for row in rows}
        found = sealed.get(own) or sealed.get(wide)
        return None if found is None else _read(self._seals.open(found))

    async def keep(self, install: Install) -> None:
        """Keep an install, in place of the one there was."""
        values = {"sealed": self._seals.seal(json.dumps(asdict(install))), "at": self._database.now}
        statement = self._database.insert(INSTALLS).values(id=_id(*install.key), **values)
        async with self._database.write() as connection:
            await connection.execute(statement.on_conflict_do_update(index_elements=[INSTALLS.c.id], set_=values))

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """Drop the install of a workspace; that of the organisation, when no workspace is named."""
        gone = _id("team", team) if team else _id("org", enterprise or "")
        async with self._database.write() as connection:
            await connection.execute(delete(INSTALLS).where(INSTALLS.c.id == gone))

    async def seal_anew(self) -> int:
        """Seal every install with the first key; how many there are. Raises StateError when no key opens one."""
        async with self._database.write() as connection:
            rows = (await connection.execute(select(INSTALLS.c.id, INSTALLS.c.sealed))).all()
            for key, sealed in rows:
                anew = self._seals.seal(self._seals.open(sealed))
                await connection.execute(update(INSTALLS).where(INSTALLS.c.id == key).values(sealed=anew))
        return len(rows)

    async def check(self) -> None:
        """Raises StateError when there is an install that no key opens."""
        async with self._database.read() as connection:
            for sealed in (await connection.execute(select(INSTALLS.c.sealed))).scalars():
                self._seals.open(sealed)


def _id(kind: str, name: str) -> str:
    return f"{kind}:{name}"


def _read(text: str) -> Install:
    said = json.loads(text)
    return Install(**{**said, "scopes": tuple(said["scopes"])})
