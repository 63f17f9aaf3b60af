"""The inbox: stored once, answered by one, forgotten when done. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from bot.state.database import Database
from bot.state.inbox import MOST_TRIES, Event, Inbox, State
from bot.state.tables import INBOX

ENDED_AT_ONCE = 0.0
KEY = "slack:A1:Ev1"


async def _take(inbox: Inbox) -> Event:
    event = await inbox.take()
    assert event is not None
    return event


async def test_a_copy_is_known(database: Database) -> None:
    inbox = Inbox(database)
    assert await inbox.store(KEY, "who owns inbox?")
    assert not await inbox.store(KEY, "who owns inbox?")
    assert await inbox.store("slack:A1:Ev2", "who owns inbox?")


async def test_four_replicas_that_get_the_same_event_handle_it_once(database: Database) -> None:
    stored = await asyncio.gather(*(Inbox(database).store(KEY, "hi") for _ in range(4)))
    taken = await asyncio.gather(*(Inbox(database).take() for _ in range(4)))
    assert (sum(stored), sum(e is not None for e in taken)) == (1, 1)


async def test_an_event_that_is_done_leaves_its_key_and_none_of_its_words(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.store(KEY, "who owns inbox?")
    assert await inbox.finish(await _take(inbox))
    async with database.read() as connection:
        [row] = (await connection.execute(select(INBOX.c.key, INBOX.c.state, INBOX.c.payload))).all()
    assert tuple(row) == (KEY, State.DONE, None)
    assert not await inbox.store(KEY, "who owns inbox?")


async def test_an_event_whose_worker_died_is_taken_up_again(database: Database) -> None:
    inbox = Inbox(database, ENDED_AT_ONCE)
    await inbox.store(KEY, "who owns inbox?")
    lost, held = await _take(inbox), await _take(inbox)
    assert (held.payload, held.tries) == ("who owns inbox?", 2)
    assert not await inbox.finish(lost), "who came back late has no say"
    assert await inbox.finish(held)


async def test_an_event_that_is_being_answered_is_left_alone(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.store(KEY, "hi")
    await inbox.take()
    assert await inbox.take() is None


async def test_an_event_that_was_given_up_is_tried_later(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.store(KEY, "hi")
    await inbox.give_up(await _take(inbox), 0.0)
    await inbox.give_up(await _take(inbox), 60.0)
    assert await inbox.take() is None
    assert await inbox.counts() == {State.WAITING: 1}


async def test_after_five_tries_it_is_dead(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.store(KEY, "hi")
    for _ in range(MOST_TRIES):
        await inbox.give_up(await _take(inbox), 0.0)
    assert await inbox.take() is None
    assert await inbox.counts() == {State.DEAD: 1}


async def test_one_that_kills_its_worker_each_time_is_dead_after_five_tries(database: Database) -> None:
    inbox = Inbox(database, ENDED_AT_ONCE)
    await inbox.store(KEY, "hi")
    for _ in range(MOST_TRIES):
        await _take(inbox)
    assert await inbox.take() is None
    assert await inbox.prune() == 0
    assert await inbox.counts() == {State.DEAD: 1}


async def test_old_finished_events_are_forgotten_and_waiting_ones_are_not(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.store(KEY, "hi")
    await inbox.finish(await _take(inbox))
    await inbox.store("slack:A1:Ev2", "hi")
    assert await inbox.prune(kept=3600.0) == 0
    assert await inbox.prune(kept=0.0) == 1
    assert await inbox.counts() == {State.WAITING: 1}
