"""The web server's addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.slack.door import LARGEST_BODY, SlackDoor

SLACK_PATH, HEALTH_PATH = "/slack/events", "/healthz"


Health = Callable[[], Mapping[str, Any]]
"""What the health check tells beside that the bot is there: plain values for JSON."""


def web_app(door: SlackDoor, health: Health = dict) -> web.Application:
    """Slack's door, POST only, and a health check."""

    async def tell_health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok", **health()})

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_post(SLACK_PATH, door.handle)
    app.router.add_get(HEALTH_PATH, tell_health)
    return app
