"""Hostile text, and what is wrong with anything that was sent to Slack."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from bot.playground.slack.block_rules import block_problems, message_error, texts
from bot.playground.slack.liveness import alive
from bot.playground.slack.view_rules import view_error
from handlers.slack.blocks import LONGEST
from tests.asking import lines

KNOWN = ("https://docs.example.com/",)
"""How the addresses of pages begin."""


_REPEATED = re.compile(r"(.*?) \* (\d+)")


_SEEN_THROUGH = {"\u200c", "\u200d", "\u2060"}
"""Invisible, but parts of words and emoji, or put there by us."""


PING_OR_LINK = re.compile(r"<[@#!]|<[a-z]+:|\w://|\bwww\.|(?<!\w)@\w", re.IGNORECASE)


def _read(line: str) -> str:
    repeated = _REPEATED.fullmatch(line)
    text, times = (repeated[1], int(repeated[2])) if repeated else (line, 1)
    return codecs.decode(text.encode("latin-1", "backslashreplace"), "unicode_escape") * times


HOSTILE = [_read(line) for line in lines("hostile.txt")]


NAMES = [re.sub(r"\W+", " ", text)[:24] or f"signs {n}" for n, text in enumerate(HOSTILE)]


def troubles(said: dict[str, Any]) -> Iterator[str]:
    """What is wrong with anything that was sent to Slack: pings, foreign links, what is hidden, what it refuses."""
    view = said.get("view")
    quiet = {"unfurl_links": False, "unfurl_media": False}
    for found in [said] if "text" in said else []:
        yield from alive(found, KNOWN)
        yield from filter(None, [message_error(found), None if found["text"] else "no text"])
        yield from ["too long"] if sum(map(len, texts(found.get("blocks") or []))) > LONGEST else []
    for found in [view] if isinstance(view, dict) else []:
        yield from alive({**quiet, "blocks": found["blocks"]}, KNOWN)
        yield from filter(None, [view_error(found, found["type"])])
    for card in (said.get("unfurls") or {}).values():
        yield from alive({**quiet, **card}, KNOWN)
        yield from (problem for block in card["blocks"] for problem in block_problems(block))
    for text in (said.get("outputs") or {}).values():
        yield from PING_OR_LINK.findall(str(text))
    for option in said.get("options") or []:
        yield from () if option["text"]["type"] == "plain_text" else ("an option in markup",)
    yield from (f"hidden {c!r}" for text in texts(said) for c in text if _is_hidden(c))


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc") and character not in _SEEN_THROUGH and character != "\n"
