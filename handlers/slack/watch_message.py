"""What changed of the things that somebody watches, as a message of Slack."""

from __future__ import annotations

from typing import Any

from handlers.addresses import Addresses
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, button, code_of
from handlers.slack.escaping import escape_within
from handlers.slack.naming import as_text, line, place
from handlers.slack.pages import page_of
from handlers.slack.replies import LONGEST_TEXT, Reply
from handlers.troubles import ADVICE
from knowledge.answer import Answer
from knowledge.said import Language, say


def watch_message(told: Answer, addresses: Addresses) -> Reply:
    """The message, with a button that lists what is watched there."""
    page = page_of(told)
    asked = Asked("watching", language=code_of(told.language))
    all_of_it = button(f"{ASK}:watching", told.language.say(say("Watching")), asked.value)
    listing: Block = {"type": "actions", "elements": [all_of_it]}
    drawn = blocks.render(page.answer, addresses, tables=False)
    return Reply(escape_within(page.text, LONGEST_TEXT), (*drawn, listing))


def instead_of(refused: str, error: str, content: dict[str, Any], language: Language) -> dict[str, Any]:
    """The same message for a person alone, with the line that says that its place refused it."""
    why = ADVICE.get(error, error)
    said = line(say("{place} did not take this, so I tell you: {why}", place=place(refused), why=why), language)
    text = f"{as_text(said)}\n{content['text']}"[:LONGEST_TEXT]
    return {**content, "text": text, "blocks": [*blocks.lines([said]), *content.get("blocks", ())]}
