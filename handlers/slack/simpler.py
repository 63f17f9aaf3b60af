"""A message in plainer forms, for when Slack refuses its blocks: what it says stays, and its buttons if they can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handlers.slack.blocks import LONGEST_TEXT, Block
from handlers.slack.buttons import plain_text
from handlers.slack.escaping import unescape
from handlers.slack.replies import Reply

REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Slack's errors for blocks it does not take. Nothing was posted then, so the message may follow in another form."""

_NAMES_SOMEBODY = re.compile(r"<@[UW][A-Z0-9-]+>")
"""How a person is named in a text of ours; nothing that pages or people wrote looks so, since it is escaped."""


def simpler(reply: Reply) -> Iterator[Reply]:
    """What to try one after the other when Slack refuses the blocks: the text in plain blocks over the buttons, with
    which a long answer is turned; then the text alone, which says how to ask for the rest."""
    if reply.blocks:
        buttons = [block for block in reply.blocks if block["type"] == "actions"]
        if buttons and reply.text:
            yield Reply(reply.text, (*sections(reply.text), *buttons))
        yield Reply(reply.text)


def sections(text: str) -> Iterator[Block]:
    """The text, line by line as it is written; lines that name somebody are markup, so that the name is shown."""
    for names, lines in groupby(text.split("\n"), lambda line: bool(_NAMES_SOMEBODY.search(line))):
        for chunk in _chunks(list(lines)):
            yield {"type": "section", "text": _markup(chunk) if names else _as_written(chunk)}


def _chunks(lines: list[str]) -> Iterator[str]:
    """Lines together, as many as a block takes."""
    chunk = ""
    for line in (piece for whole in lines for piece in _pieces(whole)):
        if chunk and len(chunk) + len(line) >= LONGEST_TEXT:
            yield chunk
            chunk = ""
        chunk += f"\n{line}" if chunk else line
    if chunk.strip():
        yield chunk


def _pieces(line: str) -> Iterator[str]:
    yield from (line[start : start + LONGEST_TEXT] for start in range(0, max(len(line), 1), LONGEST_TEXT))


def _markup(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _as_written(text: str) -> Block:
    lines = unescape(text).split("\n")
    shown = "\n".join(plain_text(line, LONGEST_TEXT)["text"] if line.strip() else "" for line in lines)
    return {"type": "plain_text", "text": shown, "emoji": False}
