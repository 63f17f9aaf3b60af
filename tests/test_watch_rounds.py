"""What is watched is told once, where it was asked for, and not to who did it. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.schedule.working_days import WorkingDays
from bot.slack.client import open_session
from bot.source.revisions import Author
from bot.state.database import Database
from bot.state.ledger import Ended, Ledger, Sent, State
from bot.state.tables import WATCHES
from bot.state.watches import KeptWatches
from bot.watching.digests import is_digest_due
from bot.watching.lull import PATIENCE, Lull
from bot.watching.news import LOST
from bot.watching.rounds import KIND, Pages, Times, WatchLetters, WatchRounds
from handlers.addresses import Addresses
from handlers.watches import Cadence, Listener, Watch
from knowledge.history.history import History, Knowledge
from knowledge.roadmap import Roadmap
from knowledge.watching.watched import Watched, WatchKind
from tests.asking import TODAY, sample
from tests.test_slack_hostile import troubles
from tests.test_watching import FIRST, roadmap_after

QUIET = 600.0
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
        times = Times(Lull(QUIET), UTC, WorkingDays(), lambda: self.elapsed)
        ledger = Ledger(self.database, kinds=[KIND])
        courier = Courier(ledger, self.mailbox, WatchLetters(self.watches).compose, time.monotonic)
        return WatchRounds(self.database, courier, pages, times)

    def authors(self, commit: str) -> Collection[Author]:
        """Who made a commit, known by its first digit."""
        who = self.made_by.get(commit[0])
        return [Author(who, f"{who}@example.com".lower())] if who else []

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


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with fake_slack() as slack, open_session() as session:
        client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])
        yield Office(slack, database, SlackMailbox(client, _token, settle=0.0))


async def test_a_change_is_told_once_in_the_place_that_asked(office: Office) -> None:
    await office.watches.watch(Watch(HERE, SEARCH))
    await office.watches.watch(Watch(BOB, EXPORT))
    office.versions.append(STARTED)
    rounds = office.rounds()
    assert await office.once(rounds) == ["C1: Search: status “Planned” → “In progress”"]
    assert await office.once(rounds) == []
    [post] = office.slack.posts
    assert post["text"].startswith("1 item that this channel watches has changed.\n")
    assert list(troubles(post)) == []


async def test_nothing_is_told_before_it_is_quiet_and_many_edits_are_told_as_one(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    rounds = office.rounds()
    for number in range(30):
        office.versions.append(plan(f"Blocked by {number} things"))
        assert await office.once(rounds, later=QUIET / 60) == []
    assert await office.once(rounds) == ["U1: Search: status “Planned” → “Blocked by 29 things”"]


async def test_what_is_edited_without_end_is_told_all_the_same() -> None:
    lull = Lull(QUIET)
    told = [number for number in range(PATIENCE * 4) if lull.has_come(str(number), number * QUIET / 2)]
    assert told == [12]


async def test_formatting_tells_nobody_anything(office: Office) -> None:
    for watched in (SEARCH, Watched(WatchKind.PAGE, "plan.md")):
        await office.watches.watch(Watch(ANN, watched))
    office.versions.append({"plan.md": PLANNED["plan.md"].replace("| Planned |", "| *planned* |") + "\nSome words.\n"})
    assert await office.once() == []
    assert {kept.told for kept in await office.watches.every()} == {"1" * 40}


async def test_what_came_while_the_bot_was_down_is_told_after_a_restart(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    await office.once()
    office.versions += [STARTED, DONE]
    assert await office.once(office.rounds()) == ["U1: Search: status “Planned” → “Done”"]
    assert await office.once(office.rounds()) == []


async def test_nobody_is_told_what_they_did_themselves(office: Office) -> None:
    for listener in (ANN, BOB, HERE):
        await office.watches.watch(Watch(listener, SEARCH))
    office.versions += [STARTED, DONE]
    office.made_by = {"1": "Ann", "2": "Bob"}
    assert sorted(await office.once()) == [
        "C1: Search: status “Planned” → “Done”",
        "U1: Search: status “In progress” → “Done”",
        "U2: Search: status “Planned” → “In progress”",
    ]


async def test_who_is_known_by_mail_is_known_and_who_is_not_known_is_told(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    office.versions.append(STARTED)
    office.made_by = {"1": "ANN"}
    assert await office.once() == []
    office.versions.append(DONE)
    office.made_by = {"2": "Anna"}
    assert await office.once() == ["U1: Search: status “In progress” → “Done”"]


async def test_several_watches_of_one_place_make_one_message(office: Office) -> None:
    for watched in (SEARCH, EXPORT, Watched(WatchKind.PAGE, "plan.md"), Watched(WatchKind.OWNER, "Dana")):
        await office.watches.watch(Watch(ANN, watched))
    office.versions.append(plan("Done", "Done"))
    assert await office.once() == ["U1: Search: status “Planned” → “Done”; Export: status “Planned” → “Done”"]
    assert "Watched: Search, Export and the page plan.md." in office.slack.posts[0]["text"]


async def test_a_watch_that_is_new_is_told_of_what_comes_after_it(office: Office) -> None:
    office.versions.append(STARTED)
    await office.watches.watch(Watch(ANN, SEARCH))
    assert await office.once() == []
    await KeptWatches(office.database).watch(Watch(BOB, SEARCH))
    assert await office.once() == []
    office.versions.append(DONE)
    assert sorted(await office.once()) == [f"U{n}: Search: status “In progress” → “Done”" for n in (1, 2)]


async def test_three_replicas_tell_it_once(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    office.versions.append(STARTED)
    replicas = [office.rounds() for _ in range(3)]
    await asyncio.gather(*(replica.once() for replica in replicas))
    office.elapsed += QUIET
    await asyncio.gather(*(replica.once() for replica in replicas))
    assert len(office.slack.posts) == 1


async def test_a_line_that_broke_after_the_post_makes_no_second_one(office: Office) -> None:
    await office.watches.watch(Watch(HERE, SEARCH))
    office.versions.append(STARTED)
    office.slack.refuse_next("chat.postMessage", Fault(cuts=True, commits=True))
    await office.once()
    assert len(office.slack.workspace.conversations["C1"].messages) == 1
    assert await Ledger(office.database).counts() == {State.SENT: 1}


async def test_who_stopped_watching_meanwhile_is_told_nothing(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    office.versions.append(STARTED)
    office.slack.refuse_next("chat.postMessage", Fault(429, "ratelimited", {"Retry-After": "0"}))
    rounds = office.rounds()
    await rounds.once()
    office.elapsed += QUIET
    await rounds._plan()
    await office.watches.unwatch(ANN, SEARCH)
    assert [outcome.state for outcome in await rounds.once() if isinstance(outcome, Ended)] == [State.SKIPPED]
    assert office.slack.posts == []


async def test_a_replica_that_knows_less_waits_and_a_rewritten_past_begins_anew(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    await _set(office, told="f" * 40)
    office.versions.append(STARTED)
    assert await office.once() == []
    assert [kept.told for kept in await office.watches.every()] == ["f" * 40]
    await _set(office, told_at=time.time() - LOST - 1)
    assert await office.once() == []
    assert [kept.told for kept in await office.watches.every()] == ["1" * 40]


async def test_while_the_past_is_being_read_nothing_is_told(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    office.versions.append(STARTED)
    known, reading = office.current(), History(Knowledge.BEING_READ)
    office.roadmap = Roadmap(**{**vars(known), "history": lambda: reading})
    assert await office.once() == []
    office.roadmap = None
    assert len(await office.once()) == 1


async def _set(office: Office, **values: Any) -> None:
    async with office.database.write() as connection:
        await connection.execute(update(WATCHES).values(**values))


@pytest.mark.parametrize(("cadence", "days"), [(Cadence.WEEKLY, 8), (Cadence.MONTHLY, 40)])
async def test_a_digest_tells_all_of_its_time_in_one_message(office: Office, cadence: Cadence, days: int) -> None:
    await office.watches.watch(Watch(ANN, SEARCH, cadence))
    office.versions += [STARTED, DONE]
    assert await office.once() == []
    await _set(office, told_at=time.time() - days * A_DAY)
    assert await office.once() == ["U1: Search: status “Planned” → “Done”"]
    began = datetime.fromtimestamp(time.time() - days * A_DAY, UTC)
    assert f"1 item that you watch has changed since {began.day} {began:%b %Y}." in office.slack.posts[0]["text"]
    office.versions.append(PLANNED)
    assert await office.once() == []


async def test_a_digest_without_changes_is_not_sent(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH, Cadence.WEEKLY))
    await _set(office, told_at=time.time() - 8 * A_DAY)
    assert await office.once() == []
    assert [kept.told_at > time.time() - 60 for kept in await office.watches.every()] == [True]


def _at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("cadence", "told", "now", "is_due"),
    [
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-16T09:29", False),
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-16T09:30", True),
        (Cadence.WEEKLY, "2026-02-16T09:30", "2026-02-20T12:00", False),
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-20T12:00", True),
        (Cadence.MONTHLY, "2026-02-10T10:00", "2026-03-02T09:29", False),
        (Cadence.MONTHLY, "2026-02-10T10:00", "2026-03-02T09:30", True),
        (Cadence.MONTHLY, "2026-03-02T09:30", "2026-03-31T12:00", False),
    ],
)
def test_a_digest_is_due_once_a_week_or_a_month(cadence: Cadence, told: str, now: str, is_due: bool) -> None:
    assert is_digest_due(cadence, _at(told), _at(now), UTC, WorkingDays()) is is_due


def test_the_first_version_is_no_change() -> None:
    assert roadmap_after(PLANNED).history().commits[-1].id == FIRST
    assert sample().roadmap.history().commits == ()


async def test_a_workspace_the_bot_has_left_gets_nothing(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    office.versions.append(STARTED)

    async def none(_: str) -> str | None:
        return None

    office.mailbox._token = none
    rounds = office.rounds()
    assert await office.once(rounds) == []
    assert await Ledger(office.database).counts() == {State.SKIPPED: 1}
    assert not any(isinstance(outcome, Sent) for outcome in await rounds.once())


async def test_nothing_that_a_page_says_comes_alive_in_a_message(office: Office) -> None:
    def page(status: str) -> dict[str, str]:
        name = "Search <!channel> <@U2> www.evil.example"
        return {"plan.md": f"# Plan\n\n| Feature | Status |\n|---|---|\n| {name} | {status} |\n| Export | Planned |\n"}

    office.versions = [page("Planned")]
    await office.watches.watch(Watch(HERE, Watched(WatchKind.ROADMAP, "roadmap")))
    await office.watches.watch(Watch(ANN, Watched(WatchKind.FEATURE, "<!channel> gone & away")))
    office.versions.append(page("Blocked <@U1>"))
    await office.once()
    [post] = office.slack.posts
    assert "Blocked" in post["text"]
    assert list(troubles(post)) == []
