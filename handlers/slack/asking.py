"""Buttons that ask: a name that may be meant, or what comes next after an answer; and the box on Home."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.review_words import read_review_wish
from handlers.slack.asked import Asked, asked_by, thread_key
from handlers.slack.buttons import CHOICE
from handlers.slack.clicks import Click, answer_click, pressed, pressed_id, read_click, send
from handlers.slack.desk import Desk
from handlers.slack.posting import Place, post
from handlers.slack.replies import reply_to
from handlers.slack.responding import ResponseTo, respond
from handlers.slack.review_words import answer_wish


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
        await _answer(asked, click, client, desk)


async def _answer(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    """Answer to the one who asks; what is about reviews goes where it can be answered."""
    wish = read_review_wish(asked.question, desk.present()) if desk.reviews is not None else None
    if wish is None:
        await answer_click(asked, click, client, desk)
    elif (told := await answer_wish(wish, click, client, desk)) is not None:
        await send(told, click, client)


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
    await _answer(Asked(pressed(body), listener=click.listener), click, client, desk)
