"""An answer in a window over Slack."""

from __future__ import annotations

from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import buttons, plain_text
from handlers.slack.desk import Desk
from handlers.slack.replies import apology, offered, page_to
from knowledge.said import ENGLISH, Language, say

ANSWER = "answer"
"""The callback id of a window that shows an answer."""

LONGEST_TITLE = 24
"""Slack: 24 characters for a window's title and its buttons."""


async def answer_modal(asked: Asked, desk: Desk) -> Block:
    """A window with the answer to a question, which the buttons in it go on from."""
    return modal(ANSWER, "Roadmap", await _drawn(asked, desk), language=desk.language)


def modal(callback: str, title: str, shown: list[Block], submit: str = "", *, language: Language = ENGLISH) -> Block:
    """A window; with a button that sends it off when that has a label."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain_text(language.say(title), LONGEST_TITLE),
        "close": plain_text(language.say(say("Close"))),
        "blocks": shown,
    }
    return {**view, "submit": plain_text(language.say(submit), LONGEST_TITLE)} if submit else view


async def _drawn(asked: Asked, desk: Desk) -> list[Block]:
    try:
        asked, page = await page_to(asked, desk)
        drawn = blocks.render(page.answer, desk.addresses, tables=False)
    except Exception:
        return [{"type": "section", "text": plain_text(desk.language.say(apology()), blocks.LONGEST_TEXT)}]
    return [*drawn, *buttons(page, asked, False, offered(desk))]
