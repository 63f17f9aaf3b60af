"""Buttons that ask: a name that may be meant, or what comes next after an answer; and the box on Home."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, asked_by
from handlers.slack.clicks import answer_click, pressed, read_click
from handlers.slack.desk import Desk


async def on_ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answer what the button asks, to the one who pressed it."""
    await ack()
    await answer_click(asked_by(pressed(body)), read_click(body), client, desk)


async def on_search(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answer what was typed on Home, in a window over it."""
    await ack()
    await answer_click(Asked(pressed(body)), read_click(body), client, desk)
