"""A card -> Block Kit, within Slack's limits.

What pages and people wrote stands only in rich text and plain text, which Slack shows letter by
letter: no mention, link or emoji in it comes alive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from handlers.slack.card import Look, Row, Run, Style, rows
from knowledge.answer import Answer

Block = dict[str, Any]

MOST_BLOCKS = 50
"""Slack: 50 blocks a message."""

LONGEST_TEXT = 3_000
"""Slack: 3,000 characters a text object; kept for a row, and for one block of rich text, too."""

LONGEST = 12_000
"""Characters of all blocks: from about 13,200 on Slack refuses a message (msg_blocks_too_long)."""

MOST_NOTES = 10
"""Slack: 10 elements a context block."""

_ROOM_FOR_REST = 1_500
"""Characters kept for each part that follows a list that has to be cut."""

_ROOM_FOR_COUNT = 40
"""Characters kept for the line that says how much of a list is shown."""


def render(answer: Answer) -> list[Block]:
    """The blocks of an answer: at most 50, with at most 12,000 characters; a list that is cut says "n of m"."""
    drawn = _fitted([[_shortened(row) for row in part] for part in rows(answer)])
    blocks = [block for look, group in groupby(drawn, _surface) for block in _DRAW[look](list(group))]
    return blocks if len(blocks) <= MOST_BLOCKS else [*blocks[: MOST_BLOCKS - 1], _counted(blocks)]


def _counted(blocks: list[Block]) -> Block:
    return _note_block([_note(Row(Look.NOTE, (Run(f"({MOST_BLOCKS - 1} of {len(blocks)} parts shown)"),)))])


def _fitted(parts: list[list[Row]]) -> list[Row]:
    """The rows there is room for, a part after the other."""
    kept: list[Row] = []
    room = LONGEST
    for index, part in enumerate(parts):
        later = sum(min(_size(other), _ROOM_FOR_REST) for other in parts[index + 1 :])
        shown = _cut(part, max(room - later, min(room, _ROOM_FOR_REST)))
        room -= _size(shown)
        kept += shown
    return kept


def _cut(part: list[Row], room: int) -> list[Row]:
    """As many rows of a part as there is room for, and how many of how many that is."""
    if _size(part) <= room:
        return part
    kept: list[Row] = []
    for row in part:
        if _size(kept) + row.size > room - _ROOM_FOR_COUNT:
            break
        kept.append(row)
    listed = part[-1].look
    counted = f"({_count(kept, listed)} of {_count(part, listed)} shown)"
    return [*kept, Row(Look.LINE, (Run(counted, Style.ITALIC),))]


def _count(part: list[Row], look: Look) -> int:
    return sum(row.look is look for row in part)


def _size(part: list[Row]) -> int:
    return sum(row.size for row in part)


def _shortened(row: Row) -> Row:
    """A row of at most 3,000 characters, cut with "…"; no empty run stays in it, since Slack refuses those."""
    kept: list[Run] = []
    room = LONGEST_TEXT
    for run in row.runs:
        text = run.text if len(run.text) <= room else run.text[: max(room - 1, 0)] + "…"[:room]
        room -= len(text)
        kept += [Run(text, run.style)] if text else []
    return Row(row.look, tuple(kept))


def _surface(row: Row) -> Look:
    """Which kind of block a row goes to: bullets and lines share one."""
    return Look.NOTE if row.look is Look.NOTE else Look.LINE


def _rich_text(drawn: list[Row]) -> list[Block]:
    return [
        {"type": "rich_text", "elements": [e for look, part in _by_look(chunk) for e in _ELEMENTS[look](part)]}
        for chunk in _chunks(drawn)
    ]


def _chunks(drawn: list[Row]) -> Iterator[list[Row]]:
    """Rows in groups of at most 3,000 characters."""
    chunk: list[Row] = []
    for row in drawn:
        if chunk and _size(chunk) + row.size > LONGEST_TEXT:
            yield chunk
            chunk = []
        chunk.append(row)
    yield chunk


def _by_look(chunk: list[Row]) -> Iterator[tuple[Look, list[Row]]]:
    yield from ((look, list(part)) for look, part in groupby(chunk, lambda row: row.look))


def _lines(part: list[Row]) -> list[Block]:
    return [_section(row) for row in part]


def _bullets(part: list[Row]) -> list[Block]:
    return [{"type": "rich_text_list", "style": "bullet", "elements": _lines(part)}]


def _section(row: Row) -> Block:
    return {"type": "rich_text_section", "elements": [_text(run) for run in row.runs]}


def _text(run: Run) -> Block:
    styled = {} if run.style is Style.PLAIN else {"style": {run.style.value: True}}
    return {"type": "text", "text": run.text, **styled}


def _context(drawn: list[Row]) -> list[Block]:
    notes = [_note(row) for row in drawn]
    return [_note_block(notes[start : start + MOST_NOTES]) for start in range(0, len(notes), MOST_NOTES)]


def _note_block(notes: list[Block]) -> Block:
    return {"type": "context", "elements": notes}


def _note(row: Row) -> Block:
    return {"type": "plain_text", "text": "".join(run.text for run in row.runs), "emoji": False}


_ELEMENTS: dict[Look, Callable[[list[Row]], list[Block]]] = {Look.LINE: _lines, Look.BULLET: _bullets}
_DRAW: dict[Look, Callable[[list[Row]], list[Block]]] = {Look.LINE: _rich_text, Look.NOTE: _context}
