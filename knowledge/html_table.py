"""A table written in HTML -> the same rows and cells as a Markdown table, inline marks turned into Markdown.

A cell that spans rows or columns stands in each of them. Entries of a list in a cell are parted by
PART, so that a cell may hold several things.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

PART = "\n"
"""Stands between the entries of one cell."""

_WIDEST = 50
"""No roadmap has more columns; a larger span in a damaged page is cut."""
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`", "del": "~~", "s": "~~"}
_SPACE = re.compile(r"[ \t\r\f\v\n]+")


def read_html_table(text: str) -> list[tuple[int, list[str]]]:
    """The rows of the first table in `text`: lines down from its start, and cells; the first row names columns."""
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    parser.end_row()
    return _spread(parser.rows)


class _TableParser(HTMLParser):
    """Collects rows of cells, each with the lines and columns it spans."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[tuple[str, int, int]]]] = []
        self._cells: list[tuple[str, int, int]] = []
        self._line = 0
        self._span = (1, 1)
        self._text: list[str] | None = None
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.end_row()
            self._line = self.getpos()[0] - 1
        elif tag in ("td", "th"):
            self._end_cell()
            self._text = []
            self._span = (_number(given.get("rowspan")), _number(given.get("colspan")))
        elif self._text is not None:
            self._open(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()
        elif self._text is not None and tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif self._text is not None and tag == "a" and self._link:
            self._text.append(f"]({self._link})")
            self._link = ""
        elif self._text is not None and tag in ("li", "ul", "ol", "p"):
            self._text.append("\x1e")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _open(self, tag: str, given: dict[str, str | None]) -> None:
        assert self._text is not None
        target = given.get("href") or ""
        if tag in _MARKS:
            self._text.append(_MARKS[tag])
        elif tag == "a" and target and not re.search(r"[\s()]", target):
            self._link = target
            self._text.append("[")
        elif tag == "li":
            self._text.append("\x1e")
        elif tag == "br":
            self._text.append(" <br> ")

    def _end_cell(self) -> None:
        if self._text is not None:
            parts = (_SPACE.sub(" ", p).strip() for p in "".join(self._text).split("\x1e"))
            self._cells.append((PART.join(p for p in parts if p), *self._span))
        self._text = None

    def end_row(self) -> None:
        """Close the row that is open."""
        self._end_cell()
        if self._cells:
            self.rows.append((self._line, self._cells))
        self._cells = []


def _number(text: str | None) -> int:
    return min(int(text), _WIDEST) if text is not None and text.isdecimal() and text.isascii() and int(text) > 0 else 1


def _spread(rows: list[tuple[int, list[tuple[str, int, int]]]]) -> list[tuple[int, list[str]]]:
    """Cells that span rows or columns, repeated in each of them."""
    held: dict[int, tuple[str, int]] = {}
    found: list[tuple[int, list[str]]] = []
    for line, cells in rows:
        waiting = list(cells)
        row: list[str] = []
        while (waiting or len(row) in held) and len(row) < _WIDEST:
            if len(row) in held:
                text, left = held.pop(len(row))
                if left > 1:
                    held[len(row)] = (text, left - 1)
                row.append(text)
                continue
            text, down, across = waiting.pop(0)
            for _ in range(across):
                if down > 1:
                    held[len(row)] = (text, down - 1)
                row.append(text)
        found.append((line, row))
    return found
