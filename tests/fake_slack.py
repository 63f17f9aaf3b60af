"""A Slack of our own for tests: takes the Web API calls the bot makes, refuses what Slack refuses, keeps the rest.

Nothing in it waits for time to pass: faults are ordered beforehand, and who waits for a call is told of it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.slack_rules import METHODS, RESPONSE_FIELDS, message_error

TOKEN = "xoxb-1-test"
SECRET = "a-signing-secret"
BOT_USER, BOT = "U0BOT", "B0BOT"

PATIENCE = 10
"""Seconds after which a test that waits for a call fails."""


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or of a response_url, and what was answered."""

    method: str
    said: dict[str, Any]
    error: str | None = None


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: an HTTP status, or an error of Slack's, once `released` is set."""

    status: int = 200
    error: str = "internal_error"
    headers: dict[str, str] = field(default_factory=dict)
    released: asyncio.Event | None = None


class FakeSlack:
    """Holds what was called, the faults that are ordered, and the conversations that there are."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.channels = {"C1": True, "C2": True, "D1": True, "C-NOT-IN": False}
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self.tokens = {TOKEN}
        self.url = ""
        self._changed = asyncio.Condition()

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The messages that were posted."""
        return [c.said for c in self.calls if c.method == "chat.postMessage" and c.error is None]

    def refuse_next(self, method: str, *faults: Fault) -> None:
        """Order what goes wrong with the next calls of a method."""
        self.faults[method].extend(faults)

    async def called(self, method: str, times: int = 1) -> list[Call]:
        """The calls of a method, once there are so many."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: len(self._of(method)) >= times)
        return self._of(method)

    async def posted(self, times: int = 1) -> list[dict[str, Any]]:
        """The messages that were posted, once there are so many."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: len(self.posts) >= times)
        return self.posts

    def _of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def take_call(self, request: web.Request) -> web.Response:
        """Answer a call of the Web API."""
        method = request.match_info["method"]
        said = await request.json() if request.content_type == "application/json" else dict(await request.post())
        fault = self.faults[method].popleft() if self.faults[method] else None
        error = fault.error if fault else self._error(method, request.headers.get("Authorization", ""), said)
        await self._keep(Call(method, said, error))
        if fault and fault.released:
            await fault.released.wait()
        if fault and fault.status != 200:
            return web.Response(
                status=fault.status, headers=fault.headers, text="<html>no</html>", content_type="text/html"
            )
        if error:
            return web.json_response({"ok": False, "error": error})
        return web.json_response({"ok": True, **self._answer(method, said)})

    async def take_response(self, request: web.Request) -> web.Response:
        """Take a message that is sent to a response_url."""
        said = await request.json()
        error = "invalid_payload" if said.keys() - RESPONSE_FIELDS else message_error(said)
        await self._keep(Call("response_url", said, error))
        return web.Response(status=400 if error else 200, text=error or "ok")

    def _error(self, method: str, authorization: str, said: dict[str, Any]) -> str | None:
        if method not in METHODS:
            return "unknown_method"
        if not authorization:
            return "not_authed"
        if authorization.removeprefix("Bearer ") not in self.tokens:
            return "invalid_auth"
        if METHODS[method].needs - said.keys() or said.keys() - METHODS[method].needs - METHODS[method].takes:
            return "invalid_arguments"
        return self._message_error(said) if "channel" in said else None

    def _message_error(self, said: dict[str, Any]) -> str | None:
        if said["channel"] not in self.channels:
            return "channel_not_found"
        return message_error(said) if self.channels[said["channel"]] else "not_in_channel"

    def _answer(self, method: str, said: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {
                "team": "Test",
                "team_id": "T1",
                "user": "roadmap",
                "user_id": BOT_USER,
                "bot_id": BOT,
                "url": self.url,
            }
        return {"channel": said["channel"], "ts": f"{1_700_000_000 + len(self.calls)}.000100", "message": said}

    async def _keep(self, call: Call) -> None:
        async with self._changed:
            self.calls.append(call)
            self._changed.notify_all()


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """A Slack that listens on this machine; its `url` is what SLACK_API_URL has to be."""
    slack = FakeSlack()
    app = web.Application(client_max_size=10 * 1024 * 1024)
    app.router.add_post("/api/{method}", slack.take_call)
    app.router.add_post("/response/{id}", slack.take_response)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield slack
    finally:
        await runner.cleanup()
