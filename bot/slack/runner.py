"""Runs listeners: Slack gets its answer the moment a listener has one, and the listener goes on.

Bolt's own runner looks every 10 ms whether there is an answer, gives a 404 when the listener fails
after it, and lets it die with the process.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.client import InDoubtError
from bot.slack.retries import NOT_CONNECTED
from bot.under_way import UnderWay

log = logging.getLogger(__name__)

PATIENCE = 2.5
"""Seconds until Slack gets an empty answer; Slack itself waits for three."""

WORK = "work"
"""Where a request's context holds the task that does what it asks for."""

Apologise = Callable[[AsyncBoltRequest, str], Awaitable[None]]
"""Tells who asked that it went wrong, with a reference."""


class Ack(AsyncAck):
    """A listener's answer to Slack, and a sign that it is there."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.given = asyncio.Event()

    async def __call__(self, *said: Any, **fields: Any) -> BoltResponse:
        """Give the answer; see AsyncAck."""
        response = await super().__call__(*said, **fields)
        self.given.set()
        return response


class Runner(AsyncioListenerRunner):
    """Runs each listener as work under way, and tells the asker when it fails."""

    def __init__(
        self, bolt: AsyncioListenerRunner, under_way: UnderWay, apologise: Apologise, patience: float = PATIENCE
    ) -> None:
        """Takes the place of `bolt`, the runner that an app came with."""
        super().__init__(
            bolt.logger,
            False,
            bolt.listener_error_handler,
            bolt.listener_start_handler,
            bolt.listener_completion_handler,
            bolt.lazy_listener_runner,
        )
        self._under_way, self._apologise, self._patience = under_way, apologise, patience

    async def run(
        self,
        request: AsyncBoltRequest,
        response: BoltResponse,
        listener_name: str,  # noqa: ARG002
        listener: AsyncListener,
        starting_time: float | None = None,  # noqa: ARG002
    ) -> BoltResponse:
        """What Slack is answered: what the listener says, or nothing yet when it takes too long."""
        ack = request.context.ack
        if listener.auto_acknowledgement:
            await ack()
        request.context[WORK] = self._under_way.start(self._run(request, response, listener))
        await asyncio.sleep(0)  # Most listeners answer before they wait for anything.
        if ack.response is None and isinstance(ack, Ack):
            await self._wait(ack)
        return ack.response or BoltResponse(status=200)

    async def _wait(self, ack: Ack) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                await ack.given.wait()

    async def _run(self, request: AsyncBoltRequest, response: BoltResponse, listener: AsyncListener) -> None:
        try:
            await listener.run_ack_function(request=request, response=response)
        except Exception as error:
            if _leaves_doubt(error):
                raise  # The answer may be there: another word on it would be a second one.
            reference = secrets.token_hex(4)
            log.exception("a request of Slack's could not be handled; reference %s", reference)
            await self._apologise(request, reference)
        finally:
            if request.context.ack.response is None:
                await request.context.ack()


def _leaves_doubt(error: Exception) -> bool:
    """May what the listener sent have arrived all the same?"""
    return isinstance(error, InDoubtError | ClientError | TimeoutError) and not isinstance(error, NOT_CONNECTED)
