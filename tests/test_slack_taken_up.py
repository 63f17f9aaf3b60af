"""Events whose process died after Slack had its 200: taken up by the next one, and answered once where it can look.

On SQLite and on Postgres; counted at the fake Slack.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from sqlalchemy import delete

from bot.playground.slack.acts import Acts
from bot.playground.slack.calls import PATIENCE
from bot.playground.slack.web_api import EVERY_SCOPE, TOKEN, FakeSlack, fake_slack
from bot.serve import Standing, open_server
from bot.slack.kept import kept_in_memory
from bot.state.database import Database
from bot.state.inbox import KeptInbox, State
from bot.state.tables import INBOX
from bot.web import SLACK_PATH
from tests.slack_bot import NOW, Echo, Office, Waits, desk_of, settings

ENDED = 0.0
READS = {"conversations.replies", "conversations.history"}
WITHOUT_HISTORY = EVERY_SCOPE - {"channels:history", "groups:history", "im:history", "mpim:history"}
TS = f"{NOW - 60:.0f}.000777"
MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": TS, "text": "<@U0BOT> warmup"}
DIRECT = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U1", "ts": TS, "text": "warmup"}


@asynccontextmanager
async def _bot(slack: FakeSlack, inbox: KeptInbox, replies: Any = None) -> AsyncIterator[Acts]:
    """The bot from its start to its end, over an inbox."""
    waits = Waits()
    standing = Standing(kept=replace(kept_in_memory(waits.clock()), inbox=inbox))
    make = desk_of(replies or Echo(), Office())
    async with (
        aiohttp.ClientSession() as session,
        open_server(settings(slack.url), make, waits.clock(), standing) as bot,
    ):
        yield Acts(session, bot.url + SLACK_PATH, slack)


def _slack() -> Any:
    return fake_slack(Waits().now)


async def _envelope(slack: FakeSlack, event: dict[str, Any]) -> dict[str, Any]:
    """An event as Slack sends it."""
    async with aiohttp.ClientSession() as session:
        return Acts(session, "", slack).envelope(event, "Ev1")


async def _forget_that_it_is_done(database: Database, slack: FakeSlack, event: dict[str, Any]) -> None:
    """As if the process had died before it could write that down."""
    async with database.write() as connection:
        await connection.execute(delete(INBOX))
    await _died_with(database, slack, event)


async def _died_with(database: Database, slack: FakeSlack, event: dict[str, Any]) -> None:
    """A process stored this event, and is no more."""
    key = "|".join(("post", "T1", event["channel"], event["ts"]))
    await KeptInbox(database, ENDED).store(key, json.dumps(await _envelope(slack, event)))


async def _all_done(inbox: KeptInbox, database: Database) -> None:
    async with asyncio.timeout(PATIENCE):
        while await inbox.counts() != {State.DONE: 1}:
            await database.together.written()


def _here(slack: FakeSlack, event: dict[str, Any]) -> dict[str, Any]:
    return {**event, "channel": slack.workspace.direct("U1").id} if event["channel"] == "D1" else event


EVERYWHERE = pytest.mark.parametrize(
    "event", [MENTION, DIRECT, {**DIRECT, "thread_ts": f"{NOW:.0f}.000001"}], ids=["mention", "direct", "in a thread"]
)


@EVERYWHERE
async def test_fault_21_an_event_that_nobody_answered_is_answered_after_the_restart(
    database: Database, event: dict[str, Any]
) -> None:
    async with _slack() as slack:
        await _died_with(database, slack, _here(slack, event))
        inbox = KeptInbox(database)
        async with _bot(slack, inbox):
            [post] = await slack.posted()
            await _all_done(inbox, database)
        assert "warmup" in post["text"]


@EVERYWHERE
async def test_fault_21_an_answer_that_is_there_is_found_and_not_given_again(
    database: Database, event: dict[str, Any]
) -> None:
    """The process died after Slack had taken the answer, and before that was noted."""
    async with _slack() as slack:
        here = _here(slack, event)
        async with _bot(slack, KeptInbox(database)) as send:
            await send.event(here)
            await slack.posted()
        await _forget_that_it_is_done(database, slack, here)
        inbox = KeptInbox(database)
        async with _bot(slack, inbox):
            await _all_done(inbox, database)
        assert len(slack.posts) == 1
        assert {call.method for call in slack.calls} & READS


async def test_where_it_can_not_look_it_answers_again(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    async with _slack() as slack:
        slack.tokens[TOKEN] = WITHOUT_HISTORY
        async with _bot(slack, KeptInbox(database)) as send:
            await send.event(MENTION)
            await slack.posted()
        await _forget_that_it_is_done(database, slack, MENTION)
        inbox = KeptInbox(database)
        async with _bot(slack, inbox):
            await _all_done(inbox, database)
        assert len(slack.posts) == 2, "silence would be worse"
    assert "could not be looked up whether a post was answered (missing_scope)" in caplog.text


async def test_another_replica_takes_up_what_is_not_heard_of_any_more(database: Database) -> None:
    async with _slack() as slack, _bot(slack, KeptInbox(database, lease=0.1)):
        await _died_with(database, slack, MENTION)
        assert len(await slack.posted()) == 1


async def test_a_post_that_comes_in_two_events_is_answered_once_whichever_replica_gets_them(database: Database) -> None:
    async with _slack() as slack:
        direct = _here(slack, DIRECT)
        async with _bot(slack, KeptInbox(database)) as one, _bot(slack, KeptInbox(database)) as other:
            await one.event(direct)
            await other.event({**direct, "type": "app_mention"})
            await slack.posted()
        assert len(slack.posts) == 1


async def test_what_nobody_waits_for_is_never_written_down(database: Database) -> None:
    talk = {"type": "message", "channel_type": "channel", "channel": "C1", "user": "U2", "ts": TS, "text": "lunch?"}
    joined = {"type": "member_joined_channel", "channel": "C1", "user": "U2"}
    inbox = KeptInbox(database)
    async with _slack() as slack, _bot(slack, inbox) as send:
        for event in (talk, {**talk, "thread_ts": "1.1"}, {**talk, "bot_id": "B1", "channel_type": "im"}, joined):
            assert (await send.event(event)).status == 200
    assert await inbox.counts() == {}
