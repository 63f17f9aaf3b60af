"""The web server's addresses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.slack.door import LARGEST_BODY, SlackDoor
from bot.slack.oauth import INSTALL_PATH, REDIRECT_PATH, Installing

SLACK_PATH, HEALTH_PATH, READY_PATH = "/slack/events", "/healthz", "/readyz"


Health = Callable[[], Mapping[str, Any]]
"""What the health check tells beside that the bot is there: plain values for JSON."""

Ready = Callable[[], Awaitable[str]]
"""Why no work can be taken now; empty when it can."""


class _NoJunk(logging.Filter):
    """Drops what was not even HTTP: it is refused with a 400, and its text belongs in no log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def quiet_logger() -> logging.Logger:
    """The log of the web server, without junk."""
    logger = logging.getLogger("bot.web.server")
    if not logger.filters:
        logger.addFilter(_NoJunk())
    return logger


def web_app(door: SlackDoor | None, installing: Installing | None, health: Health, ready: Ready) -> web.Application:
    """Slack's door, POST only; the two addresses of an install; whether the bot lives, and whether it takes work."""

    async def tell_health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok", **health()})

    async def tell_ready(_: web.Request) -> web.Response:
        reason = await ready()
        told = {"status": "not ready", "reason": reason} if reason else {"status": "ready"}
        return web.json_response(told, status=503 if reason else 200)

    app = web.Application(client_max_size=LARGEST_BODY)
    if door is not None:
        app.router.add_post(SLACK_PATH, door.handle)
    if installing is not None:
        app.router.add_get(INSTALL_PATH, installing.begin)
        app.router.add_get(REDIRECT_PATH, installing.end)
    app.router.add_get(HEALTH_PATH, tell_health)
    app.router.add_get(READY_PATH, tell_ready)
    return app
