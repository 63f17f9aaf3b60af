"""Tables, by what their columns mean and not by where they stand.

A table whose rows are items has a column of names and columns of facts; one whose first column
is a phase gives phases; one with two columns whose first holds keys we know is a record about
the page's subject. A table of versions and editors is a change history and no roadmap.
"""

from __future__ import annotations

from knowledge.inline import links, plain
from knowledge.model import Field, Mention, Phase, Rank, Value
from knowledge.page import Row, Table
from knowledge.readers.reading import Desk, Note
from knowledge.readers.roles import read_roles, tells_roles
from knowledge.readers.values import make_value

_EDITING = frozenset({"version", "author", "editor", "changes", "change", "edited by"})


def read_table(table: Table, desk: Desk) -> None:
    """Add what a table's rows say."""
    columns = [c.lower().strip(" *:") for c in table.columns]
    if len(columns) < 2 or len(_EDITING.intersection(columns)) >= 2:
        return
    if tells_roles(columns, desk.lexicon):
        read_roles(table, columns, desk)
    elif columns[0] in desk.lexicon.phase_columns:
        for row in table.rows:
            _read_phase(table, row, desk)
    elif _is_record(table, desk):
        for row in table.rows:
            _read_record(row, desk)
    else:
        _read_items(table, columns, desk)


def _is_record(table: Table, desk: Desk) -> bool:
    if len(table.columns) != 2 or not table.rows:
        return False
    known = sum(desk.lexicon.field_of(plain(r.cells[0])) is not None for r in table.rows)
    return known >= 2 or (known == 1 and len(table.rows) <= 3)


def _read_record(row: Row, desk: Desk) -> None:
    value = make_value(plain(row.cells[0]), row.cells[1], desk.source(row.line), desk.lexicon)
    if value is not None:
        desk.fact(value)


def _read_items(table: Table, columns: list[str], desk: Desk) -> None:
    lexicon = desk.lexicon
    typed = [i for i, c in enumerate(columns) if lexicon.field_of(c) is not None]
    named = [i for i, c in enumerate(columns) if c in lexicon.item_columns]
    if not named and not (typed and 0 not in typed):
        return
    for row in table.rows:
        mention = _row_mention(table, row, named[0] if named else 0, desk)
        if mention is not None:
            desk.mentions.append(mention)


def _row_mention(table: Table, row: Row, at: int, desk: Desk) -> Mention | None:
    name = plain(row.cells[at]) if at < len(row.cells) else ""
    if not any(c.isalnum() for c in name) or name.startswith(("(((", "{{")):
        return None
    source = desk.source(row.line)
    values: list[Value] = []
    for index, column in enumerate(table.columns):
        if index == at or index >= len(row.cells) or not column or _is_inside_link(table, index, row, desk):
            continue
        value = make_value(column, row.cells[index], source, desk.lexicon)
        if value is not None:
            values.append(value)
    said = {v.field for v in values}
    values += [v for v in desk.headings.carried(table.heading).values if v.field not in said]
    titles = desk.titles(table.heading)
    found = links(row.cells[at]) or [f for c in row.cells for f in links(c) if _leads_inside(f.target)]
    link = desk.link(found[0], row.line) if found else None
    return Mention(
        name, source, Rank.LISTED, tuple(values), link, desk.area, titles, titles[-1] if titles else "", desk.page.path
    )


def _link_column(table: Table, desk: Desk) -> int:
    lowered = [c.lower() for c in table.columns]
    return next((i for i, c in enumerate(lowered) if i and c in desk.lexicon.link_columns), -1)


def _is_inside_link(table: Table, index: int, row: Row, desk: Desk) -> bool:
    """Is the cell only there to link to the item's page?"""
    return index == _link_column(table, desk) and any(_leads_inside(f.target) for f in links(row.cells[index]))


def _leads_inside(target: str) -> bool:
    return "://" not in target and not target.startswith(("mailto:", "#"))


def _read_phase(table: Table, row: Row, desk: Desk) -> None:
    name = plain(row.cells[0])
    if not name:
        return
    source = desk.source(row.line)
    values = [
        v
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=False)
        if (v := make_value(column, cell, source, desk.lexicon)) is not None
    ]
    when = next((v for v in values if v.field == Field.TIMEFRAME), None)
    focus = next((v for v in values if v.field == "focus"), None)
    if focus is None:
        focus = next((v for v in values if v.field not in set(Field)), None)
    desk.phases.append(Phase(name, source, when, focus, tuple(v for v in values if v not in (when, focus))))
    if focus is not None:
        _add_focus(name, focus, when, desk)
    desk.notes.extend(Note(v, (*desk.titles(table.heading), name)) for v in values if v.field not in set(Field))


def _add_focus(phase: str, focus: Value, when: Value | None, desk: Desk) -> None:
    """Each thing a phase's focus names is mentioned in passing, at the time of the phase."""
    values = () if when is None else (Value(when.field, when.text, when.source, "phase", when.timeframe),)
    for part in focus.text.replace(" and ", ", ").replace(";", ",").split(","):
        if part.strip():
            desk.mentions.append(
                Mention(
                    part.strip(), focus.source, Rank.PASSING, values, None, desk.area, (phase,), phase, desk.page.path
                )
            )
