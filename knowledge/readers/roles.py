"""A table of roles: who is the PM, who the tech lead. Pages name roles where others name people."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.inline import plain
from knowledge.lexicon import Lexicon, spelled
from knowledge.model import Field, Value
from knowledge.page import Table
from knowledge.people import Role, RoleKind, people_in
from knowledge.readers.reading import Desk

_MOST_COLUMNS = 4
"""A table of people may tell more of them ("Time zone"); one with many columns is another table."""


def tells_roles(columns: Sequence[str], lexicon: Lexicon) -> bool:
    """Is it a table with a column of roles and one of people, and of nothing that items have?"""
    if not 2 <= len(columns) <= _MOST_COLUMNS:
        return False
    kinds = {lexicon.field_of(c) for c in columns} - {None, Field.OWNER, Field.DESCRIPTION}
    return not kinds and _places(columns, lexicon) is not None


def read_roles(table: Table, columns: Sequence[str], desk: Desk) -> None:
    """Add who plays which role, each with its line."""
    places = _places(columns, desk.lexicon)
    if places is None:
        return
    at_role, at_person = places
    for row in table.rows:
        if len(row.cells) <= max(places):
            continue
        people = people_in(row.cells[at_person])
        named = tuple(p for p in people if not desk.lexicon.names_nobody(p.name))
        name = plain(row.cells[at_role])
        if name and named:
            role = Role(RoleKind.OWNER, name)
            text, source = plain(row.cells[at_person]), desk.source(row.line)
            desk.roles.append(Value(Field.OWNER, text, source, role=role, people=named))


def _places(columns: Sequence[str], lexicon: Lexicon) -> tuple[int, int] | None:
    role = next((i for i, c in enumerate(columns) if spelled(c) in lexicon.role_words.role_columns), None)
    person = next(
        (i for i, c in enumerate(columns) if i != role and spelled(c) in lexicon.role_words.person_columns), None
    )
    return None if role is None or person is None else (role, person)
