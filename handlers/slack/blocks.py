"""A card -> Block Kit, within Slack's limits.

What pages and people wrote stands only in rich text, table cells and plain text, which Slack shows letter
by letter: no mention, link or emoji in it comes alive. The only links are the addresses of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from handlers.addresses import Addresses
from handlers.slack.card import Cell, Drawn, Look, Row, Run, Table, rows
from knowledge.answer import Answer

Block = dict[str, Any]

MOST_BLOCKS = 50
"""Slack: 50 blocks a message."""

LONGEST_TEXT = 3_000
"""Slack: 3,000 characters a text object; kept for a row, and for one block of rich text, too."""

LONGEST = 12_000
"""Characters of all blocks: from about 13,200 on Slack refuses a message (msg_blocks_too_long)."""

LONGEST_ADDRESS = 3_000
"""Slack: 3,000 characters a web address."""

MOST_NOTES = 10
"""Slack: 10 elements a context block."""


def render(answer: Answer, addresses: Addresses, tables: bool = True) -> list[Block]:
    """The blocks of an answer that fits a message (handlers/slack/pages.py); a row of more than 3,000
    characters is cut, with "…". `tables` are not to be had in modals and unfurled links."""
    drawn = [_shortened(row) for part in rows(answer, addresses, tables) for row in part]
    return [block for kind, group in groupby(drawn, _surface) for block in _DRAW[kind](list(group))]


def _shortened(drawn: Drawn) -> Drawn:
    if isinstance(drawn, Row):
        is_right = drawn.size <= LONGEST_TEXT and all(run.text for run in drawn.runs)
        return drawn if is_right else Row(drawn.look, _within(drawn.runs, LONGEST_TEXT))
    room = LONGEST_TEXT // len(drawn.columns)
    return Table(drawn.columns, tuple(tuple(_within(cell, room) for cell in line) for line in drawn.rows))


def _within(runs: tuple[Run, ...], room: int) -> tuple[Run, ...]:
    """Runs of at most `room` characters, cut with "…"; no empty run stays, since Slack refuses those."""
    kept: list[Run] = []
    for run in runs:
        if len(run.text) > room:
            run = run._replace(text=run.text[: max(room - 1, 0)] + "…"[:room])
        room -= len(run.text)
        kept += [run] if run.text else []
    return tuple(kept)


def _surface(drawn: Drawn) -> Look | type[Table]:
    """Which kind of block it goes to: bullets and lines share one."""
    if isinstance(drawn, Table):
        return Table
    return "note" if drawn.look == "note" else "line"


def _rich_text(drawn: list[Row]) -> list[Block]:
    return [
        {"type": "rich_text", "elements": [e for look, part in _by_look(chunk) for e in _ELEMENTS[look](part)]}
        for chunk in _chunks(drawn)
    ]


def _chunks(drawn: list[Row]) -> Iterator[list[Row]]:
    """Rows in groups of at most 3,000 characters."""
    chunk: list[Row] = []
    size = 0
    for row in drawn:
        more = row.size
        if chunk and size + more > LONGEST_TEXT:
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += more
    yield chunk


def _by_look(chunk: list[Row]) -> Iterator[tuple[Look, list[Row]]]:
    yield from ((look, list(part)) for look, part in groupby(chunk, lambda row: row.look))


def _lines(part: list[Row]) -> list[Block]:
    return [_section(row.runs) for row in part]


def _bullets(part: list[Row]) -> list[Block]:
    return [{"type": "rich_text_list", "style": "bullet", "elements": _lines(part)}]


def _section(runs: tuple[Run, ...]) -> Block:
    return {"type": "rich_text_section", "elements": [_text(run) for run in runs]}


def _text(run: Run) -> Block:
    text, style, address, user, channel = run
    if user:
        drawn: Block = {"type": "user", "user_id": user}
    elif channel:
        drawn = {"type": "channel", "channel_id": channel}
    elif address and len(address) <= LONGEST_ADDRESS:
        drawn = {"type": "link", "url": address, "text": text}
    else:
        drawn = {"type": "text", "text": text}
    if style:
        drawn["style"] = {style: True}
    return drawn


def _tables(drawn: list[Table]) -> list[Block]:
    """Tables whose cells wrap, so that none is cut at the edge of its column."""
    return [
        {
            "type": "table",
            "column_settings": [{"is_wrapped": True} for _ in table.columns],
            "rows": [_heads(table), *map(_line, table.rows)],
        }
        for table in drawn
    ]


def _heads(table: Table) -> list[Block]:
    return [{"type": "raw_text", "text": name} for name in table.columns]


def _line(cells: tuple[Cell, ...]) -> list[Block]:
    return [{"type": "rich_text", "elements": [_section(cell)]} for cell in cells]


def _context(drawn: list[Row]) -> list[Block]:
    lines = [_note(row.runs) for row in drawn]
    return [
        {"type": "context", "elements": lines[start : start + MOST_NOTES]} for start in range(0, len(lines), MOST_NOTES)
    ]


def _note(runs: tuple[Run, ...]) -> Block:
    return {"type": "plain_text", "text": "".join(run.text for run in runs), "emoji": False}


def length(drawn: Any) -> int:
    """The characters of all texts in blocks, as Slack counts them."""
    if isinstance(drawn, list):
        return sum(map(length, drawn))
    if not isinstance(drawn, dict):
        return 0
    text = drawn.get("text")
    return (len(text) if isinstance(text, str) else 0) + sum(map(length, drawn.values()))


def lines(drawn: list[Row]) -> list[Block]:
    """Rows that are no answer: as they are, those too long cut with "…"."""
    cut = [Row(row.look, _within(row.runs, LONGEST_TEXT)) for row in drawn]
    return _rich_text(cut) if cut else []


def notes(text: str) -> Block:
    """A small line of our own."""
    return {"type": "context", "elements": [_note((Run(text),))]}


_ELEMENTS: dict[Look, Callable[[list[Row]], list[Block]]] = {"line": _lines, "bullet": _bullets}
_DRAW: dict[Look | type[Table], Callable[..., list[Block]]] = {
    "line": _rich_text,
    "note": _context,
    Table: _tables,
}
