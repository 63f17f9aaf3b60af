"""Socket Mode: the same answers, through a socket that the bot opens, without a signing secret or an address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.playground.slack.acts import Acts
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import APP_TOKEN, FakeSlack, fake_slack
from bot.serve import open_server
from bot.settings import Settings, SettingsError
from bot.web import HEALTH_PATH, SLACK_PATH
from tests.slack_bot import Echo, Office, Waits, desk_of, settings

COMMAND = {"command": "/roadmap", "text": "warmup", "team_id": "T1", "channel_id": "C1", "user_id": "U1"}


def _settings(slack: FakeSlack) -> Settings:
    given = {"slack_signing_secret": None, "slack_app_token": SecretStr(APP_TOKEN)}
    return settings(slack.url).model_copy(update=given)


@asynccontextmanager
async def _connected() -> AsyncIterator[tuple[FakeSlack, str]]:
    waits = Waits()
    async with fake_slack(waits.now) as slack:
        make = desk_of(Echo(), Office())
        async with open_server(_settings(slack), make, waits.clock()) as bot:
            yield slack, bot.url


async def _send(slack: FakeSlack, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """What comes back for something sent through the socket."""
    before = len(slack.kept.of("socket"))
    await slack.sockets[0].send_json({"type": kind, "envelope_id": f"e{before}", "payload": payload})
    return (await slack.called("socket", before + 1))[-1].said


async def test_a_command_is_answered_through_the_socket() -> None:
    async with _connected() as (slack, _):
        said = await _send(slack, "slash_commands", COMMAND)
    assert said["envelope_id"] == "e0"
    assert "warmup" in said["payload"]["text"]


async def test_an_event_is_answered_once_however_often_it_comes() -> None:
    async with _connected() as (slack, url), aiohttp.ClientSession() as session:
        event = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "warmup"}
        envelope = Acts(session, url + SLACK_PATH, slack).envelope(event)
        for _ in range(3):
            await _send(slack, "events_api", envelope)
        await slack.posted()
    assert len(slack.posts) == 1


async def test_no_door_is_open_without_a_secret_to_know_slack_by() -> None:
    async with _connected() as (_, url), aiohttp.ClientSession() as session:
        async with session.post(url + SLACK_PATH, json=COMMAND) as answer:
            assert answer.status == 404
        async with session.get(url + HEALTH_PATH) as answer:
            assert answer.status == 200


async def test_a_token_that_slack_refuses_is_named() -> None:
    async with fake_slack() as slack:
        slack.refuse_next("apps.connections.open", Fault(error="invalid_auth"))
        with pytest.raises(SettingsError, match=r"SLACK_APP_TOKEN is refused by Slack .invalid_auth."):
            async with open_server(_settings(slack), desk_of(Echo(), Office())):
                pass
