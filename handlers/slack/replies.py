"""What is sent back for a question: the answer drawn for Slack, or an apology that can be traced."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.conversation import Message
from handlers.grammar import answer_word, as_question
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.buttons import buttons, rating
from handlers.slack.desk import Desk
from handlers.slack.escaping import escape, escape_within
from handlers.slack.pages import Page, page_of
from knowledge.answer import Answer

log = logging.getLogger(__name__)

LONGEST_TEXT = 4_000
"""Slack: keep a message's text within 4,000 characters."""

QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none", "mrkdwn": False}
"""No previews, no pings, no formatting: the text is shown as it stands on the pages."""

_APOLOGY = (
    "Sorry, that went wrong on my side. Please ask again; if it happens again, "
    "give whoever runs this bot the reference {reference}."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A message for Slack: the whole answer as text, and the same drawn as blocks (or none)."""

    text: str
    blocks: tuple[blocks.Block, ...] = ()

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of a Web API call, or the fields of a response, that make up this message."""
        return {"text": self.text, **({"blocks": list(self.blocks)} if self.blocks else {}), **QUIET}

    def as_text(self) -> Reply:
        """The same without blocks."""
        return Reply(self.text)


def said(text: str) -> Reply:
    """A short message of ours, without blocks."""
    return Reply(escape(text))


def reply_to(asked: Asked, desk: Desk, private: bool = False) -> Reply:
    """The reply to a question; a `private` one, which only the asker sees, can be shared.

    When answering fails, the reply says so with a reference under which the log has the traceback.
    """
    return guarded(lambda: draw(page_of(answer_to(asked, desk), asked.page), asked, desk, private))


def guarded(reply: Callable[[], Reply]) -> Reply:
    """The reply that is made; when that fails, an apology."""
    try:
        return reply()
    except Exception:
        return said(apology())


def apology() -> str:
    """What is said in place of an answer that failed: a reference, under which the log has the traceback."""
    reference = secrets.token_hex(4)
    log.exception("no answer could be given; reference %s", reference)
    return sorry(reference)


def sorry(reference: str) -> str:
    """What is said in place of what failed; the log has the traceback under the reference."""
    return _APOLOGY.format(reference=reference)


def answer_to(asked: Asked, desk: Desk) -> Answer:
    """The answer to what a person typed: a word of the grammar, or a question."""
    present = desk.present()
    message = Message(as_question(asked.question, present), asked.thread, asked.asker)
    return answer_word(asked.question, present) or desk.replies.reply(message)


def draw(page: Page, asked: Asked, desk: Desk, private: bool = False) -> Reply:
    """A page of an answer as a message: its text, its blocks, and the buttons under them."""
    text = escape_within(page.text, LONGEST_TEXT)
    drawn = blocks.render(page.answer, desk.addresses)
    return Reply(text, (*drawn, *buttons(page, asked.question, private), rating(asked.question)))
