"""Sharing a private answer: it is asked again, and posted for all with the name of who shared it."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, asked_by
from handlers.slack.blocks import Block
from handlers.slack.clicks import Click, pressed, read_click, tell
from handlers.slack.desk import Desk
from handlers.slack.naming import USER
from handlers.slack.outsiders import refusal_to_share
from handlers.slack.posting import Place, post
from handlers.slack.replies import Reply, reply_to, said
from handlers.slack.responding import ResponseTo, respond
from knowledge.said import ENGLISH, Language, say

log = logging.getLogger(__name__)

TOO_LATE = say(
    "I could not share that: a button lets me for half an hour only where I am no member of the channel. "
    "Ask again, and share the new answer."
)


async def on_share(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Post the answer as it is now where the private one stood, once, unless people of another organisation read it."""
    await ack()
    click = read_click(body)
    refusal = None if desk.outsiders else await refusal_to_share(click.channel, client)
    asked = asked_by(pressed(body))
    if refusal is None:
        await _share(asked, click, client, desk)
    else:
        await tell(said(refusal, desk.languages.choose(asked.language)), click, client)


async def _share(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    language = desk.languages.choose(asked.language)
    if not await desk.work.claim(("share", click.team, click.channel, click.message, asked.value)):
        await tell(said(say("That answer is shared already."), language), click, client)
        return
    reply = shared_by(click.user, await reply_to(asked, desk), language)
    to = ResponseTo(click.answers_at, click.thread, to_all=True)
    if click.answers_at and await respond(client, to, reply):
        return
    try:
        await post(client, Place(click.channel, click.thread), reply)
    except SlackApiError as error:
        log.warning("Slack did not let an answer be shared (%s)", error.response.get("error"))
        await tell(said(TOO_LATE, language), click, client)


def shared_by(user: str, reply: Reply, language: Language = ENGLISH) -> Reply:
    """A reply with the line that says who shared it; Slack shows the person's name, and tells nobody else."""
    if not USER.fullmatch(user):
        return reply
    by = language.say(say("Shared by"))
    line: Block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": f"{by} "}, {"type": "user", "user_id": user}],
            }
        ],
    }
    return Reply(f"{by} <@{user}>:\n{reply.text}", (line, *reply.blocks) if reply.blocks else ())
