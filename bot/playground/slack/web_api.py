"""A Slack of our own: takes the calls a bot makes, refuses what Slack refuses, and keeps the rest.

Nothing in it waits for time to pass: the time is given, faults are ordered beforehand, and who
waits for a call is told of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.slack.answers import ANSWERS
from bot.playground.slack.block_rules import message_error
from bot.playground.slack.calls import RESPONSE, Call, Calls
from bot.playground.slack.faults import Fault, Faults
from bot.playground.slack.methods import METHODS, OF_A_KIND, WITHOUT_TOKEN
from bot.playground.slack.rates import Rates
from bot.playground.slack.stage import RefusedError, Stage, refuse
from bot.playground.slack.tickets import Tickets
from bot.playground.slack.workspace import BOT_USER, TEAM, Workspace

TOKEN, APP_TOKEN = "xoxb-1-test", "xapp-1-test"
SECRET = "a-signing-secret"

EVERY_SCOPE = frozenset().union(*(method.scopes for method in METHODS.values()))

_JSON_ARGUMENTS = ("blocks", "view", "unfurls", "prompts", "outputs", "files", "metadata", "loading_messages")
"""Arguments that are JSON even when the call is a form."""

_RESPONSE_FIELDS = (METHODS["chat.postMessage"].takes - {"channel"}) | {
    "response_type",
    "replace_original",
    "delete_original",
}
"""Fields of a message that is sent to a response_url."""


class FakeSlack:
    """Holds a workspace, the calls that were made in it, and what is to go wrong."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.workspace, self.tickets, self.rates = Workspace(), Tickets(now), Rates(now)
        self.kept, self.faults = Calls(), Faults()
        self.tokens: dict[str, frozenset[str]] = {TOKEN: EVERY_SCOPE, APP_TOKEN: frozenset()}
        """Token -> the scopes it was granted."""
        self.secret = SECRET
        self.url = ""
        """What SLACK_API_URL has to be."""
        self.sockets: list[web.WebSocketResponse] = []
        """The sockets that are open, for bots in Socket Mode."""
        self.codes: dict[str, dict[str, Any]] = {}
        """Code of a person who agreed to an install -> what Slack grants for it."""
        self._stage = Stage(self.workspace, self.tickets, now, lambda: self.url, self.codes)

    @property
    def calls(self) -> list[Call]:
        """Every call, in order."""
        return self.kept.made

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The messages that were posted with chat.postMessage."""
        return self.kept.accepted("chat.postMessage")

    @property
    def responses(self) -> list[dict[str, Any]]:
        """The messages that were sent to a response_url."""
        return self.kept.accepted(RESPONSE)

    def refuse_next(self, method: str, *faults: Fault) -> None:
        """Order what goes wrong with the next calls of a method."""
        self.faults.order(method, *faults)

    async def called(self, method: str, times: int = 1) -> list[Call]:
        """The calls of a method, once there are so many."""
        await self.kept.wait(method, times, accepted=False)
        return self.kept.of(method)

    async def posted(self, times: int = 1) -> list[dict[str, Any]]:
        """The messages that were posted, once there are so many."""
        await self.kept.wait("chat.postMessage", times, accepted=True)
        return self.posts

    async def take_call(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API."""
        method = request.match_info["method"]
        said = await _arguments(request)
        fault = self.faults.next(method)
        try:
            answer = {"ok": True, **self._answer(method, request, said, fault)}
        except RefusedError as error:
            answer = {"ok": False, "error": str(error)}
        await self.kept.keep(Call(method, said, fault.error if fault and not fault.commits else answer.get("error")))
        if fault is not None:
            return await _failed(request, fault)
        if answer.get("error") == "ratelimited":
            wait = self.rates.wait(method, TEAM, said.get("channel"))
            return web.json_response(answer, status=429, headers={"Retry-After": str(wait or 1)})
        return web.json_response(answer)

    async def take_response(self, request: web.Request) -> web.Response:
        """Take a message that is sent to a response_url."""
        said, name = await request.json(), request.match_info["id"]
        fault = self.faults.next(RESPONSE)
        error = fault.error if fault and not fault.commits else self._response_error(name, said)
        if error is None:
            message = self.workspace.say(self.tickets.channel_of(name), BOT_USER, said, self._stage.ts())
            message.only_for = None if said.get("response_type") == "in_channel" else "the asker"
        await self.kept.keep(Call(RESPONSE, said, error))
        if fault and fault.cuts and request.transport:
            request.transport.abort()
        status = fault.status if fault and fault.status != 200 else 404 if error else 200
        return web.Response(status=status, text=error or "ok")

    async def take_socket(self, request: web.Request) -> web.WebSocketResponse:
        """A socket of a bot in Socket Mode: what is put into `sockets` goes out, what comes in is kept."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                await self.kept.keep(Call("socket", json.loads(message.data)))
        return socket

    async def take_upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file."""
        size = len(await request.read())
        await self.kept.keep(Call("upload", {"file": request.match_info["id"], "size": size}))
        return web.Response(text=f"OK - {size}")

    def _answer(self, method: str, request: web.Request, said: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
        """What a call is answered, once its work is done. Raises RefusedError."""
        self._check(method, request.headers.get("Authorization", ""), said)
        if fault is not None and not fault.commits:
            raise RefusedError(fault.error)
        if self.rates.wait(method, TEAM, said.get("channel")):
            raise RefusedError("ratelimited")
        return ANSWERS[method](self._stage, said)

    def _check(self, method: str, authorization: str, said: dict[str, Any]) -> None:
        if method not in ANSWERS:
            raise RefusedError("unknown_method")
        token, known = authorization.removeprefix("Bearer").strip(), METHODS[method]
        if method not in WITHOUT_TOKEN:
            refuse(None if token else "not_authed")
            refuse(None if token in self.tokens else "invalid_auth")
            needed = self._needed(known.scopes, said)
            refuse("missing_scope" if needed and not needed & self.tokens[token] else None)
        missing = {name for name in known.needs if said.get(name) in (None, "")} - {"status", "title"}
        refuse("invalid_arguments" if missing or said.keys() - known.needs - known.takes - {"team_id"} else None)

    def _needed(self, scopes: frozenset[str], said: dict[str, Any]) -> frozenset[str]:
        """Any one of these will do: of scopes for kinds of conversations, the one for the kind that is asked about."""
        conversation = self.workspace.conversations.get(str(said.get("channel")))
        if conversation is None:
            return scopes
        return frozenset(s for s in scopes if s.startswith(OF_A_KIND[conversation.kind])) or scopes

    def _response_error(self, name: str, said: dict[str, Any]) -> str | None:
        if said.keys() - _RESPONSE_FIELDS:
            return "invalid_payload"
        return self.tickets.use_response(name) or (None if said.get("delete_original") else message_error(said))


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        said: dict[str, Any] = await request.json()
        return said
    fields: dict[str, Any] = {**request.query, **(await request.post())}
    fields.pop("token", None)
    return {key: json.loads(value) if key in _JSON_ARGUMENTS else value for key, value in fields.items()}


async def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.released:
        await fault.released.wait()
    if fault.cuts and request.transport:
        request.transport.abort()
    if fault.status != 200:
        return web.Response(
            status=fault.status, headers=fault.headers, text="<html>no</html>", content_type="text/html"
        )
    return web.json_response({"ok": False, "error": fault.error})


def web_api(slack: FakeSlack) -> web.Application:
    """The addresses of a Slack."""
    app = web.Application(client_max_size=10 * 1024 * 1024)
    app.router.add_route("*", "/api/{method}", slack.take_call)
    app.router.add_post("/response/{id}", slack.take_response)
    app.router.add_post("/upload/{id}", slack.take_upload)
    app.router.add_get("/socket", slack.take_socket)
    return app


@asynccontextmanager
async def fake_slack(now: Callable[[], float] = time.time) -> AsyncIterator[FakeSlack]:
    """A Slack that listens on this machine; its `url` is what SLACK_API_URL has to be."""
    slack = FakeSlack(now)
    runner = web.AppRunner(web_api(slack), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield slack
    finally:
        await runner.cleanup()
