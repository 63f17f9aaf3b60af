"""What the cells of a table's row say, each by the meaning of its column."""

from __future__ import annotations

from knowledge.html_table import PART
from knowledge.inline import links
from knowledge.model import Field, Source, Value
from knowledge.page import Row, Table
from knowledge.readers.columns import Columns
from knowledge.readers.reading import Desk
from knowledge.readers.spans import span_value
from knowledge.readers.values import make_value, own_value


def row_values(table: Table, row: Row, place: tuple[int, Columns], desk: Desk) -> list[Value]:
    """What the columns of a row say, but for the name and a cell that only links to the item's page."""
    at, columns = place
    source = desk.source(row.line)
    found: list[Value] = []
    for index in range(len(table.columns)):
        if index == at or index >= len(row.cells) or not table.columns[index] or _is_link(table, index, row, desk):
            continue
        value = _cell_value(table, row, (index, columns), source, desk)
        if value is not None and all((v.field, v.role) != (value.field, value.role) for v in found):
            found.append(value)
    span = None if any(v.field == Field.TIMEFRAME for v in found) else span_value(found, desk.lexicon)
    return found if span is None else [*found, span]


def _cell_value(table: Table, row: Row, place: tuple[int, Columns], source: Source, desk: Desk) -> Value | None:
    index, columns = place
    column, key = table.columns[index], columns.keys[index]
    raw = row.cells[index].replace(PART, "; ")
    if columns.fields[index] is None:
        return own_value(column, raw, source)
    known = desk.lexicon.field_of(column) is not None
    return make_value(column if known else key, raw, source, desk.lexicon)


def _is_link(table: Table, index: int, row: Row, desk: Desk) -> bool:
    """Is the cell only there to link to the item's page?"""
    return index == _link_column(table, desk) and any(leads_inside(f.target) for f in links(row.cells[index]))


def _link_column(table: Table, desk: Desk) -> int:
    lowered = [c.lower() for c in table.columns]
    return next((i for i, c in enumerate(lowered) if i and c in desk.lexicon.link_columns), -1)


def leads_inside(target: str) -> bool:
    """May a link lead to a page of the roadmap?"""
    return "://" not in target and not target.startswith(("mailto:", "#"))
