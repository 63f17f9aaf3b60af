"""What changed of the things that somebody watches, as a message of Slack."""

from __future__ import annotations

from handlers.addresses import Addresses
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, button
from handlers.slack.escaping import escape_within
from handlers.slack.pages import page_of
from handlers.slack.replies import LONGEST_TEXT, Reply
from knowledge.answer import Answer


def watch_message(told: Answer, addresses: Addresses) -> Reply:
    """The message, with a button that lists what is watched there."""
    page = page_of(told)
    listing: Block = {"type": "actions", "elements": [button(f"{ASK}:watching", "Watching", Asked("watching").value)]}
    drawn = blocks.render(page.answer, addresses, tables=False)
    return Reply(escape_within(page.text, LONGEST_TEXT), (*drawn, listing))
