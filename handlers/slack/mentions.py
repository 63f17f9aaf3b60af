"""`@roadmap …`: answered in the thread of the post, or in a new one under it."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.mentioned import named
from handlers.slack.people import answer_post, is_question
from handlers.slack.posting import Place


async def on_mention(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answer a post that mentions the bot, unless it was not a person who wrote it.

    In a channel that is shared with another organisation only the one who asked sees the answer.
    """
    if is_question(event):
        only_for = event.get("user") if body.get("is_ext_shared_channel") and not desk.outsiders else None
        place = Place(event["channel"], event.get("thread_ts") or event["ts"], only_for, event["ts"])
        await answer_post(await named(body, context, desk.people), place, client, desk)
