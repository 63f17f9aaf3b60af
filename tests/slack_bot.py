"""The real bot on a port of this machine, connected to the fake Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

import aiohttp
from pydantic import SecretStr

from bot.clock import Clock
from bot.playground.slack.acts import Acts
from bot.playground.slack.web_api import SECRET, TOKEN, FakeSlack, fake_slack
from bot.serve import open_server
from bot.settings import Settings
from bot.web import SLACK_PATH
from handlers.conversation import Message
from handlers.slack.replies import Replies
from knowledge.answer import Answer, Fact, Facts, Headline, Intent
from knowledge.model import Source

NOW = 1_900_000_000.0
TODAY = date(2026, 2, 10)


def answer_of(*parts: object) -> Answer:
    """An answer made of these parts."""
    return Answer(Intent.STATUS, parts, TODAY)  # type: ignore[arg-type]


@dataclass
class Echo:
    """Answers every message with its own text, as a page might have it, and remembers what was asked."""

    asked: list[str] = field(default_factory=list)

    def reply(self, message: Message) -> Answer:
        self.asked.append(message.text)
        fact = Fact("Warmup", "status", message.text or "nothing", Source("pages/warmup.md", 3))
        return answer_of(Headline(f"You said: {message.text}"), Facts((fact,)))


@dataclass
class Waits:
    """A time that goes on only when somebody waits: they need not, and it remembers for how long."""

    seconds: list[float] = field(default_factory=list)
    passed: float = 0.0

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)

    def now(self) -> float:
        """The seconds since 1970."""
        return NOW + self.passed

    def clock(self) -> Clock:
        """This time as the bot is given it."""
        return Clock(now=self.now, elapsed=lambda: self.passed, sleep=self.sleep)


@dataclass(frozen=True)
class Connected:
    """The fake Slack, what is done in it, and the time."""

    slack: FakeSlack
    send: Acts
    waits: Waits


@asynccontextmanager
async def connected(replies: Replies) -> AsyncIterator[Connected]:
    """The bot answers with `replies`; on leaving, all it had begun is done."""
    waits = Waits()
    async with (
        fake_slack(waits.now) as slack,
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), replies, waits.clock()) as bot,
    ):
        yield Connected(slack, Acts(session, bot.url + SLACK_PATH, slack), waits)


def settings(api_url: str, port: int = 0) -> Settings:
    """Settings for the fake Slack at `api_url`."""
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        host="127.0.0.1",
        port=port,
    )
