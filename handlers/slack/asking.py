"""Buttons that ask: a name that may be meant, or what comes next after an answer; and the box on Home."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, asked_by, thread_key
from handlers.slack.buttons import CHOICE
from handlers.slack.clicks import Click, answer_click, pressed, pressed_id, read_click
from handlers.slack.desk import Desk
from handlers.slack.posting import Place, post
from handlers.slack.replies import reply_to
from handlers.slack.responding import ResponseTo, respond


async def on_ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answer what the button asks, to the one who pressed it.

    Which of several things was meant is answered to all who saw the question, once.
    """
    await ack()
    click = read_click(body)
    asked = replace(asked_by(pressed(body)), listener=click.listener)
    meant = pressed_id(body).startswith(CHOICE) and click.seen_by_all
    if meant and await desk.work.claim(("meant", click.team, click.channel, click.message)):
        await _answer_all(asked, click, client, desk)
    else:
        await answer_click(asked, click, client, desk)


async def _answer_all(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    """Answer in the thread, which goes on from there."""
    key = thread_key(click.team, click.channel, click.thread)
    reply = await reply_to(replace(asked, thread=key, asker=click.user), desk)
    to = ResponseTo(click.answers_at, click.thread, to_all=True)
    if not (click.answers_at and await respond(client, to, reply)):
        await post(client, Place(click.channel, click.thread), reply)


async def on_search(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Answer what was typed on Home, in a window over it."""
    await ack()
    click = read_click(body)
    await answer_click(Asked(pressed(body), listener=click.listener), click, client, desk)
