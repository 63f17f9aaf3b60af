"""Runs listeners: Slack gets its answer the moment a listener has one, and the listener goes on.

Bolt's own runner looks every 10 ms whether there is an answer, gives a 404 when the listener fails
after it, and lets it die with the process.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.as_json import as_json
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

    async def __call__(self, said: str | dict[str, Any] = "", **fields: Any) -> BoltResponse:  # type: ignore[override]
        """Give the answer; see AsyncAck."""
        if isinstance(said, dict):
            response = self.response = BoltResponse(status=200, body=as_json(said).decode())
        else:
            response = await super().__call__(said, **fields)
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
        response: BoltResponse,  # noqa: ARG002
        listener_name: str,  # noqa: ARG002
        listener: AsyncListener,
        starting_time: float | None = None,  # noqa: ARG002
    ) -> BoltResponse:
        """What Slack is answered: what the listener says, or nothing yet when it takes too long."""
        ack = request.context.ack
        if listener.auto_acknowledgement:
            await ack()
        request.context[WORK] = self._under_way.start(self._run(request, listener))
        await asyncio.sleep(0)  # Most listeners answer before they wait for anything.
        if ack.response is None and isinstance(ack, Ack):
            await self._wait(ack)
        return ack.response or BoltResponse(status=200)

    async def _wait(self, ack: Ack) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                await ack.given.wait()

    async def _run(self, request: AsyncBoltRequest, listener: AsyncListener) -> None:
        try:
            await listener.ack_function(**_wanted(listener, request))
        except Exception as error:
            if _leaves_doubt(error):
                raise  # The answer may be there: another word on it would be a second one.
            reference = secrets.token_hex(4)
            log.exception("a request of Slack's could not be handled; reference %s", reference)
            await self._apologise(request, reference)
        finally:
            if request.context.ack.response is None:
                await request.context.ack()


_GIVEN: dict[str, Callable[[AsyncBoltRequest], Any]] = {
    "ack": lambda request: request.context.ack,
    "body": lambda request: request.body,
    "client": lambda request: request.context.client,
    "command": lambda request: request.body,
    "context": lambda request: request.context,
    "event": lambda request: request.body["event"],
    "view": lambda request: request.body["view"],
}
"""What listeners may want, by the names of their arguments; all else is what middleware put into the context."""


def _wanted(listener: AsyncListener, request: AsyncBoltRequest) -> dict[str, Any]:
    """The arguments of a listener. Bolt would make all thirty that there may be, for each request."""
    names = _names(listener.ack_function)
    return {name: _GIVEN[name](request) if name in _GIVEN else request.context[name] for name in names}


@lru_cache
def _names(function: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


def _leaves_doubt(error: Exception) -> bool:
    """May what the listener sent have arrived all the same?"""
    return isinstance(error, InDoubtError | ClientError | TimeoutError) and not isinstance(error, NOT_CONNECTED)
