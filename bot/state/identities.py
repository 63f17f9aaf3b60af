"""Who people say they are, kept; and messages about it, planned in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, select, update

from bot.people import KnownPeople
from bot.state.database import Database
from bot.state.ledger import Ledger, Planned
from bot.state.tables import PEOPLE
from handlers.identities import LONGEST_OWNER, Identity, Notice, Stage
from handlers.people import person_key, user_of
from knowledge.words import word_keys

NOTICE = "notice"
"""The kind of messages to single people that are no answers."""


class KeptIdentities:
    """The Identities of a database; what is confirmed is made known to `people`."""

    def __init__(self, database: Database, people: KnownPeople) -> None:
        """`database` has our tables."""
        self._database, self._people = database, people

    def is_known(self, owner: str) -> bool:
        """Does anybody's id stand for this owner?"""
        return any(ids and word_keys(name) == word_keys(owner) for name, ids in self._people.all.ids.items())

    async def say(self, identity: Identity) -> Stage:
        """A person says that they are an owner."""
        new = self._database.insert(PEOPLE).values(**_values(identity), at=self._database.now).on_conflict_do_nothing()
        async with self._database.write() as connection:
            if (await connection.execute(new.returning(PEOPLE.c.id))).first() is not None:
                return Stage.NEW
            by = (await connection.execute(select(PEOPLE.c.confirmed_by).where(_is(identity)))).scalar_one()
        return Stage.WAITING if by is None else Stage.CONFIRMED

    async def confirm(self, identity: Identity, admin: str) -> str | None:
        """Let it count; the admin who confirmed it first, or None when the person took it back."""
        by = person_key(identity.team, admin)
        first = update(PEOPLE).where(_is(identity), PEOPLE.c.confirmed_by.is_(None)).values(confirmed_by=by)
        async with self._database.write() as connection:
            await connection.execute(first)
            found = (await connection.execute(select(PEOPLE.c.confirmed_by).where(_is(identity)))).scalar()
        await self.refresh()
        return None if found is None else user_of(str(found), identity.team)

    async def take_back(self, identity: Identity) -> bool:
        """It counts no more; false when nobody said so."""
        gone = delete(PEOPLE).where(_is(identity)).returning(PEOPLE.c.id)
        async with self._database.write() as connection:
            is_gone = (await connection.execute(gone)).first() is not None
        await self.refresh()
        return is_gone

    async def of(self, team: str, person_id: str) -> Sequence[Identity]:
        """What a person said of themselves."""
        return await self._found(and_(PEOPLE.c.workspace == team, PEOPLE.c.person == person_key(team, person_id)))

    async def every(self, team: str) -> Sequence[Identity]:
        """What all people of a workspace said, those that wait for an admin first."""
        found = await self._found(PEOPLE.c.workspace == team)
        return sorted(found, key=lambda identity: identity.confirmed_by is not None)

    async def notify(self, notices: Sequence[Notice]) -> None:
        """Send messages, each once, in the next round."""
        await Ledger(self._database).plan(letters(notices, await self._database.clock()))

    async def refresh(self) -> None:
        """Make known what is confirmed now, here or by another replica."""
        confirmed = await self._found(PEOPLE.c.confirmed_by.is_not(None))
        self._people.learn(_by_owner(confirmed))

    async def _found(self, which: ColumnElement[bool]) -> list[Identity]:
        async with self._database.read() as connection:
            rows = (await connection.execute(select(PEOPLE).where(which).order_by(PEOPLE.c.id))).all()
        return [_read(row) for row in rows]


def letters(notices: Sequence[Notice], now: float) -> list[Planned]:
    """Messages as the ledger takes them, due `now` (seconds since 1970)."""
    return [Planned(n.key, NOTICE, n.team, n.person, {"content": n.content}, now) for n in notices]


def _by_owner(identities: Sequence[Identity]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for identity in identities:
        found[identity.owner] = (*found.get(identity.owner, ()), identity.person)
    return found


def _is(identity: Identity) -> ColumnElement[bool]:
    return and_(*(PEOPLE.c[name] == value for name, value in _values(identity).items()))


def _values(identity: Identity) -> dict[str, Any]:
    return {
        "owner": identity.owner[:LONGEST_OWNER],
        "workspace": identity.team,
        "person": person_key(identity.team, identity.person),
    }


def _read(row: Row[Any]) -> Identity:
    team = row.workspace
    by = None if row.confirmed_by is None else user_of(row.confirmed_by, team)
    return Identity(row.owner, team, user_of(row.person, team), by)
