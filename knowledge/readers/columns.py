"""What the columns of a table mean: which one names the items, which hold facts, which only number or link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.model import TYPED, Field
from knowledge.page import Row, Table
from knowledge.tickets import TICKET_KEYS, is_ticket

_EITHER = re.compile(r"\s*/\s*|\s+(?:or|and|&)\s+|\s*[(（]\s*|\s*[)）]\s*")
_NUMBERING = frozenset({"", "#", "no", "no.", "id", "nr", "n", "№", "nº", "rank", "idx", "序号", "番号"})
_WEAK = frozenset({"what", "title", "name", "function", "component", "change", "名称"})
"""Columns that name the items only where no other column does."""
_EDITIONS = frozenset({"version", "date", "revision", "rev", "versión", "versão", "fecha", "datum", "版本", "日期"})
_EDITS = frozenset(
    {
        "author",
        "editor",
        "changes",
        "change",
        "edited by",
        "reviewer",
        "modified by",
        "autor",
        "auteur",
        "cambios",
        "änderungen",
        "change description",
        "作者",
        "修改",
    }
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, in lower case, with the field that each one holds."""

    heads: tuple[str, ...]
    keys: tuple[str, ...]
    """The same, or the part that we know: "owner" of "owner(s) or team(s)"."""
    fields: tuple[str | None, ...]
    name: int | None
    """The column that names the items, or None when none does."""
    is_sure: bool
    """Does its head say so ("Feature"), or does it only stand first?"""

    @property
    def typed(self) -> list[int]:
        """The columns that hold facts we understand."""
        return [i for i, f in enumerate(self.fields) if f is not None and i != self.name]


def read_columns(table: Table, lexicon: Lexicon) -> Columns:
    """What the columns of `table` mean."""
    heads = tuple(_head(c) for c in table.columns)
    keys = _with_dates(tuple(_key(h, lexicon) for h in heads), table, lexicon)
    fields = [lexicon.field_of(k) for k in keys]
    told = _one_of_each(fields, heads, table, lexicon)
    headline = _headline(heads, table, lexicon)
    if headline is not None:
        return Columns(heads, keys, told, headline, True)
    free = [i for i, f in enumerate(fields) if f is None and heads[i] not in _NUMBERING]
    strong = [i for i in free if heads[i] in lexicon.item_columns and heads[i] not in _WEAK]
    weak = [i for i in free if heads[i] in lexicon.item_columns]
    phases = [i for i in free if heads[i].split(" ")[0] in lexicon.phase_columns and i]
    doubtful = bool(fields) and fields[0] is not None and (fields[0] in fields[1:] or fields[0] not in TYPED)
    typed = any(f in TYPED for f in fields[1:])
    if not strong and doubtful and typed and not _are_values(table, 0, lexicon):
        return Columns(heads, keys, (None, *told[1:]), 0, False)  # "Stage | Status": the first one names
    first = _first(range(len(heads)), heads)
    if not strong and weak and first is not None and weak[0] != first and fields[first] is None:
        weak = []  # "Area | What": the first one names
    if fields and fields[0] in (Field.TIMEFRAME, Field.STATUS) and not strong and not weak:
        free = [i for i in phases or free if not _are_values(table, i, lexicon)]  # "Quarter | Date | Release"
    elif fields and fields[0] is not None:
        free = []  # "Team | Support level": facts about teams
    named = strong or weak or free
    return Columns(heads, keys, told, named[0] if named else None, bool(strong or weak))


def _headline(heads: tuple[str, ...], table: Table, lexicon: Lexicon) -> int | None:
    """The column that names what another one numbers: "Key | Summary", with "MOB-118" in the first."""
    numbers = [i for i, h in enumerate(heads) if h in TICKET_KEYS and _are_codes(table, i)]
    if not numbers:
        return None
    return next((i for i, h in enumerate(heads) if h in lexicon.key_kinds["headline"]), None)


def _are_codes(table: Table, column: int) -> bool:
    cells = [c for c in (_cell(row, column) for row in table.rows) if c]
    return bool(cells) and all(map(is_ticket, cells))


def _one_of_each(
    fields: list[str | None], heads: tuple[str, ...], table: Table, lexicon: Lexicon
) -> tuple[str | None, ...]:
    """The fields, each once: of two columns that say when the one with days counts, the other keeps its own name."""
    told = list(fields)
    for name in (Field.TIMEFRAME, Field.STATUS):
        places = [i for i, f in enumerate(fields) if f == name]
        if len(places) < 2:
            continue
        best = [i for i in places if heads[i] not in lexicon.key_kinds["beside"]] or places
        dated = [i for i in best if name != Field.TIMEFRAME or _are_days(table, i, lexicon)] or best
        for i in places:
            told[i] = name if i == dated[0] else None
    return tuple(told)


def is_change_history(heads: Iterable[str]) -> bool:
    """Is it a table of versions or dates and who changed what?"""
    known = set(heads)
    return bool(_EDITIONS & known) and bool(_EDITS & known) and len(known) <= 5


def _head(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\((?:e?s)\)", "", text.lower())).strip(" *:_`")


def _key(head: str, lexicon: Lexicon) -> str:
    if lexicon.field_of(head) is not None:
        return head
    parts = [p for p in _EITHER.split(head) if p]
    return next((p for p in parts if len(parts) > 1 and lexicon.field_of(p) is not None), head)


def _with_dates(keys: tuple[str, ...], table: Table, lexicon: Lexicon) -> tuple[str, ...]:
    """A column "Release" is when, if it holds days and no other column says when; else which one."""
    if any(lexicon.field_of(k) == Field.TIMEFRAME for k in keys):
        return keys
    place = next((i for i, k in enumerate(keys) if k in lexicon.dated_columns and _are_days(table, i, lexicon)), None)
    return tuple("timeline" if i == place else k for i, k in enumerate(keys))


def _are_days(table: Table, column: int, lexicon: Lexicon) -> bool:
    cells = [c for c in (_cell(row, column) for row in table.rows) if c]
    return bool(cells) and sum(_is_dated(c, lexicon) for c in cells) * 2 > len(cells)


def _first(places: Iterable[int], heads: tuple[str, ...]) -> int | None:
    return next((i for i in places if heads[i] not in _NUMBERING), None)


def _are_values(table: Table, column: int, lexicon: Lexicon) -> bool:
    """Do most cells of a column hold statuses or times?"""
    cells = [c for c in (_cell(row, column) for row in table.rows) if c]
    read = [c for c in cells if lexicon.status_kind(c) is not None or _is_dated(c, lexicon)]
    return len(read) * 2 > len(cells)


def _is_dated(text: str, lexicon: Lexicon) -> bool:
    time = lexicon.read_timeframe(text)
    return time is not None and time.period is not None


def _cell(row: Row, column: int) -> str:
    return plain(row.cells[column]) if column < len(row.cells) else ""
