"""The inbox: stored once, answered by one, forgotten when done. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from bot.inbox import Event, NotStoredError
from bot.state.database import Database, database_url, open_database
from bot.state.inbox import MOST_TRIES, KeptInbox, State
from bot.state.migrate import migrate
from bot.state.tables import INBOX
from bot.state.together import PAUSE, Row

ENDED_AT_ONCE = 0.0
KEY, OTHER = "event|T1|Ev1", "event|T1|Ev2"


async def test_a_copy_is_known_here_and_elsewhere(database: Database) -> None:
    assert await KeptInbox(database).store(KEY, "who owns inbox?")
    assert not await KeptInbox(database).store(KEY, "who owns inbox?")
    assert await KeptInbox(database).store(OTHER, "who owns inbox?")


async def test_fault_20_of_copies_at_the_same_moment_one_is_the_first(database: Database) -> None:
    inbox = KeptInbox(database)
    keys = [KEY, KEY, OTHER, KEY, OTHER, "event|T1|\\ud800\\x00"]
    stored = await asyncio.gather(*(inbox.store(key, "hi") for key in keys))
    assert stored == [True, False, True, False, False, True]


async def test_an_event_that_is_done_leaves_its_key_and_none_of_its_words(database: Database) -> None:
    inbox = KeptInbox(database)
    await inbox.store(KEY, "who owns inbox?")
    inbox.finish(KEY)
    await database.together.written()
    async with database.read() as connection:
        [row] = (await connection.execute(select(INBOX.c.key, INBOX.c.state, INBOX.c.payload))).all()
    assert tuple(row) == (KEY, State.DONE, None)
    assert not await inbox.store(KEY, "who owns inbox?")


async def test_what_is_left_to_be_written_is_written_when_the_database_is_closed(url_with_tables: str) -> None:
    async with open_database(database_url(url_with_tables, {})) as database:
        inbox = KeptInbox(database)
        await inbox.store(KEY, "who owns inbox?")
        inbox.finish(KEY)
    async with open_database(database_url(url_with_tables, {})) as database:
        assert await KeptInbox(database).counts() == {State.DONE: 1}


async def test_an_event_whose_process_died_is_taken_up_by_one(database: Database) -> None:
    await KeptInbox(database, ENDED_AT_ONCE).store(KEY, "who owns inbox?")
    taken = [await KeptInbox(database).take_up() for _ in range(3)]
    assert taken == [[Event(KEY, "who owns inbox?", 2)], [], []]


async def test_an_event_that_is_under_way_is_left_alone_as_long_as_it_is(database: Database) -> None:
    inbox = KeptInbox(database, ENDED_AT_ONCE)
    await inbox.store(KEY, "hi")
    held = KeptInbox(database)
    assert [event.key for event in await held.take_up()] == [KEY]
    assert await held.take_up() == []
    assert await KeptInbox(database).take_up() == []


async def test_after_five_times_it_is_dead(database: Database) -> None:
    inbox = KeptInbox(database, ENDED_AT_ONCE)
    await inbox.store(KEY, "hi")
    tries = [event.tries for _ in range(MOST_TRIES + 1) for event in await KeptInbox(database, ENDED_AT_ONCE).take_up()]
    assert tries == [2, 3, 4, 5]
    assert await inbox.counts() == {State.DEAD: 1}


async def test_a_database_that_takes_too_long_is_not_waited_for_and_the_event_is_taken_up_when_it_is_there(
    database: Database,
) -> None:
    with pytest.raises(NotStoredError, match="takes too long"):
        await KeptInbox(database, patience=0.0).store(KEY, "hi")
    await database.together.written()
    await database.together.written()
    assert [event.key for event in await KeptInbox(database).take_up()] == [KEY]


async def test_what_can_not_be_stored_is_told_and_is_stored_when_it_can(url: str) -> None:
    async with open_database(database_url(url, {})) as database:
        inbox = KeptInbox(database)
        for act in (inbox.store(KEY, "hi"), inbox.take_up()):
            with pytest.raises(NotStoredError, match="could not be written"):
                await act
        await migrate(database)
        assert await inbox.store(KEY, "hi")


async def test_a_row_that_can_not_be_written_does_not_stop_the_others(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Connection, __: Sequence[Row]) -> Sequence[None]:
        raise ZeroDivisionError

    database.together.write_soon(fail, {})
    assert await KeptInbox(database).store(KEY, "hi")
    assert "a row can't be written" in caplog.text


async def test_what_need_not_be_there_at_once_is_kept_while_the_database_is_away(database: Database) -> None:
    inbox, away = KeptInbox(database), [True]

    def end(connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        if away:
            away.clear()
            raise OperationalError("", None, ConnectionError())
        connection.execute(text("SELECT 1"))
        ended.extend(rows)
        return [None] * len(rows)

    ended: list[Row] = []
    database.together.write_soon(end, {"n": 1})
    with pytest.raises(NotStoredError):
        await inbox.store(KEY, "hi")
    assert ended == []
    assert await inbox.store(KEY, "hi"), f"and not only after {PAUSE} seconds"
    assert ended == [{"n": 1}]


async def test_old_finished_events_are_forgotten_and_those_under_way_are_not(database: Database) -> None:
    inbox = KeptInbox(database)
    await inbox.store(KEY, "hi")
    inbox.finish(KEY)
    await inbox.store(OTHER, "hi")
    assert await inbox.prune(kept=3600.0) == 0
    assert await inbox.prune(kept=0.0) == 1
    assert await inbox.counts() == {State.WORKING: 1}
