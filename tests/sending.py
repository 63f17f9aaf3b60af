"""Planned messages and whoever sends them, with a time that is only played through."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.courier import Courier, Letter, OnDoubt
from bot.delivery.slack_mailbox import SlackMailbox
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.playground.slack.workspace import BOT_USER, CHANNEL, Conversation
from bot.slack.client import open_session
from bot.state.database import Database, database_url, open_database
from bot.state.ledger import Claimed, Ledger, Outcome, Planned, Sent, State

POST, HISTORY = "chat.postMessage", "conversations.history"


LONG = 24 * 3600.0


@dataclass
class Time:
    """The time of the database, of Slack and of the senders, until a test moves it on."""

    now: float = 1_900_000_000.0

    def clock(self) -> float:
        return self.now


@dataclass
class Play:
    """A database, the fake Slack, and any number of senders."""

    time: Time
    database: Database
    slack: FakeSlack
    client: AsyncWebClient
    gone: set[str] = field(default_factory=set)
    """Workspaces where the bot is not any more."""

    def sender(self, on_doubt: OnDoubt = OnDoubt.RESEND, clock_is_off: float = 0.0) -> Courier:
        """A replica; its own clock may be wrong."""
        mailbox = SlackMailbox(self.client, self._token)
        return Courier(Ledger(self.database), mailbox, self._compose, lambda: self.time.now + clock_is_off, on_doubt)

    async def plan(self, *places: str, workspace: str = "T1", due: float = 0.0) -> None:
        """A message for each place."""
        for place in places:
            self.slack.workspace.conversations.setdefault(
                place, Conversation(place, CHANNEL, place.lower(), {BOT_USER})
            )
        await Ledger(self.database).plan(
            [Planned(f"{workspace}|{place}|review|2030-03", "review", workspace, place, {}, due) for place in places]
        )

    async def claim(self) -> Claimed:
        """A sender claims, and will say no more of it."""
        claimed = await Ledger(self.database).claim()
        assert claimed is not None
        return claimed

    async def post(self, claimed: Claimed) -> None:
        """Slack takes the message of a sender who dies before it is written down."""
        letter = await self._compose(claimed.planned)
        assert isinstance(await SlackMailbox(self.client, self._token).send(letter), Sent)

    async def all_day(self, sender: Courier) -> list[Outcome]:
        """All that comes of it within a day, a look a second while something is due, else one every ten."""
        until, outcomes = self.time.now + LONG, []
        while self.time.now < until:
            outcome = await sender.deliver_next()
            self.time.now += 10.0 if outcome is None else 1.0
            if outcome is not None:
                outcomes.append(outcome)
            elif not await self._is_open():
                break
        return outcomes

    async def _is_open(self) -> bool:
        counts = await Ledger(self.database).counts()
        return State.PENDING in counts or State.SENDING in counts

    def arrived(self) -> Counter[str]:
        """How often each place got its message."""
        return Counter(
            place
            for place, conversation in self.slack.workspace.conversations.items()
            for message in conversation.messages
            if message.said.get("text") == "Time to review"
        )

    async def counts(self) -> dict[State, int]:
        """How many are in which state."""
        return await Ledger(self.database).counts()

    async def _compose(self, planned: Planned) -> Letter:
        return Letter(planned, {"text": "Time to review"})

    async def _token(self, workspace: str) -> str | None:
        return None if workspace in self.gone else TOKEN


@asynccontextmanager
async def played(url: str) -> AsyncIterator[Play]:
    """A play on the database at `url`, with nothing planned yet."""
    time = Time()
    async with (
        fake_slack(time.clock) as slack,
        open_session() as session,
        open_database(database_url(url, {}), time.clock) as database,
    ):
        yield Play(time, database, slack, AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[]))
