"""Buttons that turn to another page of a long answer."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, asked_by
from handlers.slack.clicks import Click, answer_click, pressed, read_click, send
from handlers.slack.desk import Desk
from handlers.slack.replies import reply_to


async def on_turn(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Show the page: in place of the last one where nobody else reads it, else to the one who turned alone."""
    await ack()
    await _turn(asked_by(pressed(body)), read_click(body), client, desk)


async def _turn(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    if click.view_type:
        await answer_click(asked, click, client, desk)
    else:
        await send(await reply_to(asked, desk, private=not click.direct), click, client, instead=True)
