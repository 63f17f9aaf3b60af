"""A review as a message of Slack: the post in a channel, or what one owner is asked."""

from __future__ import annotations

from handlers.addresses import Addresses
from handlers.slack import blocks
from handlers.slack.escaping import escape_within
from handlers.slack.pages import page_of
from handlers.slack.replies import LONGEST_TEXT, Reply
from knowledge.answer import Answer


def review_message(told: Answer, addresses: Addresses) -> Reply:
    """The message for a review that was put into words (knowledge/review/told.py), which keeps it to one page.

    It has no buttons yet: none is shown before what it does is there.
    """
    page = page_of(told)
    return Reply(escape_within(page.text, LONGEST_TEXT), tuple(blocks.render(page.answer, addresses, tables=False)))
