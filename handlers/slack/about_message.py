"""The shortcut of a message "What does the roadmap say about this?": answered to the one who asks alone."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked
from handlers.slack.clicks import read_click, send
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.replies import reply_to

SHORTCUT = "about_message"
"""The callback id of the shortcut."""


async def on_message_shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Tell what the roadmap says about a message."""
    await ack()
    text = unescape(str((body.get("message") or {}).get("text") or ""))
    await send(await reply_to(Asked(text, about=True), desk), read_click(body), client)
