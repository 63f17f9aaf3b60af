"""The door at /slack/events: lets in what Slack signed, once, and hands it to the Bolt app.

Nothing that comes in is ever written to the log, and nothing unsigned is read any further than
its signature.
"""

from __future__ import annotations

import logging

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.claims import Claims
from bot.slack.body import FORM, Body, is_readable, read_body
from bot.slack.signature import Lock

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes of a request; Slack's are far below."""

_CERTIFICATE_CHECK = b"ssl_check=1"
"""The field of the one form that Slack sends unsigned: it only looks whether our certificate is good."""


class SlackDoor:
    """Answers 413 to what is too large, 415 to types Slack does not send, 401 to what Slack did not sign, 400
    to what can't be read, 503 once it is closed; the rest is answered by the app."""

    def __init__(self, app: AsyncApp, lock: Lock, claims: Claims) -> None:
        self._app, self._lock, self._claims = app, lock, claims
        self._open = True

    def close(self) -> None:
        """Let nothing in any more: Slack sends events again elsewhere, or later."""
        self._open = False

    async def handle(self, request: web.Request) -> web.Response:
        """The answer to one request."""
        if not self._open:
            return web.Response(status=503)
        if not is_readable(request.content_type):
            return web.Response(status=415)
        raw = await request.read()  # aiohttp answers 413 to a larger body
        if not self._lock.opens(request.headers, raw):
            return web.Response(status=200 if _is_certificate_check(request, raw) else 401)
        try:
            body = read_body(raw, request.content_type)
        except ValueError:
            return web.Response(status=400)
        return await self._let_in(body)

    async def _let_in(self, body: Body) -> web.Response:
        if not await self._is_first(body):
            return web.Response()
        # Bolt takes a body that is already read only in the mode it has for sockets, which differs in nothing else.
        try:
            answer = await self._app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        except Exception:  # of Bolt, over fields that are not what Slack sends
            log.exception("a request of Slack's could not be handled")
            return web.Response()
        return await to_aiohttp_response(answer)

    async def _is_first(self, body: Body) -> bool:
        """Is this the first copy of an event? Slack sends it again when it did not see our 200 in time."""
        team, event = body.get("team_id"), body.get("event_id")
        return event is None or await self._claims.claim(("event", str(team), str(event)))


def _is_certificate_check(request: web.Request, raw: bytes) -> bool:
    return request.content_type == FORM and _CERTIFICATE_CHECK in raw.split(b"&")
