"""A review as a message of Slack: the post in a channel, or what one owner is asked, with buttons to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handlers import plain
from handlers.addresses import Addresses
from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.escaping import escape_within
from handlers.slack.pages import page_of
from handlers.slack.replies import LONGEST_TEXT, Reply
from handlers.slack.review_buttons import mine_button, these_button, verdict_buttons
from knowledge.answer import Answer, Item, Items, Part
from knowledge.review.review import Due
from knowledge.review.told import item_of
from knowledge.translated import translated_item


@dataclass(frozen=True, slots=True)
class Answering:
    """What a message lets people answer: the things that are due, and whether it is for whoever is asked for them."""

    due: tuple[Due, ...] = ()
    is_asked: bool = False
    is_all: bool = False
    """Is it all that one person is asked, however much of it is shown?"""


def review_message(told: Answer, addresses: Addresses, answering: Answering | None = None) -> Reply:
    """The message for a review that was put into words (knowledge/review/told.py); its first page when Slack takes no
    message as long as the whole. Its buttons speak the language it is in."""
    put = answering or Answering()
    drawn, text = review_blocks(told, addresses, put), plain.render(told)
    if len(drawn) > blocks.MOST_BLOCKS or blocks.length(drawn) > blocks.LONGEST:
        page = page_of(told)
        drawn, text = review_blocks(page.answer, addresses, put), page.text
    return Reply(escape_within(text, LONGEST_TEXT), tuple(drawn))


def review_blocks(told: Answer, addresses: Addresses, answering: Answering) -> list[Block]:
    """The blocks of a review: under each thing that is due stand the buttons to answer with."""
    by_item = {translated_item(item_of(due), told.language): due for due in answering.due}
    drawn = [block for part in told.parts for block in _part(part, told, addresses, answering, by_item)]
    if answering.is_all and answering.due:
        return [*drawn, mine_button(len(answering.due), told.language)]
    return [*drawn, *(these_button(answering.due, told.language) if answering.due else [])]


def _part(
    part: Part, told: Answer, addresses: Addresses, answering: Answering, by_item: Mapping[Item, Due]
) -> Iterator[Block]:
    if not isinstance(part, Items) or not any(item in by_item for item in part.items):
        yield from blocks.render(replace(told, parts=(part,)), addresses, tables=False)
        return
    for number, item in enumerate(part.items):
        alone = Items((item,), "" if number else part.label)
        yield from blocks.render(replace(told, parts=(alone,)), addresses, tables=False)
        if item in by_item:
            yield from verdict_buttons(by_item[item], addresses, told.language, is_asked=answering.is_asked)
