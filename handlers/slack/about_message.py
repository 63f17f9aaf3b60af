"""The shortcut of a message "What does the roadmap say about this?": answered to the one who asks alone."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.conversation import Message
from handlers.slack.asked import LONGEST_QUESTION, Asked
from handlers.slack.clicks import Click, read_click, send
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.pages import page_of
from handlers.slack.replies import draw, guarded
from knowledge.answer import Answer, Intent
from knowledge.answerers.excerpts import about_text

SHORTCUT = "about_message"
"""The callback id of the shortcut."""


async def on_message_shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Tell what the roadmap says about a message."""
    await ack()
    text = unescape(str((body.get("message") or {}).get("text") or ""))
    await _tell(text, read_click(body), client, desk)


async def _tell(text: str, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    asked = Asked(text[:LONGEST_QUESTION])
    await send(guarded(lambda: draw(page_of(_answer(text, desk)), asked, desk)), click, client)


def _answer(text: str, desk: Desk) -> Answer:
    """The answer when the message is a question that has one, else what is said of the things it names."""
    if text.rstrip().endswith("?"):
        answer = desk.replies.reply(Message(text))
        if not answer.abstained and answer.intent not in (Intent.HELP, Intent.UNKNOWN, Intent.DETAIL):
            return answer
    present = desk.present()
    return about_text(text, present.roadmap, present.lexicon, present.today)
