"""Killed senders: reminders that are due, processes that are killed at random, and what stands in the channels.

Counted at the receiver, which dedupes nothing; what the sender's tables say does not count.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bench.processes import Say, processes
from bot.delivery.courier import Courier, Found, Letter
from bot.delivery.slack_mailbox import SlackMailbox
from bot.playground.slack.methods import METHODS
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.playground.slack.workspace import BOT_USER, CHANNEL, Conversation
from bot.state.database import database_url, open_database
from bot.state.ledger import Ledger, Outcome, Planned, State

LEASE, SEND_TIME, SETTLE, SLOW = 2.0, 0.8, 0.5, 0.03
"""Seconds, about a thirtieth of the real ones: a lease, a call, until a doubt is looked into, around a post."""

DUE, PROCESSES, PATIENCE = 200, 3, 120.0
"""Reminders that are due, processes that send them, and seconds until a run is given up."""

APART = (3, 12)
"""Posts between two kills."""


@dataclass(frozen=True)
class Tally:
    """What came of one run: kills, how often each of those due arrived, how many were not done in time."""

    kills: int
    arrived: Counter[str]
    undone: int
    seconds: float

    @property
    def lost(self) -> int:
        """Those that never came. What was not done in time may yet arrive: it is neither lost nor sent."""
        return max(DUE - len(self.arrived) - self.undone, 0)

    @property
    def doubled(self) -> int:
        """Copies beyond the first."""
        return self.arrived.total() - len(self.arrived)

    def __str__(self) -> str:
        """In a line."""
        undone = f", not done in time {self.undone}" if self.undone else ""
        return f"{self.kills} kills: lost {self.lost}, doubled {self.doubled}{undone} of {DUE} ({self.seconds:.0f} s)"


async def measure_kills(url: str, seed: int, can_look: bool) -> Tally:
    """Let three processes send what is due, killing one after the other, until all is sent.

    The database at `url` has our tables.
    """
    began, dice = time.monotonic(), random.Random(seed)
    async with fake_slack() as slack, open_database(database_url(url, {})) as database:
        _open_channels(slack, can_look)
        ledger = Ledger(database)
        run = f"{seed}-{can_look}-{time.time_ns()}"
        await ledger.plan([Planned(f"T1|X{n}|{run}", "review", "T1", f"X{n}", {}, 0.0) for n in range(DUE)])
        before = (await ledger.counts()).get(State.SENT, 0)
        async with processes(PROCESSES, send_until_killed, url, slack.url) as senders:
            killer, kills = Killer(slack, dice, APART, 3 * SLOW), 0
            while (await ledger.counts()).get(State.SENT, 0) - before < DUE and time.monotonic() - began < PATIENCE:
                kills += await killer.is_due() and senders.kill_one_of_several(dice)
        sent = (await ledger.counts()).get(State.SENT, 0) - before
        arrived = Counter(post["channel"] for post in slack.posts)
    return Tally(kills, arrived, DUE - sent, time.monotonic() - began)


def _open_channels(slack: FakeSlack, can_look: bool) -> None:
    for n in range(DUE):
        slack.workspace.conversations[f"X{n}"] = Conversation(f"X{n}", CHANNEL, f"x{n}", {BOT_USER})
    if not can_look:
        slack.tokens[TOKEN] = METHODS["chat.postMessage"].scopes


@dataclass
class Killer:
    """Says when it is time to kill: some posts after the last time, and a moment more, so that it may be in the midst
    of the next one. It goes by posts, since on a machine that is busy all takes longer."""

    slack: FakeSlack
    dice: random.Random
    apart: tuple[int, int]
    """The least and the most posts between two kills."""
    moment: float
    """Seconds, at most."""
    at: int = 0

    async def is_due(self) -> bool:
        """Is it time? Asked for until it is; answers within a moment."""
        await asyncio.sleep(self.dice.uniform(0, self.moment))
        if len(self.slack.posts) < self.at:
            return False
        self.at = len(self.slack.posts) + self.dice.randint(*self.apart)
        return True


class _SlowMailbox:
    """A mailbox whose sender can be killed shortly before and shortly after Slack has the message."""

    def __init__(self, mailbox: SlackMailbox) -> None:
        self._mailbox = mailbox

    async def send(self, letter: Letter) -> Outcome:
        await asyncio.sleep(SLOW)
        outcome = await self._mailbox.send(letter)
        await asyncio.sleep(SLOW)
        return outcome

    async def look(self, planned: Planned, since: float) -> Found:
        return await self._mailbox.look(planned, since)


def send_until_killed(url: str, api_url: str, say: Say) -> None:
    """What each of the processes does."""
    asyncio.run(_send_for_ever(url, api_url, say))


async def _send_for_ever(url: str, api_url: str, say: Say) -> None:
    async def compose(planned: Planned) -> Letter:
        return Letter(planned, {"text": planned.key})

    async def token(_: str) -> str:
        return TOKEN

    async with (
        open_database(database_url(url, {})) as database,
        ClientSession(timeout=ClientTimeout(total=SEND_TIME)) as session,
    ):
        client = AsyncWebClient(base_url=api_url, session=session, retry_handlers=[])
        mailbox = _SlowMailbox(SlackMailbox(client, token, SETTLE))
        courier = Courier(Ledger(database, LEASE), mailbox, compose, time.monotonic, send_time=SEND_TIME)
        say("at work")
        while True:
            if await courier.deliver_next() is None:
                await asyncio.sleep(0.05)
