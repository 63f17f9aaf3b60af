"""Where the bot may write first in Teams: the newest reference of each conversation.

A reference is what the platform needs to be told to reach a conversation. Its address differs by region and changes,
so that each message of a conversation replaces what was kept of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, select

from bot.state.database import Database
from bot.state.tables import CONVERSATIONS
from handlers.people import person_key, user_of

LONGEST_ID = 300
"""Characters that a workspace and a conversation have together, with what stands between."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation of a workspace (a tenant) and how to reach it; the person, where nobody else is in it."""

    workspace: str
    conversation: str
    payload: Mapping[str, Any]
    person: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for ids that are missing, or too long to be kept."""
        if not self.workspace or not self.conversation or len(self.id) > LONGEST_ID:
            raise ValueError(f"a conversation is {self.id[:80]!r}; it must have 1 to {LONGEST_ID} characters of ids")

    @property
    def id(self) -> str:
        """What tells it from all others."""
        return _id(self.workspace, self.conversation)


class KeptConversations:
    """The references of a database."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database

    async def keep(self, reference: Reference) -> None:
        """Keep a reference, in the place of the one there was of its conversation."""
        who = None if reference.person is None else person_key(reference.workspace, reference.person)
        edit = {"payload": json.dumps(dict(reference.payload)), "person": who, "at": self._database.now}
        new = self._database.insert(CONVERSATIONS).values(id=reference.id, workspace=reference.workspace, **edit)
        async with self._database.write() as connection:
            await connection.execute(new.on_conflict_do_update(index_elements=[CONVERSATIONS.c.id], set_=edit))

    async def find(self, workspace: str, conversation: str) -> Reference | None:
        """The reference of a conversation; None when the bot was never in it, or is there no more."""
        return await self._first(CONVERSATIONS.c.id == _id(workspace, conversation))

    async def of(self, workspace: str, person_id: str) -> Reference | None:
        """The newest conversation in which a person is alone with the bot; None when they never wrote to it."""
        table = CONVERSATIONS.c
        return await self._first(and_(table.workspace == workspace, table.person == person_key(workspace, person_id)))

    async def drop(self, workspace: str, conversation: str) -> bool:
        """The bot was removed from a conversation, or is refused there; false when none was kept."""
        return bool(await self._drop(CONVERSATIONS.c.id == _id(workspace, conversation)))

    async def drop_all(self, workspace: str) -> int:
        """The bot was removed from a workspace; how many conversations that were."""
        return await self._drop(CONVERSATIONS.c.workspace == workspace)

    async def _first(self, which: ColumnElement[bool]) -> Reference | None:
        found = select(CONVERSATIONS).where(which).order_by(CONVERSATIONS.c.at.desc()).limit(1)
        async with self._database.read() as connection:
            row = (await connection.execute(found)).first()
        return None if row is None else _read(row)

    async def _drop(self, which: ColumnElement[bool]) -> int:
        gone = delete(CONVERSATIONS).where(which).returning(CONVERSATIONS.c.id)
        async with self._database.write() as connection:
            return len((await connection.execute(gone)).all())


def _id(workspace: str, conversation: str) -> str:
    return f"{workspace}|{conversation}"


def _read(row: Row[Any]) -> Reference:
    who = None if row.person is None else user_of(row.person, row.workspace)
    return Reference(row.workspace, row.id.removeprefix(_id(row.workspace, "")), json.loads(row.payload), who)
