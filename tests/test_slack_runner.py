"""Listeners: Slack's answer leaves at once, and what goes wrong after it is told."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.runner import Ack, Runner
from bot.under_way import UnderWay

COMMAND = {"command": "/roadmap", "text": "warmup", "team_id": "T1", "user_id": "U1"}


class Desk:
    """An app with the runner under test, and what it said to askers."""

    def __init__(self, patience: float = 10.0) -> None:
        self.under_way, self.references = UnderWay(), list[str]()
        self.late: list[dict[str, Any]] = []
        self.app = AsyncApp(name="test", authorize=_authorize, request_verification_enabled=False)
        self.app._async_listener_runner = Runner(self.app.listener_runner, self.under_way, self._apologise, patience)

    async def ask(self) -> BoltResponse:
        request = AsyncBoltRequest(body=dict(COMMAND), mode="socket_mode", context={"ack": Ack()})
        return await self.app.async_dispatch(request)

    async def _apologise(self, _: AsyncBoltRequest, reference: str) -> None:
        self.references.append(reference)


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="xoxb-1")


async def test_check_03_an_answer_leaves_while_its_listener_goes_on() -> None:
    desk, go_on, done = Desk(), asyncio.Event(), list[str]()

    async def listener(ack: AsyncAck) -> None:
        await ack("here")
        await go_on.wait()
        done.append("done")

    desk.app.command("/roadmap")(listener)
    assert (await desk.ask()).body == "here"
    assert done == []
    go_on.set()
    await desk.under_way.finish(5)
    assert done == ["done"]


async def test_a_failure_after_the_answer_leaves_the_answer_and_is_told(caplog: Any) -> None:
    desk = Desk()

    async def listener(ack: AsyncAck) -> None:
        await ack("here")
        raise ZeroDivisionError

    desk.app.command("/roadmap")(listener)
    answer = await desk.ask()
    await desk.under_way.finish(5)
    assert (answer.status, answer.body) == (200, "here")
    (reference,) = desk.references
    record = next(r for r in caplog.records if r.levelno == logging.ERROR)
    assert reference in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


async def test_a_failure_before_the_answer_is_a_200_and_told() -> None:
    desk = Desk()

    async def listener() -> None:
        raise ZeroDivisionError

    desk.app.command("/roadmap")(listener)
    assert (await desk.ask()).status == 200
    await desk.under_way.finish(5)
    assert len(desk.references) == 1


async def test_a_listener_that_never_answers_is_not_waited_for() -> None:
    desk, go_on = Desk(patience=0.0), asyncio.Event()

    async def listener() -> None:
        await go_on.wait()

    desk.app.command("/roadmap")(listener)
    answer = await desk.ask()
    assert (answer.status, answer.body) == (200, "")
    go_on.set()
    await desk.under_way.finish(5)


async def test_a_listener_that_ends_without_an_answer_is_a_200() -> None:
    desk = Desk()

    async def listener() -> None:
        return None

    desk.app.command("/roadmap")(listener)
    assert (await desk.ask()).status == 200
