"""What Slack refuses: tables of arguments, blocks and limits, and the code that looks into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_MESSAGE = frozenset(
    {
        "channel",
        "text",
        "blocks",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
        "link_names",
        "parse",
        "mrkdwn",
        "team_id",
    }
)


@dataclass(frozen=True)
class Method:
    """Which arguments a method of the Web API needs and takes."""

    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()


METHODS = {
    "auth.test": Method(),
    "chat.postMessage": Method(frozenset({"channel"}), _MESSAGE | {"reply_broadcast"}),
    "chat.postEphemeral": Method(frozenset({"channel", "user"}), _MESSAGE | {"user"}),
}

RESPONSE_FIELDS = _MESSAGE - {"channel"} | {"response_type", "replace_original", "delete_original"}
"""Fields of the body that answers a command, and of what is sent to a response_url."""

MOST_BLOCKS, LONGEST_BLOCKS, LONGEST_TEXT = 50, 13_200, 40_000

BLOCKS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "section": (frozenset(), frozenset({"text", "fields", "accessory", "expand"})),
    "header": (frozenset({"text"}), frozenset()),
    "context": (frozenset({"elements"}), frozenset()),
    "divider": (frozenset(), frozenset()),
    "rich_text": (frozenset({"elements"}), frozenset()),
    "actions": (frozenset({"elements"}), frozenset()),
}
"""Type of a block -> the keys it needs, and the keys it takes besides; every block takes type and block_id."""

RICH_PARENTS = {
    "rich_text": frozenset({"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}),
    "rich_text_list": frozenset({"rich_text_section"}),
    "rich_text_section": frozenset({"text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "date"}),
    "rich_text_quote": frozenset({"text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "date"}),
    "rich_text_preformatted": frozenset({"text", "link"}),
}
RICH_STYLES = frozenset({"bold", "italic", "strike", "code", "underline"})
RICH_ALIVE = frozenset({"link", "user", "channel", "usergroup", "broadcast"})

SEQUENCE = re.compile(r"<([@#!]|[a-z]+:)", re.IGNORECASE)
ADDRESS = re.compile(r"\b(https?://|www\.)|(?<!\w)@(here|channel|everyone)\b", re.IGNORECASE)


def message_error(said: dict[str, Any]) -> str | None:
    """Slack's error for the text and blocks of a message, or None."""
    blocks = said.get("blocks") or []
    if not said.get("text") and not blocks:
        return "no_text"
    if len(said.get("text") or "") > LONGEST_TEXT:
        return "msg_too_long"
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return "invalid_blocks_format"
    if len(blocks) > MOST_BLOCKS or any(problem for block in blocks for problem in block_problems(block)):
        return "invalid_blocks"
    return "msg_blocks_too_long" if sum(map(len, texts(blocks))) > LONGEST_BLOCKS else None


def block_problems(block: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a block."""
    kind = block.get("type", "")
    if kind not in BLOCKS:
        yield f"unknown type {kind}"
        return
    needs, takes = BLOCKS[kind]
    yield from (f"{kind} without {key}" for key in needs - block.keys())
    yield from (f"{kind} with {key}" for key in block.keys() - needs - takes - {"type", "block_id"})
    yield from _CHECKS[kind](block)


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield "section without text"
    if "text" in block:
        yield from _text_object(block["text"], 3000)
    for field in block.get("fields", []):
        yield from _text_object(field, 2000)


def _header(block: dict[str, Any]) -> Iterator[str]:
    yield from _text_object(block["text"], 150)
    if block["text"].get("type") != "plain_text":
        yield "header not in plain_text"


def _context(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield "context of no or more than 10 elements"
    for element in block["elements"]:
        yield from _text_object(element, 3000)


def _text_object(value: dict[str, Any], longest: int) -> Iterator[str]:
    takes = {"mrkdwn": {"type", "text", "verbatim"}, "plain_text": {"type", "text", "emoji"}}.get(value.get("type", ""))
    if takes is None or value.keys() - takes:
        yield f"no text object: {sorted(value)}"
    if not 1 <= len(value.get("text", "")) <= longest:
        yield f"a text of {len(value.get('text', ''))} characters"


def _rich(element: dict[str, Any]) -> Iterator[str]:
    kind = element["type"]
    if kind == "text":
        yield from _rich_text(element)
        return
    if kind == "rich_text_list" and element.get("style") not in ("bullet", "ordered"):
        yield "a list without style"
    if not element.get("elements"):
        yield f"{kind} without elements"
    for child in element.get("elements", []):
        if child.get("type") not in RICH_PARENTS[kind]:
            yield f"{child.get('type')} in {kind}"
        else:
            yield from _rich(child)


def _rich_text(element: dict[str, Any]) -> Iterator[str]:
    if not element.get("text"):
        yield "an empty text"
    if element.keys() - {"type", "text", "style"} or element.get("style", {}).keys() - RICH_STYLES:
        yield f"text with {sorted(element)}"


_CHECKS: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": lambda _: iter(()),
    "rich_text": _rich,
    "actions": lambda _: iter(()),
}


def texts(value: Any) -> Iterator[str]:
    """Every text in blocks."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts(child)


def alive(said: dict[str, Any]) -> list[str]:
    """Every ping and link that would come alive in a message that is meant to have none."""
    found = [
        text for text in _read_as_markup(said.get("blocks") or []) if SEQUENCE.search(text) or ADDRESS.search(text)
    ]
    text = said.get("text") or ""
    if SEQUENCE.search(text) or (said.get("parse") != "none" and ADDRESS.search(text)):
        found.append(text)
    return found + [key for key in ("unfurl_links", "unfurl_media") if said.get(key) is not False]


def _read_as_markup(value: Any) -> Iterator[str]:
    """The texts of blocks that Slack reads as markup, and the elements that are pings or links by themselves."""
    if isinstance(value, list):
        for child in value:
            yield from _read_as_markup(child)
    elif isinstance(value, dict):
        if value.get("type") in RICH_ALIVE:
            yield "<!" + value["type"]
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for child in value.values():
            yield from _read_as_markup(child)
