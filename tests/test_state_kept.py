"""The bot with its database behind it: what it knew before a restart, it knows after. On SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.claims import MemoryClaims
from bot.clock import Clock
from bot.playground.slack.acts import Acts
from bot.playground.slack.web_api import FakeSlack, fake_slack
from bot.serve import Standing, open_server
from bot.slack.kept import kept_in_memory
from bot.state.database import Database, database_url, open_database
from bot.state.inbox import KeptInbox
from bot.state.migrate import migrate
from bot.state.opening import State, open_state
from bot.state.tables import FEEDBACK
from bot.state.unanswered import Gap, Unanswered
from bot.web import READY_PATH, SLACK_PATH
from handlers.opinions import Opinion
from handlers.slack.desk import Work
from knowledge.answer import Answer, Ending, Intent
from tests.slack_bot import TODAY, Echo, Office, Waits, desk_of, settings

MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "<@U0BOT> warmup"}


@asynccontextmanager
async def _bot(slack: FakeSlack, standing: Standing) -> AsyncIterator[Acts]:
    """The bot from its start to its end, over what it stands on."""
    make = desk_of(Echo(), Office())
    async with (
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), make, Waits().clock(), standing) as bot,
    ):
        yield Acts(session, bot.url + SLACK_PATH, slack)


@asynccontextmanager
async def _state(slack: FakeSlack, url: str) -> AsyncIterator[State]:
    given = settings(slack.url).model_copy(update={"database_url": SecretStr(url)})
    async with open_state(given) as state:
        yield state


def _standing(database: Database) -> Standing:
    return Standing(kept=replace(kept_in_memory(Waits().clock()), inbox=KeptInbox(database)))


def _slack() -> Any:
    return fake_slack(Waits().now)


def _gap(subject: str = "Search") -> Answer:
    return Answer(Intent.TIMELINE, (), TODAY, (subject,), False, Ending.NOT_STATED)


async def test_check_04_a_copy_that_comes_after_a_restart_is_not_answered_again(url_with_tables: str) -> None:
    async with _slack() as slack:
        for _ in range(2):
            async with _state(slack, url_with_tables) as state, _bot(slack, Standing(kept=state.kept)) as send:
                envelope = {**send.envelope(MENTION), "event_id": "Ev1"}
                assert (await send.json(envelope)).status == 200
        assert len(await slack.posted()) == 1


async def test_an_event_that_could_not_be_written_down_comes_again_and_is_answered(url: str) -> None:
    async with _slack() as slack, open_database(database_url(url, {})) as database:

        async def mend(_: float) -> None:
            await migrate(database)

        async with _bot(slack, _standing(database)) as send:
            copies = await send.deliver({**send.envelope(MENTION), "event_id": "Ev1"}, mend)
            command = await send.command("warmup")
        assert [copy.status for copy in copies] == [503, 200]
        assert command.status == 200
        assert len(await slack.posted()) == 1


async def test_opinions_are_kept_and_what_was_asked_in_vain_is_counted(url_with_tables: str) -> None:
    async with _slack() as slack:
        async with _state(slack, url_with_tables) as state:
            memory = MemoryClaims(Clock().elapsed)
            desk = state.desk(desk_of(Office().talk()))(Work(memory.claim, memory.claim))
            state.note(_gap())
            state.note(_gap())
            await desk.opinions.record(Opinion("who owns search?", False, "U1", "T1"))
        async with _state(slack, url_with_tables) as again:
            assert list(await Unanswered(again.database).gaps()) == [Gap("Search", "timeline", Ending.NOT_STATED, 2)]
            async with again.database.read() as connection:
                assert len((await connection.execute(select(FEEDBACK))).all()) == 1


async def test_an_answer_in_slack_that_tells_nothing_is_counted(url_with_tables: str) -> None:
    async with (
        _slack() as slack,
        _state(slack, url_with_tables) as state,
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), state.desk(desk_of(Office().talk())), Waits().clock()) as bot,
    ):
        send = Acts(session, bot.url + SLACK_PATH, slack)
        await send.command("when does inbox launch?")
    async with open_database(database_url(url_with_tables, {})) as database:
        [gap] = await Unanswered(database).gaps()
    assert gap == Gap("Inbox", "timeline", Ending.DISAGREE, 1)


async def test_it_is_ready_while_its_database_answers(url_with_tables: str) -> None:
    async with (
        _slack() as slack,
        _state(slack, url_with_tables) as state,
        _bot(slack, Standing(ready=state.ready)) as send,
        send.session.get(send.url.replace(SLACK_PATH, READY_PATH)) as answer,
    ):
        assert (answer.status, await answer.json()) == (200, {"status": "ready"})


async def test_it_is_not_ready_without_its_database() -> None:
    gone = Database(create_async_engine("postgresql+psycopg://u:p@127.0.0.1:1/name"))
    state = State(gone, kept_in_memory(Clock()), lambda _: None)
    async with (
        _slack() as slack,
        _bot(slack, Standing(ready=state.ready)) as send,
        send.session.get(send.url.replace(SLACK_PATH, READY_PATH)) as answer,
    ):
        told = {"status": "not ready", "reason": "the database does not answer"}
        assert (answer.status, await answer.json()) == (503, told)
