"""A ledger with what is to be sent, and the alarms that tell when it is not taken."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select, update

from bot.delivery.alarms import Alarms
from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, FakeSlack
from bot.slack.admins import WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ledger, Outcome, Planned
from bot.state.tables import DELIVERIES
from bot.state.troubles import KeptTroubles
from bot.state.watches import KeptWatches
from bot.watching.rounds import WatchLetters

HELLO = {"content": {"text": "hello"}}


@dataclass
class Room:
    """A ledger with what is to be sent, and the alarms of one process."""

    slack: FakeSlack
    database: Database
    client: AsyncWebClient
    number: int = 0
    seen: int = 0
    alarms: Alarms = field(init=False)

    def __post_init__(self) -> None:
        self.alarms = self.new_alarms()

    def new_alarms(self) -> Alarms:
        """Those of a process that has just begun."""
        admins = WorkspaceAdmins((), time.monotonic)
        identities = KeptIdentities(self.database, KnownPeople(NamedPeople()))
        return Alarms(KeptTroubles(self.database), lambda _: admins.every(self.client), identities.notify)

    async def plan(self, place: str = "C1", kind: str = "review", due: float = 0.0) -> None:
        """Plan a message."""
        self.number += 1
        await Ledger(self.database).plan([Planned(f"k{self.number}", kind, "T1", place, HELLO, due)])

    async def send(self) -> list[Outcome]:
        """Send all that is due."""
        letters, outcomes = WatchLetters(KeptWatches(self.database)), []
        mailbox = SlackMailbox(self.client, self._token, settle=0.0)
        courier = Courier(Ledger(self.database), mailbox, letters.compose, time.monotonic)
        while (outcome := await courier.deliver_next()) is not None:
            outcomes.append(outcome)
        return outcomes

    async def _token(self, _: str) -> str | None:
        return TOKEN

    async def refused(self, error: str, place: str = "C1", kind: str = "review") -> None:
        """A message that Slack refuses for good."""
        await self.plan(place, kind)
        self.slack.refuse_next("chat.postMessage", Fault(error=error))
        await self.send()

    async def told(self, alarms: Alarms | None = None) -> list[str]:
        """What the admins are told in one round of the alarms."""
        await (alarms or self.alarms).once()
        notices = select(DELIVERIES).where(DELIVERIES.c.kind == NOTICE, DELIVERIES.c.id > self.seen)
        async with self.database.read() as connection:
            rows = (await connection.execute(notices.order_by(DELIVERIES.c.id))).all()
        self.seen = max([self.seen, *(row.id for row in rows)])
        return [f"{row.place}: {json.loads(row.payload)['content']['text']}" for row in rows]

    async def a_second_later(self) -> None:
        """Let so much time pass that a place may be written to again."""
        await self.set(settled=DELIVERIES.c.settled - 2.0)

    async def set(self, **values: Any) -> None:
        """Change what the ledger has."""
        async with self.database.write() as connection:
            await connection.execute(update(DELIVERIES).values(**values))
