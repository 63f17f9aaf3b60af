"""Posting a reply into a conversation."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.replies import Reply
from handlers.slack.simpler import REFUSED, simpler

log = logging.getLogger(__name__)

OF_LASTING_MESSAGES = frozenset({"unfurl_links", "unfurl_media", "mrkdwn"})
"""Arguments that Slack does not take for a message that one person sees: it shows no previews in those."""


ANSWER, TO = "roadmap_bot_answer", "to"
"""What marks an answer, and the field that names the post it answers: all may read it, and it says nothing new."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: a channel, the thread in it, if any, and the one person who is to see it, if not all."""

    channel: str
    thread: str | None = None
    only_for: str | None = None
    answers: str | None = None
    """The post that it answers, by its time: by that the answer is known (`handlers.slack.answered`)."""


def mark_of(post_answered: str) -> dict[str, Any]:
    """The metadata of an answer to a post."""
    return {"event_type": ANSWER, "event_payload": {TO: post_answered}}


async def post(client: AsyncWebClient, place: Place, reply: Reply) -> None:
    """Post a reply: with its blocks, in plainer ones when Slack refuses those, or as text alone.

    Raises SlackApiError when Slack takes none of them, and what aiohttp raises when it can't be reached.
    """
    for form in (reply, *simpler(reply)):
        try:
            await _post(client, place, form)
        except SlackApiError as error:
            refused = error.response.get("error")
            if refused not in REFUSED or not form.blocks:
                raise
            log.warning("Slack refused the blocks of an answer (%s); it is sent in a plainer form", refused)
        else:
            return


async def _post(client: AsyncWebClient, place: Place, reply: Reply) -> None:
    said = reply.as_arguments()
    if place.only_for is None:
        mark = None if place.answers is None else mark_of(place.answers)
        await client.chat_postMessage(channel=place.channel, thread_ts=place.thread, metadata=mark, **said)
    else:
        taken = {key: value for key, value in said.items() if key not in OF_LASTING_MESSAGES}
        await client.chat_postEphemeral(channel=place.channel, user=place.only_for, thread_ts=place.thread, **taken)


async def show_status(client: AsyncWebClient, place: Place, status: str) -> None:
    """Show in a thread what the bot is doing, or nothing any more. A status that Slack does not take is left out."""
    try:
        await client.assistant_threads_setStatus(channel_id=place.channel, thread_ts=place.thread or "", status=status)
    except SlackApiError as error:
        log.info("Slack took no status (%s)", error.response.get("error"))
