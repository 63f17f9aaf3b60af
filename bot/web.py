"""The web server's addresses."""

from __future__ import annotations

from aiohttp import web

from bot.slack.door import LARGEST_BODY, SlackDoor

SLACK_PATH, HEALTH_PATH = "/slack/events", "/healthz"


def web_app(door: SlackDoor) -> web.Application:
    """Slack's door, POST only, and a health check."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_post(SLACK_PATH, door.handle)
    app.router.add_get(HEALTH_PATH, _health)
    return app


async def _health(_: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})
