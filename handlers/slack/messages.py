"""Messages that mention nobody: to the bot itself, and in threads that it was asked in."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers.conversation import Message
from handlers.slack.desk import Desk
from handlers.slack.mentioned import named
from handlers.slack.offering import offer_reviews
from handlers.slack.pages import page_of
from handlers.slack.people import answer_waiting, asked_in, is_question, post_of
from handlers.slack.posting import Place, post
from handlers.slack.replies import draw, guarded

DIRECT = "im"
"""Slack's type of a conversation between one person and the bot."""

MENTION = "<@"
"""How a mention begins in a post: it is for whoever it names."""


async def on_message(
    event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answer a direct message where it was written; in the threads of channels, to whoever goes on
    asking. Slack tells of those only when the app was made to follow threads."""
    if not is_question(event):
        return
    shared = body.get("is_ext_shared_channel") and not desk.outsiders
    place = Place(event["channel"], event.get("thread_ts"), event.get("user") if shared else None, event["ts"])
    if is_direct(event):
        await answer_waiting(await named(body, context, desk.people), place, client, desk)
        await offer_reviews(str(event.get("user") or ""), str(body.get("team_id") or ""), client, desk)
    elif is_overheard(event):
        await _overhear(post_of(body), place, client, desk)


def is_direct(event: dict[str, Any]) -> bool:
    """Was it written to the bot alone?"""
    return event.get("channel_type") == DIRECT


def is_overheard(event: dict[str, Any]) -> bool:
    """Was it written in a thread, to nobody by name?"""
    return bool(event.get("thread_ts")) and MENTION not in (event.get("text") or "")


async def _overhear(event: dict[str, Any], place: Place, client: AsyncWebClient, desk: Desk) -> None:
    asked = asked_in(event, place)
    answer = desk.replies.overhear(Message(asked.question, asked.thread, asked.asker))
    if answer is not None:
        await post(client, place, guarded(lambda: draw(page_of(answer), asked, desk), desk.language))
