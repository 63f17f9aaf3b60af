"""What changed of the things that somebody watches, as a message of Slack."""

from __future__ import annotations

from typing import Any

from handlers.addresses import Addresses
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, button
from handlers.slack.escaping import escape_within
from handlers.slack.pages import page_of
from handlers.slack.replies import LONGEST_TEXT, Reply
from handlers.slack.trouble_message import place_element, place_text
from handlers.troubles import ADVICE
from knowledge.answer import Answer


def watch_message(told: Answer, addresses: Addresses) -> Reply:
    """The message, with a button that lists what is watched there."""
    page = page_of(told)
    listing: Block = {"type": "actions", "elements": [button(f"{ASK}:watching", "Watching", Asked("watching").value)]}
    drawn = blocks.render(page.answer, addresses, tables=False)
    return Reply(escape_within(page.text, LONGEST_TEXT), (*drawn, listing))


def instead_of(place: str, error: str, content: dict[str, Any]) -> dict[str, Any]:
    """The same message for a person alone, with the line that says that its place did not take it."""
    why = ADVICE.get(error, error)
    said = f" did not take this, so I tell you: {why}"
    elements = [place_element(place), {"type": "text", "text": said}]
    line: Block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
    text = f"{place_text(place)}{said}\n{content['text']}"[:LONGEST_TEXT]
    return {**content, "text": text, "blocks": [line, *content.get("blocks", ())]}
