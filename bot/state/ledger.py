"""The ledger: every message that is not a direct answer, from its plan to what became of it.

Planned once under its key, claimed with a lease and a token, sent, settled. Every replica may plan and
claim; there is no leader. Whoever claims after a doubt (a crash, a dropped connection, a time-out) is told
so, and looks whether the message is there before sending it again. Measured in the tests by killing
processes: nothing is lost, and nothing is sent twice where looking is possible.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, and_, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from bot.state.database import Database
from bot.state.tables import DELIVERIES

LEASE = 60.0
"""Seconds a claim holds. Longer than sending may take; afterwards another may claim, and looks first."""

SETTLE = 90.0
"""Seconds after a doubt until we look: longer than a platform takes to show what it accepted."""

APART = 1.0
"""Seconds between two messages in one place: Slack takes one a second."""


class State(StrEnum):
    """What has become of a delivery."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Planned:
    """A message to be sent once: `key` names it for ever ("workspace|place|schedule|2026-11")."""

    key: str
    kind: str
    workspace: str
    place: str
    payload: dict[str, Any]
    due: float
    """Seconds since 1970; not sent before."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to send until the lease ends."""

    id: int
    token: str
    planned: Planned
    attempts: int
    doubt_since: float | None
    """When an earlier attempt may have been delivered; then look before sending."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform has it, under this id."""

    message: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """The platform refused for a while and has not sent it; that is no attempt."""

    seconds: float
    whole_workspace: bool = True
    """Does the platform take no other message for that workspace either?"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """It may have been delivered: to be looked for once it would show."""

    seconds: float = SETTLE


@dataclass(frozen=True, slots=True)
class Ended:
    """It will not be sent: failed, skipped, or uncertain and held; and why."""

    state: State
    error: str


Outcome = Sent | NotNow | Doubt | Ended


class Ledger:
    """Plans, claims and settles deliveries in one database."""

    def __init__(self, database: Database, lease: float = LEASE) -> None:
        """`database` has our tables."""
        self._database = database
        self.lease = lease
        """Seconds a claim holds."""
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def plan(self, deliveries: Sequence[Planned]) -> int:
        """Add those whose key is new; how many were."""
        return await self._add(deliveries, State.PENDING, None)

    async def skip(self, deliveries: Sequence[Planned], reason: str) -> int:
        """Record, of those whose key is new, that they will not be sent and why; how many were."""
        return await self._add(deliveries, State.SKIPPED, reason)

    async def _add(self, deliveries: Sequence[Planned], state: State, error: str | None) -> int:
        if not deliveries:
            return 0
        async with self._database.write() as connection:
            return len((await connection.execute(self._added(deliveries, state, error))).all())

    async def plan_within(self, transaction: AsyncConnection, delivery: Planned) -> bool:
        """Add one in a transaction that does more, all of it or nothing; false when its key is not new."""
        added = await transaction.execute(self._added([delivery], State.PENDING, None))
        return added.first() is not None

    def _added(self, deliveries: Sequence[Planned], state: State, error: str | None) -> ReturningInsert[tuple[int]]:
        rows = [_row(delivery, state, error) for delivery in deliveries]
        return self._insert(DELIVERIES).values(rows).on_conflict_do_nothing().returning(DELIVERIES.c.id)

    async def claim(self) -> Claimed | None:
        """The delivery that is due for longest, now ours until the lease ends; None when none is due."""
        now, table = self._database.now, DELIVERIES
        other = table.alias()
        due = or_(
            and_(other.c.state == State.PENDING, other.c.not_before <= now),
            and_(other.c.state == State.SENDING, other.c.lease <= now),
        )
        first = select(other.c.id).where(due).order_by(other.c.not_before, other.c.id).limit(1)
        broken_off = func.coalesce(table.c.doubt_since, table.c.lease - self.lease)
        statement = (
            update(table)
            .where(table.c.id == first.with_for_update(skip_locked=True).scalar_subquery())
            .values(
                state=State.SENDING,
                token=str(uuid.uuid4()),
                attempts=table.c.attempts + 1,
                lease=now + self.lease,
                doubt_since=case((table.c.state == State.SENDING, broken_off), else_=table.c.doubt_since),
            )
            .returning(table)
        )
        async with self._database.write() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else _claimed(row)

    async def settle(self, claimed: Claimed, outcome: Outcome) -> bool:
        """Record what became of it; false when the lease had ended and another has claimed it since."""
        values = {"token": None, "lease": None, **self._recorded(claimed, outcome)}
        mine = and_(DELIVERIES.c.id == claimed.id, DELIVERIES.c.token == claimed.token)
        statement = update(DELIVERIES).where(mine).values(values).returning(DELIVERIES.c.id)
        async with self._database.write() as connection:
            settled = (await connection.execute(statement)).first() is not None
            if settled and (wait := self._others_wait(claimed.planned, outcome)) is not None:
                await connection.execute(wait)
        return settled

    def _others_wait(self, planned: Planned, outcome: Outcome) -> Update | None:
        """A workspace that takes no more for now gets nothing until it does; a place gets one message a second."""
        table = DELIVERIES
        match outcome:
            case NotNow(seconds, whole_workspace=True):
                until, theirs = self._in(seconds), table.c.workspace == planned.workspace
            case Sent():
                here = and_(table.c.workspace == planned.workspace, table.c.place == planned.place)
                until, theirs = self._in(APART), here
            case _:
                return None
        early = and_(table.c.state == State.PENDING, table.c.not_before < until, theirs)
        return update(table).where(early).values(not_before=until)

    async def counts(self) -> dict[State, int]:
        """How many deliveries are in which state."""
        statement = select(DELIVERIES.c.state, func.count()).group_by(DELIVERIES.c.state)
        async with self._database.read() as connection:
            return {State(state): number for state, number in (await connection.execute(statement)).all()}

    def _recorded(self, claimed: Claimed, outcome: Outcome) -> dict[str, Any]:
        match outcome:
            case Sent(message):
                return {"state": State.SENT, "message": message, "doubt_since": None, "error": None}
            case NotNow(seconds):
                return {"state": State.PENDING, "not_before": self._in(seconds), "attempts": claimed.attempts - 1}
            case Doubt(seconds):
                since = func.coalesce(DELIVERIES.c.doubt_since, self._database.now)
                return {"state": State.PENDING, "not_before": self._in(seconds), "doubt_since": since}
            case Ended(state, error):
                return {"state": state, "error": error}

    def _in(self, seconds: float) -> ColumnElement[float]:
        return self._database.now + seconds


def _row(planned: Planned, state: State, error: str | None) -> dict[str, Any]:
    columns = asdict(planned) | {"payload": json.dumps(planned.payload)}
    return {**columns, "state": state, "not_before": planned.due, "attempts": 0, "error": error}


def _claimed(row: Row[Any]) -> Claimed:
    planned = Planned(row.key, row.kind, row.workspace, row.place, json.loads(row.payload), row.due)
    return Claimed(row.id, row.token, planned, row.attempts, row.doubt_since)
