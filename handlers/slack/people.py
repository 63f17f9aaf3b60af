"""Posts that people wrote: which of them are questions, and answering each once."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.posting import Place, post
from handlers.slack.replies import reply_to

WRITTEN_BY_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
"""Subtypes of a post that asks something; edits, joins, topics and all others do not."""

SIGNS_OF_A_BOT = ("bot_id", "bot_profile")
"""Fields that Slack adds to what bots post, ours included: bots are never answered, so that no
two of them keep talking to each other."""


def is_question(event: dict[str, Any]) -> bool:
    """Did a person write this post, new and for the bot to answer?"""
    by_a_person = event.get("subtype") in WRITTEN_BY_PEOPLE and not any(event.get(sign) for sign in SIGNS_OF_A_BOT)
    return by_a_person and bool(event.get("channel") and event.get("ts"))


async def answer_post(event: dict[str, Any], place: Place, client: AsyncWebClient, desk: Desk) -> None:
    """Start the answer to a post. Slack may tell of one post in two events: it is answered once."""
    if await desk.claim(("post", event["channel"], event["ts"])):
        desk.start(_answer(event.get("text") or "", place, client, desk))


async def _answer(text: str, place: Place, client: AsyncWebClient, desk: Desk) -> None:
    await post(client, place, reply_to(text, desk.replies))
