"""Tables whose columns are periods, horizons or statuses: every entry of a cell is an item of its column.

"| | Q1 2027 | Q2 2027 |" or "| Now | Next | Later |"; a first column with no such head groups the rows.
"""

from __future__ import annotations

import re

from knowledge.html_table import PART
from knowledge.inline import links, plain
from knowledge.model import Field, Mention, Rank, Value
from knowledge.page import Heading, Row, Table
from knowledge.readers.leads import read_lead
from knowledge.readers.marks import mark_value
from knowledge.readers.reading import Desk
from knowledge.words import word_keys

_BREAK = re.compile(r"\s*<br\s*/?>\s*[-*•]?\s*|\s*•\s*", re.IGNORECASE)
_LONGEST_ENTRY = 25


def is_board(table: Table, desk: Desk) -> bool:
    """Do all columns, but perhaps the first, say when or in which state, and do the cells hold words?"""
    heads = table.columns[0 if _says(table, 0, desk) else 1 :]
    if len(heads) < 2 or not all(
        _says(table, i, desk) for i in range(len(table.columns) - len(heads), len(table.columns))
    ):
        return False
    cells = [c for row in table.rows for c in row.cells[-len(heads) :] if c.strip()]
    worded = [c for c in cells if any(len(w) > 2 for w in word_keys(plain(c))) and not _is_fact(c, desk)]
    return len(worded) * 2 > len(cells) > 0


def read_board(table: Table, desk: Desk) -> None:
    """Add an item for each entry of each cell."""
    start = 0 if _says(table, 0, desk) else 1
    for row in table.rows:
        group = plain(row.cells[0].replace(PART, " ")) if start and row.cells else ""
        for index in range(start, min(len(table.columns), len(row.cells))):
            for part in _parts(row.cells[index]):
                mention = _entry(table, row, (index, group), part, desk)
                if mention is not None:
                    desk.hold(mention, desk.under(table.heading))


def _parts(cell: str) -> list[str]:
    if PART in cell:
        return cell.split(PART)
    lines = [p for p in _BREAK.split(cell) if p.strip()]
    if len(lines) > 1 and read_lead(lines[0]).bold and not any(read_lead(p).bold for p in lines[1:]):
        return [f"{lines[0]} {' '.join(lines[1:])}"]
    return lines


def _entry(table: Table, row: Row, place: tuple[int, str], part: str, desk: Desk) -> Mention | None:
    index, group = place
    lead = read_lead(part)
    if not any(c.isalnum() for c in lead.name) or len(word_keys(lead.name)) > _LONGEST_ENTRY:
        return None
    source = desk.source(row.line)
    mark = mark_value(lead.mark, source, desk)
    values = [mark] if mark is not None else []
    rest = plain(lead.rest).removeprefix("<br>").strip()
    if rest:
        values.append(Value(Field.DESCRIPTION, rest, source))
    head = Heading(_BELOW_ALL, table.columns[index], table.line, "", _above(table, desk))
    carried = desk.headings.own(head).under(desk.headings.carried(desk.under(table.heading)))
    titles = (*desk.titles(desk.under(table.heading)), table.columns[index])
    found = links(part)
    link = desk.link(found[0], row.line) if found else None
    return Mention(
        lead.name, source, Rank.LISTED, carried.added_to(values), link, desk.area, titles, group, desk.page.path
    )


def _above(table: Table, desk: Desk) -> tuple[Heading, ...]:
    heading = desk.under(table.heading)
    return heading.path if heading is not None else ()


_BELOW_ALL = 8
"""A column's head stands below every heading and label."""


def _says(table: Table, index: int, desk: Desk) -> bool:
    """Does a column's head say when, or in which state?"""
    text = table.columns[index]
    if not text or desk.lexicon.field_of(text) is not None:
        return False
    own = desk.headings.own(Heading(_BELOW_ALL, text, table.line))
    return bool(own.own or own.version) or desk.lexicon.horizons.issuperset(word_keys(text) or ("?",))


def _is_fact(cell: str, desk: Desk) -> bool:
    """Is a cell only a date or a status?"""
    text = plain(cell)
    if len(word_keys(text)) > 3:
        return False
    return desk.lexicon.read_timeframe(text) is not None or desk.lexicon.status_kind(text) is not None
