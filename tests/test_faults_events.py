"""Faults of events and of the database, by number: copies, restarts, too much at once, a database that is away.

Counted at the fake Slack, on SQLite and on Postgres. More of 20 in test_inbox, of 21 in test_slack_taken_up.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from bot.inbox import NotStoredError
from bot.playground.slack.acts import Acts
from bot.playground.slack.sender import retry_headers
from bot.playground.slack.web_api import FakeSlack, fake_slack
from bot.playground.slack.workspace import BOT_USER, CHANNEL, Conversation
from bot.serve import Standing, open_server
from bot.slack.kept import kept_in_memory
from bot.state.database import Database, database_url, open_database
from bot.state.inbox import KeptInbox
from bot.state.ledger import Ledger, Planned, Sent
from bot.state.ledger import State as Delivery
from bot.state.migrate import migrate
from bot.state.oauth_states import OAuthStates
from bot.state.together import Row
from bot.web import HEALTH_PATH, READY_PATH, SLACK_PATH
from tests.slack_bot import Echo, Office, Waits, desk_of, settings

MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "<@U0BOT> warmup"}
KEY = "event|T1|Ev1"


@asynccontextmanager
async def _bot(slack: FakeSlack, inbox: KeptInbox) -> AsyncIterator[Acts]:
    """The bot from its start to its end, over an inbox."""
    waits = Waits()
    standing = Standing(kept=replace(kept_in_memory(waits.clock()), inbox=inbox))
    async with (
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), desk_of(Echo(), Office()), waits.clock(), standing) as bot,
    ):
        yield Acts(session, bot.url + SLACK_PATH, slack)


def _slack() -> Any:
    return fake_slack(Waits().now)


def _questions(slack: FakeSlack, number: int) -> list[dict[str, Any]]:
    """Mentions in as many channels."""
    slack.rates.limited = False
    for n in range(number):
        slack.workspace.conversations[f"X{n}"] = Conversation(f"X{n}", CHANNEL, f"x{n}", {BOT_USER})
    return [{**MENTION, "channel": f"X{n}"} for n in range(number)]


def _answered(slack: FakeSlack) -> Counter[str]:
    return Counter(post["channel"] for post in slack.posts)


async def _get(send: Acts, path: str) -> int:
    async with send.session.get(send.url.replace(SLACK_PATH, path)) as answer:
        return answer.status


async def test_fault_18_a_file_that_another_process_locks_is_waited_for_and_told(tmp_path: Path) -> None:
    async with open_database(database_url(f"sqlite:///{tmp_path}/state.db", {})) as database:
        await migrate(database)
        inbox = KeptInbox(database, patience=0.1)
        other = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotStoredError, match="takes too long"):
            await inbox.store(KEY, "hi")
        other.execute("COMMIT")
        other.close()
        await database.together.written()
        await database.together.written()
        assert [event.key for event in await inbox.take_up()] == [KEY], "what came too late is not lost"


async def test_fault_18_a_full_disk_is_told_and_nothing_is_called_sent(tmp_path: Path) -> None:
    async with open_database(database_url(f"sqlite:///{tmp_path}/state.db", {})) as database:
        await migrate(database)
        ledger, inbox = Ledger(database), KeptInbox(database)
        await ledger.plan([Planned("T1|C1|review|2030-03", "review", "T1", "C1", {}, 0.0)])
        claimed = await ledger.claim()
        assert claimed is not None
        await _allow_pages(database, 1)
        with pytest.raises(NotStoredError, match="could not be written"):
            await inbox.store(KEY, "x" * 100_000)
        with pytest.raises(OperationalError, match="full"):
            await ledger.settle(claimed, Sent("1." + "1" * 100_000))
        assert await ledger.counts() == {Delivery.SENDING: 1}
        await _allow_pages(database, 1_000_000)
        assert await inbox.store(KEY, "x" * 100_000)
        assert await ledger.settle(claimed, Sent("1.1"))


async def _allow_pages(database: Database, number: int) -> None:
    """Let the file grow to so many pages, or not at all when it has more."""

    def limit(connection: Connection, rows: Sequence[Row]) -> Sequence[None]:
        connection.exec_driver_sql(f"PRAGMA max_page_count={number}")
        return [None] * len(rows)

    await database.together.write(limit, {})
    async with database.write() as connection:
        await connection.execute(text(f"PRAGMA max_page_count={number}"))


async def test_fault_19_a_migration_that_is_cut_off_leaves_nothing_and_is_made_anew(url: str) -> None:
    async with open_database(database_url(url, {})) as database:

        async def cut_off() -> None:
            async with database.write() as connection:
                await connection.execute(text("CREATE TABLE turns (thread INTEGER)"))
                raise ConnectionAbortedError

        with pytest.raises(ConnectionAbortedError):
            await cut_off()
        async with database.read() as connection:
            assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []
        await migrate(database)
        assert await KeptInbox(database).store(KEY, "hi")


async def test_fault_20_one_event_at_four_processes_is_answered_once(database: Database) -> None:
    async with (
        _slack() as slack,
        _bot(slack, KeptInbox(database)) as one,
        _bot(slack, KeptInbox(database)) as two,
        _bot(slack, KeptInbox(database)) as three,
        _bot(slack, KeptInbox(database)) as four,
    ):
        answers = await asyncio.gather(*(send.event(MENTION, "Ev1") for send in (one, two, three, four)))
        assert [answer.status for answer in answers] == [200] * 4
        assert len(await slack.posted()) == 1
    assert len(slack.posts) == 1


async def test_fault_20_a_copy_whose_first_never_came_is_answered(database: Database) -> None:
    async with _slack() as slack, _bot(slack, KeptInbox(database)) as send:
        body = send.envelope(MENTION, "Ev1")
        assert (await send.json(body, retry_headers(3))).status == 200
        assert len(await slack.posted()) == 1


async def test_fault_22_replicas_that_are_replaced_one_by_one_under_load_lose_and_double_nothing(
    database: Database,
) -> None:
    async with _slack() as slack:
        questions = _questions(slack, 30)
        async with _bot(slack, KeptInbox(database)) as stays:
            async with _bot(slack, KeptInbox(database)) as goes:
                sent = [asyncio.create_task(_deliver(question, [goes, stays])) for question in questions]
                await slack.posted(3)
            async with _bot(slack, KeptInbox(database)):
                await asyncio.gather(*sent)
                await slack.posted(len(questions))
        assert _answered(slack) == {question["channel"]: 1 for question in questions}


async def _deliver(event: dict[str, Any], bots: Sequence[Acts]) -> None:
    """Send an event to one after the other until it has its 200, as Slack does."""
    body = bots[0].envelope(event, event["channel"])
    for number, send in enumerate([*bots, *reversed(bots)]):
        try:
            if (await send.json(body, retry_headers(number))).status == 200:
                return
        except aiohttp.ClientError:
            continue
    raise AssertionError(f"nobody took {event}")


async def test_fault_23_ten_times_too_much_is_answered_and_the_bot_lives(database: Database) -> None:
    async with _slack() as slack, _bot(slack, KeptInbox(database)) as send:
        questions = _questions(slack, 200)
        asking = [asyncio.create_task(send.event(question)) for question in questions]
        assert await _get(send, HEALTH_PATH) == 200
        answers = await asyncio.gather(*asking)
        taken = {q["channel"] for q, answer in zip(questions, answers, strict=True) if answer.status == 200}
        await slack.posted(len(taken))
        assert _answered(slack) == dict.fromkeys(taken, 1), "what had its 200 is answered, once"
        assert {answer.status for answer in answers} <= {200, 503}


async def test_fault_23_a_database_that_is_away_is_a_503_and_the_bot_lives_and_goes_on_when_it_is_back(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with _slack() as slack, _bot(slack, KeptInbox(database)) as send:
        await _rename(database, "inbox", "away")
        body = send.envelope(MENTION, "Ev1")
        assert (await send.json(body)).status == 503
        assert (await _get(send, HEALTH_PATH), await _get(send, READY_PATH)) == (200, 200)
        assert (await send.command("warmup")).status == 200
        await _rename(database, "away", "inbox")
        assert (await send.json(body, retry_headers(1))).status == 200
        assert len(await slack.posted()) == 1
    assert "so that Slack sends it again" in caplog.text


async def _rename(database: Database, old: str, new: str) -> None:
    async with database.write() as connection:
        await connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_fault_25_one_state_of_an_install_is_good_once_however_many_bring_it_at_once(database: Database) -> None:
    states = OAuthStates(database)
    state = await states.async_issue()
    assert sorted(await asyncio.gather(*(states.async_consume(state) for _ in range(5)))) == [False] * 4 + [True]


def test_every_fault_has_a_test_of_its_number() -> None:
    """4 kills real processes: `python -m bench kills`. 17, a Postgres that is killed, has none."""
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    numbered = {int(number) for number in re.findall(r"def test_fault_(\d\d)_", tests)}
    assert set(range(1, 26)) - numbered == {4, 17}
