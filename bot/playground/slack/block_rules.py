"""What Slack refuses in messages and blocks; the shapes themselves stand in a table of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.slack.block_shapes import (
    BLOCKS,
    CELLS,
    ELEMENTS,
    MESSAGE,
    MOST_BLOCKS,
    SURFACES,
    Many,
    Shape,
    Text,
)

LONGEST_BLOCKS, LONGEST_TEXT, LONGEST_MARKDOWN = 13_200, 40_000, 12_000
"""Characters of all blocks of a message, of its text, and of all its Markdown blocks."""

MOST_ROWS, MOST_CELLS = 100, 20
"""Of a table."""

_RICH_STYLES = frozenset({"bold", "italic", "strike", "code", "underline", "highlight"})
_LIST_STYLES, _BUTTON_STYLES = frozenset({"bullet", "ordered"}), frozenset({"primary", "danger"})
_TEXT_KEYS = {"mrkdwn": {"type", "text", "verbatim"}, "plain_text": {"type", "text", "emoji"}}


def message_error(said: dict[str, Any]) -> str | None:
    """Slack's error for the text and blocks of a message, or None."""
    blocks = said.get("blocks") or []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return "invalid_blocks_format"
    if not any(said.get(key) for key in ("text", "blocks", "attachments", "markdown_text")):
        return "no_text"
    if len(said.get("text") or "") > LONGEST_TEXT:
        return "msg_too_long"
    if any(blocks_problems(blocks, MESSAGE)):
        return "invalid_blocks"
    return "msg_blocks_too_long" if sum(map(len, texts(blocks))) > LONGEST_BLOCKS else None


def blocks_problems(blocks: list[dict[str, Any]], surface: str) -> Iterator[str]:
    """What is wrong with the blocks of a message, a modal or a Home."""
    if len(blocks) > MOST_BLOCKS[surface]:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) > len(set(ids)):
        yield "two blocks of one block_id"
    if sum(len(block.get("text", "")) for block in blocks if block.get("type") == "markdown") > LONGEST_MARKDOWN:
        yield "too much Markdown"
    for block in blocks:
        if block.get("type") in SURFACES[surface]:
            yield from block_problems(block)
        else:
            yield f"{block.get('type')} in a {surface}"


def block_problems(block: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a block."""
    kind = block.get("type", "")
    if kind not in BLOCKS:
        yield f"unknown type {kind}"
        return
    yield from _problems(kind, block, BLOCKS[kind], {"type", "block_id"})
    if kind == "section" and not block.keys() & {"text", "fields"}:
        yield "section without text"
    if kind == "image" and not block.keys() & {"image_url", "slack_file"}:
        yield "image without address"
    if kind == "table":
        yield from _table(block)
    ids = [e.get("action_id") for e in block.get("elements", []) if isinstance(e, dict) and e.get("action_id")]
    if len(ids) > len(set(ids)):
        yield f"two elements of one action_id in {kind}"


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


def _problems(kind: str, thing: dict[str, Any], shape: Shape, always: set[str]) -> Iterator[str]:
    yield from (f"{kind} without {key}" for key in shape.needs - thing.keys())
    yield from (f"{kind} with {key}" for key in thing.keys() - shape.needs - shape.takes - always)
    for key, most in shape.longest.items():
        if not 1 <= len(str(thing.get(key, "x"))) <= most:
            yield f"{key} of {kind} has {len(str(thing[key]))} characters"
    for key, text in shape.texts.items():
        if key in thing:
            yield from _text_object(thing[key], text)
    for key, many in shape.lists.items():
        if key in thing:
            yield from _list(kind, thing[key], many)
    for key, of in shape.single.items():
        if key in thing:
            yield from _element(kind, thing[key], of)
    yield from _style(kind, thing.get("style"))


def _style(kind: str, style: Any) -> Iterator[str]:
    if kind == "rich_text_list" and style not in _LIST_STYLES:
        yield "a list without style"
    elif kind == "button" and style is not None and style not in _BUTTON_STYLES:
        yield f"a button of style {style}"
    elif isinstance(style, dict) and style.keys() - _RICH_STYLES:
        yield f"{kind} of style {sorted(style)}"


def _list(kind: str, things: Any, many: Many) -> Iterator[str]:
    if not isinstance(things, list) or not many.least <= len(things) <= many.most:
        yield f"{kind} holds {len(things) if isinstance(things, list) else 'no list'}"
        return
    for thing in things:
        yield from _element(kind, thing, many.of)


def _element(kind: str, thing: Any, of: frozenset[str]) -> Iterator[str]:
    if not isinstance(thing, dict):
        yield f"no object in {kind}"
        return
    name = thing.get("type") or next(iter(of & {"option", "confirm", "feedback_button"}), "")
    if name not in of:
        yield f"{name} in {kind}"
    elif name in _TEXT_KEYS:
        yield from _text_object(thing, Text(3000))
    else:
        yield from _problems(name, thing, ELEMENTS[name], {"type"})
        if name == "text" and not thing.get("text"):
            yield "an empty text"


def _text_object(value: Any, text: Text) -> Iterator[str]:
    takes = _TEXT_KEYS.get(value.get("type", "")) if isinstance(value, dict) else None
    if takes is None or value.keys() - takes or (text.plain and value["type"] != "plain_text"):
        yield f"no text object: {value}"
    elif not 1 <= len(value.get("text", "")) <= text.longest:
        yield f"a text of {len(value.get('text', ''))} characters"


def _table(block: dict[str, Any]) -> Iterator[str]:
    rows = block.get("rows")
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        yield "a table of no or too many rows"
        return
    if len({len(row) for row in rows}) > 1 or not 1 <= len(rows[0]) <= MOST_CELLS:
        yield "a ragged or too wide table"
    for cell in (cell for row in rows for cell in row):
        if cell.get("type") == "rich_text":
            yield from block_problems(cell)
        else:
            yield from _element("table", cell, CELLS)
