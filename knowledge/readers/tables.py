"""Tables, by what their columns mean and not by where they stand.

A table whose rows are items has a column of names and columns of facts; one whose first column
is a phase gives phases; one with two columns whose first holds keys we know, or with a single row
of facts, is a record of the heading above it. A table with periods, horizons or statuses for
columns holds items in its cells (knowledge/readers/boards.py). Change histories, legends and
tables of process parts of a page are no roadmap.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.html_table import PART
from knowledge.inline import links, plain
from knowledge.model import Field, Mention, Phase, Rank, Value
from knowledge.page import Row, Table
from knowledge.readers.around_names import bare_name
from knowledge.readers.boards import is_board, read_board
from knowledge.readers.cells import leads_inside, row_values
from knowledge.readers.columns import Columns, is_change_history, read_columns
from knowledge.readers.key_lines import add_to_section, section_of
from knowledge.readers.leads import read_lead
from knowledge.readers.marks import is_legend, mark_value, struck_value
from knowledge.readers.meanings import is_aside, says_aside
from knowledge.readers.reading import Desk, Note
from knowledge.readers.roles import read_roles, tells_roles
from knowledge.readers.values import make_value
from knowledge.tickets import TICKET, is_ticket, leads_to_tracker

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def read_table(table: Table, desk: Desk) -> None:
    """Add what a table's rows say."""
    columns = read_columns(table, desk.lexicon)
    if len(columns.heads) < 2 or is_change_history(columns.heads) or is_legend(table):
        return
    heading = desk.under(table.heading)
    if is_aside(heading, desk) and not (columns.is_sure and (columns.typed or not says_aside(heading, desk))):
        return
    if tells_roles(list(columns.heads), desk.lexicon):
        read_roles(table, list(columns.heads), desk)
    elif is_board(table, desk):
        read_board(table, desk)
    elif columns.heads[0] in desk.lexicon.phase_columns and columns.fields[0] is None:
        for row in table.rows:
            _read_phase(table, row, columns, desk)
    elif _is_record(table, desk):
        for row in (r for r in table.rows if len(r.cells) > 1):
            _add_fact(table, make_value(plain(row.cells[0]), row.cells[1], desk.source(row.line), desk.lexicon), desk)
    elif _is_row_of_facts(table, columns, desk):
        for value in row_values(table, table.rows[0], (-1, columns), desk):
            _add_fact(table, value, desk)
    else:
        _read_items(table, columns, desk)


def _is_record(table: Table, desk: Desk) -> bool:
    if len(table.columns) != 2 or not table.rows:
        return False
    known = sum(desk.lexicon.field_of(plain(r.cells[0])) is not None for r in table.rows if r.cells)
    return known >= 2 or (known == 1 and len(table.rows) <= 3)


def _is_row_of_facts(table: Table, columns: Columns, desk: Desk) -> bool:
    """ "### Sync" with one row of facts below it: the heading names the item."""
    if len(table.rows) != 1 or section_of(table.heading, desk) is None or columns.is_sure:
        return False
    return len(columns.typed) >= 2 and (columns.name is None or columns.name > 0 or len(columns.typed) >= 3)


def _add_fact(table: Table, value: Value | None, desk: Desk) -> None:
    if value is None:
        return
    section = section_of(table.heading, desk)
    if section is None or desk.label is not None:
        desk.fact(value)
    elif value.is_understood:
        add_to_section(section, value, desk)
    else:
        desk.notes.append(Note(value, desk.titles(table.heading)))


def _read_items(table: Table, columns: Columns, desk: Desk) -> None:
    if columns.name is None:
        return
    heading = desk.under(table.heading)
    carried = desk.headings.carried(heading)
    placed = bool(carried.values) or carried.is_phase
    if not columns.is_sure and not columns.typed and not placed:
        return
    for row in table.rows:
        for mention in _row_mentions(table, row, (columns.name, columns), desk):
            desk.hold(mention, heading)


_Place = tuple[int, Columns]
"""Which column names the items, and what all columns mean."""


