"""The ledger: every message that is not a direct answer, from its plan to what became of it.

Planned once under its key, claimed with a lease and a token, sent, settled. Every replica may plan and
claim; there is no leader. Whoever claims after a doubt (a crash, a dropped connection, a time-out) is told
so, and looks whether the message is there before sending it again. Measured in the tests by killing
processes: nothing is lost, and nothing is sent twice where looking is possible.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, case, func, not_, or_, select, update
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
    at: float = 0.0
    """When it was claimed: seconds since 1970, by the database's clock."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform has it, under this id, in this conversation where that is known."""

    message: str
    posted_in: str = ""


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

    def __init__(self, database: Database, lease: float = LEASE, kinds: Sequence[str] = ("",)) -> None:
        """`database` has our tables; claimed are deliveries whose kind begins with one of `kinds`."""
        self._database, self._kinds = database, kinds
        self.lease = lease
        """Seconds a claim holds."""

    async def plan(self, deliveries: Sequence[Planned]) -> int:
        """Add those whose key is new; how many were."""
        return await self._add(deliveries, State.PENDING, None)

    async def skip(self, deliveries: Sequence[Planned], reason: str) -> int:
        """Record, of those whose key is new, that they will not be sent and why; how many were."""
        return await self._add(deliveries, State.SKIPPED, reason)

    async def _add(self, deliveries: Sequence[Planned], state: State, error: str | None) -> int:
        """Most of what is planned is known from the last time: then there is nothing to write, and nobody waits."""
        known = await self._known([delivery.key for delivery in deliveries])
        new = [delivery for delivery in deliveries if delivery.key not in known]
        if not new:
            return 0
        async with self._database.write() as connection:
            return len((await connection.execute(self._added(new, state, error))).all())

    async def plan_within(self, transaction: AsyncConnection, delivery: Planned) -> bool:
        """Add one in a transaction that does more, all of it or nothing; false when its key is not new."""
        added = await transaction.execute(self._added([delivery], State.PENDING, None))
        return added.first() is not None

    def _added(self, deliveries: Sequence[Planned], state: State, error: str | None) -> ReturningInsert[tuple[int]]:
        rows = [_row(delivery, state, error) for delivery in deliveries]
        return self._database.insert(DELIVERIES).values(rows).on_conflict_do_nothing().returning(DELIVERIES.c.id)

    async def _known(self, keys: Sequence[str]) -> Collection[str]:
        if not keys:
            return ()
        async with self._database.read() as connection:
            return set((await connection.execute(select(DELIVERIES.c.key).where(DELIVERIES.c.key.in_(keys)))).scalars())

    async def claim(self) -> Claimed | None:
        """The delivery that is due for longest, now ours until the lease ends; None when none is due."""
        now, table = self._database.now, DELIVERIES
        broken_off = func.coalesce(table.c.doubt_since, table.c.lease - self.lease)
        statement = (
            update(table)
            .where(table.c.id == self._first_due())
            .values(
                state=State.SENDING,
                token=str(uuid.uuid4()),
                attempts=table.c.attempts + 1,
                lease=now + self.lease,
                doubt_since=case((table.c.state == State.SENDING, broken_off), else_=table.c.doubt_since),
            )
            .returning(table, now.label("claimed_at"))
        )
        async with self._database.write() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else _claimed(row)

    def _first_due(self) -> ScalarSelect[int]:
        """The id of the delivery due for longest that waits or whose lease has ended, and that nobody claims now."""
        now, other = self._database.now, DELIVERIES.alias()
        due = or_(
            and_(other.c.state == State.PENDING, other.c.not_before <= now),
            and_(other.c.state == State.SENDING, other.c.lease <= now),
        )
        may_go = self._may_go(other.c.workspace, other.c.place)
        found = select(other.c.id).where(due, or_(*map(other.c.kind.startswith, self._kinds)), may_go)
        first = found.order_by(other.c.not_before, other.c.id).limit(1)
        return first.with_for_update(skip_locked=True).scalar_subquery()

    async def settle(self, claimed: Claimed, outcome: Outcome) -> bool:
        """Record what became of it; false when the lease had ended and another has claimed it since."""
        values = {"token": None, "lease": None, "settled": self._database.now, **self._recorded(claimed, outcome)}
        mine = and_(DELIVERIES.c.id == claimed.id, DELIVERIES.c.token == claimed.token)
        statement = update(DELIVERIES).where(mine).values(values).returning(DELIVERIES.c.id)
        async with self._database.write() as connection:
            return (await connection.execute(statement)).first() is not None

    def _may_go(self, workspace: ColumnElement[str], place: ColumnElement[str]) -> ColumnElement[bool]:
        """A workspace that takes no more for now gets nothing until it does; a place gets one message a second.

        That holds for what is planned in the meantime, too.
        """
        now, earlier = self._database.now, DELIVERIES.alias()
        refused = earlier.c.limited_until > now
        just_now = and_(earlier.c.place == place, earlier.c.state == State.SENT, earlier.c.settled > now - APART)
        here = select(earlier.c.id).where(earlier.c.workspace == workspace, or_(refused, just_now))
        return not_(here.exists())

    async def told_before(self, claimed: Claimed, since: float) -> int:
        """How many messages its place got since a moment, and those that are being sent before this one."""
        table, mine = DELIVERIES.c, claimed.planned
        told = and_(table.state.in_((State.SENT, State.UNCERTAIN)), table.settled >= since)
        before = or_(told, and_(table.state == State.SENDING, table.id < claimed.id))
        theirs = and_(table.workspace == mine.workspace, table.place == mine.place, table.id != claimed.id)
        async with self._database.read() as connection:
            return int((await connection.execute(select(func.count()).where(theirs, before))).scalar_one())

    async def state_of(self, key: str) -> State | None:
        """What has become of a delivery; None when none of that key was planned."""
        found = select(DELIVERIES.c.state).where(DELIVERIES.c.key == key)
        async with self._database.read() as connection:
            state = (await connection.execute(found)).scalar_one_or_none()
        return None if state is None else State(state)

    async def counts(self) -> dict[State, int]:
        """How many deliveries are in which state."""
        statement = select(DELIVERIES.c.state, func.count()).group_by(DELIVERIES.c.state)
        async with self._database.read() as connection:
            return {State(state): number for state, number in (await connection.execute(statement)).all()}

    def _recorded(self, claimed: Claimed, outcome: Outcome) -> dict[str, Any]:
        match outcome:
            case Sent(message, posted_in):
                sent = {"message": message, "posted_in": posted_in or None}
                return {"state": State.SENT, **sent, "doubt_since": None, "error": None}
            case NotNow(seconds, whole_workspace):
                limited = {"limited_until": self._in(seconds)} if whole_workspace else {}
                again = {"state": State.PENDING, "not_before": self._in(seconds), "attempts": claimed.attempts - 1}
                return again | limited
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
    return Claimed(row.id, row.token, planned, row.attempts, row.doubt_since, row.claimed_at)
