"""Which behaviour answers what Slack sends, and a 200 for everything else.

Slack counts what is not answered with a 200: it retries it, and in the end switches the app off.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from handlers.slack.commands import on_command
from handlers.slack.desk import Desk
from handlers.slack.mentions import on_mention
from handlers.slack.messages import on_message

log = logging.getLogger(__name__)

LIMITED = "app_rate_limited"
"""Slack's notice that it holds events back: more than 30,000 an hour came from one workspace."""

_ANY = re.compile("")


async def acknowledge(ack: AsyncAck) -> None:
    """Take note of something that nothing answers."""
    await ack()


async def offer_nothing(ack: AsyncAck) -> None:
    """Answer a menu that asks for its options and is not ours."""
    await ack(options=[])


_LISTENERS: tuple[tuple[Callable[..., Any], Any, Callable[..., Awaitable[None]]], ...] = (
    (AsyncApp.command, _ANY, on_command),
    (AsyncApp.event, "app_mention", on_mention),
    (AsyncApp.event, "message", on_message),
    (AsyncApp.event, _ANY, acknowledge),
    (AsyncApp.action, _ANY, acknowledge),
    (AsyncApp.shortcut, _ANY, acknowledge),
    (AsyncApp.view, {"type": "view_submission", "callback_id": _ANY}, acknowledge),
    (AsyncApp.view, {"type": "view_closed", "callback_id": _ANY}, acknowledge),
    (AsyncApp.options, _ANY, offer_nothing),
)
"""What is listened to, and who answers; the first that fits does. A workspace may give the command
another name than /roadmap, so any name is answered."""


def register(app: AsyncApp, desk: Desk) -> None:
    """Make the app answer with the behaviours of the table, each given the desk."""

    async def bring_desk(context: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
        context["desk"] = desk
        await next_()

    app.middleware(bring_desk)
    app.middleware(_take_notices)
    for listen, what, listener in _LISTENERS:
        listen(app, what)(listener)


async def _take_notices(
    body: dict[str, Any], ack: AsyncAck, next_: Callable[[], Awaitable[None]]
) -> BoltResponse | None:
    if body.get("type") == LIMITED:
        log.warning("Slack holds events back: more than 30,000 an hour came from this workspace")
        return await ack()
    await next_()
    return None