def _row_mentions(table: Table, row: Row, place: _Place, desk: Desk) -> list[Mention]:
    """The item of a row, or the items where its cell holds several."""
    at = place[0]
    cell = row.cells[at] if at < len(row.cells) else ""
    parts = [p for p in cell.split(PART) if p] if PART in cell else _broken(cell)
    return [m for p in parts if (m := _row_mention(table, row, place, p, desk)) is not None]


def _broken(cell: str) -> list[str]:
    """A cell's lines; where only the first one is bold, the others describe it."""
    lines = [p for p in _BREAK.split(cell) if p.strip()]
    if len(lines) < 2 or (read_lead(lines[0]).bold and not any(read_lead(p).bold for p in lines[1:])):
        return lines[:1]
    return lines


def _row_mention(table: Table, row: Row, place: _Place, part: str, desk: Desk) -> Mention | None:
    at = place[0]
    lead = read_lead(part)
    name = lead.name if lead.bold and PART in row.cells[at] else _bare(plain(part)).rstrip(".")
    if not any(c.isalnum() for c in name) or name.startswith(("(((", "{{", "<")):
        return None
    source = desk.source(row.line)
    values = row_values(table, row, place, desk)
    name, around = bare_name(_without_ticket(name, part), source, desk)
    values += [*around, *(Value(TICKET, f.text, source) for f in links(part) if is_ticket(f.text))]
    mark = mark_value(lead.mark, source, desk)
    if all(v.field != Field.STATUS for v in values):
        values += [v for v in (mark or (struck_value(source) if lead.struck else None),) if v is not None]
    if lead.bold and lead.rest and PART in row.cells[at]:
        values.append(Value(Field.DESCRIPTION, plain(lead.rest), source))
    heading = desk.under(table.heading)
    said = {v.field for v in values}
    values += [v for v in desk.headings.carried(heading).values if v.field not in said]
    titles = desk.titles(heading)
    found = links(part) or [f for c in row.cells for f in links(c) if leads_inside(f.target)]
    link = desk.link(found[0], row.line) if found else None
    group = titles[-1] if titles else ""
    return Mention(name, source, Rank.LISTED, tuple(values), link, desk.area, titles, group, desk.page.path)


def _without_ticket(name: str, part: str) -> str:
    """ "[PLT-12](.../browse/PLT-12) Routing" is named "Routing"."""
    first = next(iter(links(part)), None)
    if first is None or not is_ticket(first.text) or not leads_to_tracker(first.target):
        return name
    rest = name.removeprefix(first.text).lstrip(" :–—-")
    return rest if any(c.isalpha() for c in rest) else name


def _bare(name: str) -> str:
    """A name without pictures around it, and without the brackets of a link that is defined elsewhere."""
    if name.startswith("[") and name.endswith("]") and name.count("[") == 1:
        return name[1:-1]
    lead = read_lead(name)
    if not lead.mark:
        return name
    start = name.find(lead.name[:1], 0)
    return name.strip("".join({*lead.mark, " ", "\ufe0f"})) if start >= 0 else name


def _read_phase(table: Table, row: Row, columns: Columns, desk: Desk) -> None:
    """A phase; where the table says a status or an owner of it, it is an item, too."""
    name = _bare(plain(row.cells[0]))
    if not any(c.isalnum() for c in name):
        return
    source = desk.source(row.line)
    values = row_values(table, row, (0, columns), desk)
    when = next((v for v in values if v.field == Field.TIMEFRAME), None)
    focus = next((v for v in values if v.field == "focus"), None)
    if focus is None:
        focus = next((v for v in values if not v.is_understood), None)
    desk.phases.append(Phase(name, source, when, focus, tuple(v for v in values if v not in (when, focus))))
    if any(v.field in (Field.STATUS, Field.OWNER) for v in values):
        mention = _row_mention(table, row, (0, columns), row.cells[0], desk)
        if mention is not None:
            desk.hold(replace(mention, name=name), desk.under(table.heading))
    elif focus is not None:
        _add_focus(name, focus, when, desk)
    desk.notes.extend(Note(v, (*desk.titles(table.heading), name)) for v in values if not v.is_understood)


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
