"""The real bot on a port of this machine, connected to the fake Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date

import aiohttp
from pydantic import SecretStr

from bot.clock import Clock
from bot.opinions import MemoryOpinions
from bot.people import NamedPeople
from bot.playground.slack.acts import Acts
from bot.playground.slack.web_api import SECRET, TOKEN, FakeSlack, fake_slack
from bot.serve import open_server
from bot.settings import Settings
from bot.slack.connection import MakeDesk
from bot.web import SLACK_PATH
from handlers.addresses import Addresses
from handlers.conversation import Conversation, Message
from handlers.identities import Admins, Identities
from handlers.languages import Languages
from handlers.people import People
from handlers.present import Present
from handlers.recall import ShortMemory
from handlers.slack.desk import PATIENCE, Desk, Replies, Work
from handlers.troubles import Troubles
from handlers.watches import Watches
from knowledge.answer import Answer, Fact, Facts, Headline, Intent
from knowledge.model import Source
from knowledge.question.question import Question
from knowledge.roadmap import Roadmap
from tests.asking import sample
from tests.slack_schemas import unlike_slack

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

    def overhear(self, message: Message) -> Answer | None:  # noqa: ARG002
        return None

    async def asked_last(self, thread: str) -> str | None:  # noqa: ARG002
        return None


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


@dataclass
class Office:
    """What the bot works with, beside who answers; a test puts in what it needs."""

    people: People = field(default_factory=NamedPeople)
    opinions: MemoryOpinions = field(default_factory=MemoryOpinions)
    addresses: Addresses = Addresses("https://docs.example.com/{path}#L{line}")
    roadmap: Roadmap = field(default_factory=lambda: sample().roadmap)
    patience: float = PATIENCE
    outsiders: bool = True
    understand: Callable[[Message], Question] | None = None
    watches: Watches | None = None
    identities: Identities | None = None
    admins: Admins | None = None
    troubles: Troubles | None = None
    languages: Languages = Languages()

    def present(self) -> Present:
        """The roadmap that is current, which a test may change."""
        return Present(self.roadmap, sample().lexicon, TODAY, writes_first=self.watches is not None)

    def talk(self) -> Conversation:
        """A conversation about the roadmap that is current."""
        recall = ShortMemory(lambda: 0.0)
        return Conversation(lambda: self.roadmap, sample().lexicon, lambda: TODAY, recall, self.languages)


@dataclass(frozen=True)
class Connected:
    """The fake Slack, what is done in it, the time, and how the bot is told of a new roadmap."""

    slack: FakeSlack
    send: Acts
    waits: Waits
    office: Office
    publish: Callable[[], None]


@asynccontextmanager
async def connected(replies: Replies | None = None, office: Office | None = None) -> AsyncIterator[Connected]:
    """The bot answers with `replies`, else from the sample roadmap; on leaving, all it had begun is done."""
    waits, office = Waits(), office or Office()
    make = desk_of(replies or office.talk(), office)
    async with (
        fake_slack(waits.now) as slack,
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), make, waits.clock()) as bot,
    ):
        yield Connected(slack, Acts(session, bot.url + SLACK_PATH, slack), waits, office, bot.refresh_homes)
    assert unlike_slack(slack.calls) == []


def desk_of(replies: Replies, office: Office | None = None) -> MakeDesk:
    """How the bot's desk is made with `replies`."""
    at = office or Office()

    def make(work: Work) -> Desk:
        patient = replace(work, patience=at.patience)
        desk = Desk(replies, at.present, patient, at.people, at.opinions, at.addresses, at.outsiders)
        kept = replace(desk, watches=at.watches, identities=at.identities, admins=at.admins, troubles=at.troubles)
        return replace(kept, languages=at.languages, understand=at.understand)

    return make


def settings(api_url: str, port: int = 0) -> Settings:
    """Settings for the fake Slack at `api_url`."""
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        host="127.0.0.1",
        port=port,
    )
