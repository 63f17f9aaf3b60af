"""A direct message to the bot: answered where it was written."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.people import answer_post, is_question
from handlers.slack.posting import Place

DIRECT = "im"
"""Slack's type of a conversation between one person and the bot."""


async def on_message(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Start the answer to a direct message; posts in channels are answered when they mention the bot."""
    if event.get("channel_type") == DIRECT and is_question(event):
        await answer_post(event, Place(event["channel"], event.get("thread_ts")), client, desk)
