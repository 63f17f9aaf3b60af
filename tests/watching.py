"""Pages with a past, and an office that tells what is watched of them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from datetime import time as time_of_day
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.schedule.hours import Hours
from bot.schedule.quiet import Quiet
from bot.schedule.working_days import WorkingDays
from bot.slack.client import open_session
from bot.source.revisions import Author
from bot.state.database import Database
from bot.state.ledger import Ledger
from bot.state.tables import WATCHES
from bot.state.watches import KeptWatches
from bot.watching.lull import Lull
from bot.watching.rounds import KIND, Courtesy, Pages, Times, WatchLetters, WatchRounds
from handlers.addresses import Addresses
from handlers.watches import Listener
from knowledge.assemble import assemble
from knowledge.history.change import Commit
from knowledge.history.chronicle import Chronicle, Revision
from knowledge.model import Document
from knowledge.roadmap import Roadmap
from knowledge.watching.watched import Watched, WatchKind
from tests.asking import TODAY, sample

FIRST = "0" * 40


def commit_id(number: int) -> str:
    """The id of a version: its number, again and again."""
    return f"{number}" * 40 if number < 10 else str(number).ljust(40, "a")


def roadmap_after(*versions: dict[str, str]) -> Roadmap:
    """The newest of these versions of some pages, with all of them as its past, a day each."""
    lexicon = sample().lexicon
    chronicle = Chronicle(lexicon)
    for number, pages in enumerate(versions):
        documents = tuple(Document(path, text) for path, text in sorted(pages.items()))
        made = Commit(commit_id(number), date(2026, 1, 1) + timedelta(days=number))
        chronicle.add(Revision(made, documents))
    history = chronicle.history()
    return replace(assemble(documents, lexicon), history=lambda: history)


PLAN = {
    "plan.md": "# Plan\n\n## Core Features\n\n| Feature | Status | Timeline | Owner |\n|---|---|---|---|\n"
    "| Search | Planned | Q1 2026 | Dana |\n| Export | Planned | Q4 2026 | Kim |\n"
    "| Team Inbox | Planned | Q3 2026 | Kim |\n| Shared Inbox | Planned | Q3 2026 | Kim |\n"
}


QUIET = 600.0
AROUND_THE_CLOCK = Hours(UTC, WorkingDays(frozenset(range(7)), opens=time_of_day.min, closes=time_of_day.max))


ANN, BOB, HERE = Listener("T1", "U1", "U1"), Listener("T1", "U2", "U2"), Listener("T1", "C1", "U1")


SEARCH, EXPORT = Watched(WatchKind.FEATURE, "Search"), Watched(WatchKind.FEATURE, "Export")


A_DAY = 86_400.0


def plan(search: str, export: str = "Planned") -> dict[str, str]:
    return {"plan.md": f"# Plan\n\n| Feature | Status |\n|---|---|\n| Search | {search} |\n| Export | {export} |\n"}


PLANNED, STARTED, DONE = plan("Planned"), plan("In progress"), plan("Done")


@dataclass
class Office:
    """Watches of the fake Slack, the rounds that tell them, pages that change, and a clock to be put on."""

    slack: FakeSlack
    database: Database
    mailbox: SlackMailbox
    versions: list[dict[str, str]] = field(default_factory=lambda: [PLANNED])
    made_by: dict[str, str] = field(default_factory=dict)
    elapsed: float = 0.0
    roadmap: Roadmap | None = None
    hours: dict[str, Hours] = field(default_factory=dict)
    """When people may be written to; others may be at any time."""

    async def hours_of(self, _: str, place: str) -> Hours:
        """The hours of a place."""
        return self.hours.get(place, AROUND_THE_CLOCK)

    @property
    def watches(self) -> KeptWatches:
        """Where watches are kept."""
        return KeptWatches(self.database, lambda: self.current().history().commits[-1].id)

    def current(self) -> Roadmap:
        """The newest pages, with their past."""
        return self.roadmap or roadmap_after(*self.versions)

    def rounds(self) -> WatchRounds:
        """The rounds of one process that has just begun."""
        names = {"U1": ["Ann", "ann@example.com"], "U2": ["Bob"]}
        pages = Pages(self.current, lambda: TODAY, self.authors, lambda user: names.get(user, ()), Addresses())
        times = Times(Lull(QUIET), self.hours_of, lambda: self.elapsed)
        ledger = Ledger(self.database, kinds=[KIND])
        quiet = Quiet(ledger, AROUND_THE_CLOCK, hours_of=self.hours_of, most_a_day=None)
        compose = WatchLetters(self.watches).compose
        courier = Courier(ledger, self.mailbox, compose, time.monotonic, wait=Courtesy(quiet).wait)
        return WatchRounds(self.database, courier, pages, times)

    def authors(self, commit: str) -> Collection[Author]:
        """Who made a commit, known by its first digit."""
        who = self.made_by.get(commit[0])
        return [Author(who, f"{who}@example.com".lower())] if who else []

    async def set(self, **values: Any) -> None:
        """Change what is kept of every watch."""
        async with self.database.write() as connection:
            await connection.execute(update(WATCHES).values(**values))

    async def once(self, rounds: WatchRounds | None = None, later: float = QUIET) -> list[str]:
        """What one round posts when it has been quiet for so long: "C1: Search: status … → …"."""
        rounds, before = rounds or self.rounds(), len(self.slack.posts)
        await rounds.once()
        self.elapsed += later
        await rounds.once()
        return [f"{post['channel']}: {_told(post['text'])}" for post in self.slack.posts[before:]]


def _told(text: str) -> str:
    lines = [line.removeprefix("• ").partition(" (")[0] for line in text.splitlines() if line.startswith("• ")]
    return "; ".join(lines)


async def _token(_: str) -> str | None:
    return TOKEN


@asynccontextmanager
async def watching_office(database: Database) -> AsyncIterator[Office]:
    """An office on the fake Slack."""
    async with fake_slack() as slack, open_session() as session:
        client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])
        yield Office(slack, database, SlackMailbox(client, _token, settle=0.0))
