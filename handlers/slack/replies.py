"""What is sent back for a question: the answer drawn for Slack, or an apology that can be traced."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any, Protocol

from handlers import plain
from handlers.conversation import Message
from handlers.slack import blocks
from handlers.slack.escaping import escape, escape_within, unescape
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


class Replies(Protocol):
    """Who answers: a Conversation, or any other thing that has an Answer to every Message."""

    def reply(self, message: Message) -> Answer:
        """The answer to a message."""


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


def reply_to(text: str, replies: Replies) -> Reply:
    """The reply to a question as Slack sent it, escaped.

    When answering fails, the reply says so with a reference under which the log has the traceback.
    """
    try:
        return _draw(replies.reply(Message(unescape(text))))
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("no answer could be given; reference %s", reference)
        return Reply(escape(_APOLOGY.format(reference=reference)))


def _draw(answer: Answer) -> Reply:
    return Reply(escape_within(plain.render(answer), LONGEST_TEXT), tuple(blocks.render(answer)))
