"""Posts that people wrote: which of them are questions, and answering each once."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.review_words import read_review_wish
from handlers.slack.asked import Asked, listener_in, thread_key
from handlers.slack.clicks import Click
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.posting import Place, post, show_status
from handlers.slack.replies import reply_to
from handlers.slack.review_words import answer_post as answer_post_wish
from knowledge.said import say

WRITTEN_BY_PEOPLE = frozenset({None, "file_share", "thread_broadcast"})
"""Subtypes of a post that asks something; edits, joins, topics and all others do not."""

SIGNS_OF_A_BOT = ("bot_id", "bot_profile")
"""Fields that Slack adds to what bots post, ours included: bots are never answered, so that no
two of them keep talking to each other."""

AT_WORK = say("is looking it up…")


def is_question(event: dict[str, Any]) -> bool:
    """Did a person write this post, new and for the bot to answer?"""
    by_a_person = event.get("subtype") in WRITTEN_BY_PEOPLE and not any(event.get(sign) for sign in SIGNS_OF_A_BOT)
    return by_a_person and bool(event.get("channel") and event.get("ts"))


def post_of(body: dict[str, Any]) -> dict[str, Any]:
    """The post that an event tells of, with the workspace it was told in where Slack leaves that out, as with files."""
    event: dict[str, Any] = body["event"]
    return event if event.get("team") else {**event, "team": body.get("team_id")}


def asked_in(event: dict[str, Any], place: Place) -> Asked:
    """What a post asks, in the thread that its answer goes to."""
    team, user = str(event.get("team") or ""), event.get("user")
    listener = listener_in(team, place.channel, str(user)) if user else None
    text = event.get("text") or ""
    thread = thread_key(team, place.channel, place.thread)
    return Asked(unescape(text), thread=thread, asker=user, listener=listener)


async def answer_post(event: dict[str, Any], place: Place, client: AsyncWebClient, desk: Desk) -> None:
    """Answer a post, with what was asked before in its thread in mind."""
    asked = asked_in(event, place)
    wish = read_review_wish(asked.question, desk.present()) if desk.reviews is not None else None
    if wish is not None and asked.listener is not None:
        click = Click(asked.listener.person, asked.listener.team, "", place.channel, thread=place.thread)
        await answer_post_wish(wish, click, place, client, desk)
        return
    if event.get("thread_ts") or place.thread is None:
        await desk.replies.asked_last(asked.thread or "")
    await post(client, place, await reply_to(asked, desk))


async def answer_waiting(event: dict[str, Any], place: Place, client: AsyncWebClient, desk: Desk) -> None:
    """Answer a person who waits for it: that the bot is at work is shown when it takes a moment."""
    answering = asyncio.create_task(answer_post(event, place, client, desk))
    await asyncio.wait({answering}, timeout=desk.work.patience)
    if not answering.done():
        thread = Place(place.channel, place.thread or event["ts"])
        await show_status(client, thread, desk.language.say(AT_WORK))
        await asyncio.wait({answering})
        await show_status(client, thread, "")
    await answering
