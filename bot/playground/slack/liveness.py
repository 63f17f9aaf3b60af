"""What would come alive in a message: pings, links, previews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_ALIVE = frozenset({"link", "user", "channel", "usergroup", "broadcast"})
"""Elements of rich text that are pings or links by themselves."""

_SEQUENCE = re.compile(r"<([@#!]|[a-z]+:)", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(https?://|www\.)|(?<!\w)@(here|channel|everyone)\b", re.IGNORECASE)


def alive(said: dict[str, Any], known: tuple[str, ...] = ()) -> list[str]:
    """Every ping and link that would come alive in a message, but links whose address begins as one of `known`."""
    found = [t for t in _as_markup(said.get("blocks") or [], known) if _SEQUENCE.search(t) or _ADDRESS.search(t)]
    text = said.get("text") or ""
    if _SEQUENCE.search(text) or (said.get("parse") != "none" and _ADDRESS.search(text)):
        found.append(text)
    return found + [key for key in ("unfurl_links", "unfurl_media") if said.get(key) is not False]


def _as_markup(value: Any, known: tuple[str, ...]) -> Iterator[str]:
    """The texts of blocks that Slack reads as markup, and the elements that are pings or links by themselves."""
    if isinstance(value, list):
        for child in value:
            yield from _as_markup(child, known)
    elif isinstance(value, dict):
        if value.get("type") in _ALIVE and not str(value.get("url", "")).startswith(known or ("\0",)):
            yield "<!" + value["type"]
        if value.get("type") in ("mrkdwn", "markdown"):
            yield value["text"]
        for child in value.values():
            yield from _as_markup(child, known)
