"""What is watched is told once, where it was asked for, and not to who did it. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.playground.slack.faults import Fault
from bot.state.database import Database
from bot.state.ledger import Ended, Ledger, Sent, State
from bot.state.watches import KeptWatches
from bot.watching.lull import PATIENCE, Lull
from bot.watching.news import LOST
from handlers.watches import Watch
from knowledge.history.history import History, Knowledge
from knowledge.roadmap import Roadmap
from knowledge.watching.watched import Watched, WatchKind
from tests.asking import sample
from tests.hostile import troubles
from tests.watching import (
    ANN,
    BOB,
    DONE,
    EXPORT,
    FIRST,
    HERE,
    PLANNED,
    QUIET,
    SEARCH,
    STARTED,
    Office,
    plan,
    roadmap_after,
    watching_office,
)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with watching_office(database) as opened:
        yield opened


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
    await office.set(told="f" * 40)
    office.versions.append(STARTED)
    assert await office.once() == []
    assert [kept.told for kept in await office.watches.every()] == ["f" * 40]
    await office.set(told_at=time.time() - LOST - 1)
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
