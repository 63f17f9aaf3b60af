"""What can't be delivered, as a message to an admin and as lines of their Home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.escaping import escape, literal
from handlers.slack.replies import Reply
from handlers.troubles import Trouble
from knowledge.answerers.wording import day

MOST = 10
"""Troubles that are shown one by one."""

_CHANNEL, _PERSON = re.compile(r"[CG][A-Z0-9]{1,20}"), re.compile(r"[UW][A-Z0-9]{1,20}")
"""How Slack's ids of channels and people look."""

_OVERDUE = (
    "{messages} due for more than an hour and did not go out. Slack may refuse them for now, or the bot may be stuck: "
    "its log and /healthz tell more. They are sent as soon as they can be."
)


def trouble_message(trouble: Trouble) -> Reply:
    """The message about one trouble."""
    return Reply(
        f"{place_text(trouble.place)} gets no messages from me: {escape(_why(trouble))}", tuple(_line(trouble))
    )


def overdue_message(times: int) -> Reply:
    """The message about what does not go out."""
    return Reply(_OVERDUE.format(messages="1 message is" if times == 1 else f"{times} messages are"))


def trouble_list(troubles: Sequence[Trouble]) -> list[Block]:
    """The troubles for the Home of an admin, and how many more there are."""
    more = len(troubles) - MOST
    shown = [block for trouble in troubles[:MOST] for block in _line(trouble)]
    return [*shown, *([blocks.notes(f"And {more} more.")] if more > 0 else [])]


def _line(trouble: Trouble) -> list[Block]:
    text = f" gets no messages from me: {literal(_why(trouble))}"
    elements = [place_element(trouble.place), {"type": "text", "text": text}]
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def _why(trouble: Trouble) -> str:
    times = "" if trouble.times == 1 else f", {trouble.times} times"
    return f"{trouble.error} (since {day(trouble.since)}{times}). {trouble.advice}"


def place_element(place: str) -> Block:
    """A place in rich text: Slack shows its name."""
    if _CHANNEL.fullmatch(place):
        return {"type": "channel", "channel_id": place}
    if _PERSON.fullmatch(place):
        return {"type": "user", "user_id": place}
    return {"type": "text", "text": literal(place) or "A place"}


def place_text(place: str) -> str:
    """The same as text."""
    kind = "#" if _CHANNEL.fullmatch(place) else "@" if _PERSON.fullmatch(place) else ""
    return f"<{kind}{place}>" if kind else escape(literal(place))
