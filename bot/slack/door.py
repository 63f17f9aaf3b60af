"""The door at /slack/events: lets in what Slack signed, and nothing else.

Nothing that comes in is ever written to the log, and nothing unsigned is read any further than
its signature.
"""

from __future__ import annotations

from aiohttp import web
from slack_bolt.response import BoltResponse

from bot.slack.body import FORM, is_readable, read_body
from bot.slack.reception import Reception
from bot.slack.signature import Lock

LARGEST_BODY = 1024 * 1024
"""Bytes of a request; Slack's are far below."""

_CERTIFICATE_CHECK = b"ssl_check=1"
"""The field of the one form that Slack sends unsigned: it only looks whether our certificate is good."""

_JSON, _TEXT = "application/json", "text/plain"


class SlackDoor:
    """Answers 413 to what is too large, 415 to types Slack does not send, 401 to what Slack did not sign, 400
    to what can't be read, 503 once it is closed; the rest is answered by the reception."""

    def __init__(self, reception: Reception, lock: Lock) -> None:
        self._reception, self._lock = reception, lock
        self._open = True

    @property
    def is_open(self) -> bool:
        """Does it let anything in?"""
        return self._open

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
        return _answered(await self._reception.take(body))


def _answered(answer: BoltResponse) -> web.Response:
    content_type = _JSON if answer.body.startswith("{") else _TEXT
    return web.Response(status=answer.status, body=answer.body.encode(), content_type=content_type, charset="utf-8")


def _is_certificate_check(request: web.Request, raw: bytes) -> bool:
    return request.content_type == FORM and _CERTIFICATE_CHECK in raw.split(b"&")
