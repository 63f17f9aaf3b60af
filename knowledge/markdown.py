"""Markdown text -> Page. Broken front matter, odd line ends and ragged tables are read, not refused."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.html_table import read_html_table
from knowledge.inline import plain
from knowledge.model import Document, Problem, Source
from knowledge.page import Block, Bullet, Fence, FrontMatter, Heading, Line, Page, Row, Table
from knowledge.shortcodes import with_pictures

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_][\w .-]*?)\s*:\s?(.*)$")
_SIMPLE = re.compile(r"(?:[A-Za-z_][\w-]*: +(?:\"[^\"\\\n]*\"|(?!null\b|Null\b|NULL\b)[A-Za-z][\w ./&,()+-]*)[ ]*\n)+")
"""Front matter of which every line is a key and a short text: its lines say all that YAML would."""
_BOX = re.compile(r"^\[([ xX✓✔])\]\s+")
_ANCHOR = re.compile(r"\s*\{#[\w-]+\}\s*$|\s+#+\s*$")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class MarkdownReader:
    """Reads documents into pages. Holds the parser, so that it is set up once."""

    def __init__(self) -> None:
        self._parser = MarkdownIt("commonmark").enable("table").disable("inline")

    def read(self, document: Document) -> tuple[Page, list[Problem]]:
        """The page, and what was wrong with its front matter."""
        text = document.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        text = with_pictures(text)
        front, body, problems = _split_front(text, document)
        tokens = self._parser.parse(body)
        offset = text[: len(text) - len(body)].count("\n")
        blocks = _Blocks(offset, body).collect(tokens)
        titles = [b for b in blocks if isinstance(b, Heading)]
        title = min(titles, key=lambda h: (h.level, h.line), default=None)
        return Page(document.path, front, tuple(blocks), document.commit, title), problems


def _split_front(text: str, document: Document) -> tuple[FrontMatter, str, list[Problem]]:
    match = _FRONT.match(text)
    if match is None:
        return FrontMatter(), text, []
    written = match.group(1) or ""
    values, lines = _front_lines(written)
    if _SIMPLE.fullmatch(written):
        return FrontMatter(values, lines), text[match.end() :], []
    try:
        loaded = yaml.load(written, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2026-13-40 is a ValueError
        mark = getattr(error, "problem_mark", None)
        source = Source(document.path, 2 + (mark.line if mark else 0), document.commit)
        reason = getattr(error, "problem", None) or str(error) or "unreadable"
        message = f"front matter is no valid YAML ({reason}); its lines were read one by one"
        return FrontMatter(values, lines), text[match.end() :], [Problem("bad front matter", message, source)]
    if isinstance(loaded, dict):
        values |= {str(k): _as_text(v, values.get(str(k), "")) for k, v in loaded.items()}
    return FrontMatter(values, lines), text[match.end() :], []


def _front_lines(written: str) -> tuple[dict[str, str], dict[str, int]]:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(written.split("\n"), 2):
        match = _KEY.match(line)
        if match:
            values[match[1]] = match[2].strip().strip("\"'")
            lines[match[1]] = number
    return values, lines


def _as_text(value: object, written: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return value if isinstance(value, str) else written or str(value)


class _Blocks:
    """Walks the parser's tokens once and collects blocks."""

    def __init__(self, offset: int, text: str) -> None:
        self._offset = offset
        self._text = text
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._bullets: list[int | None] = []
        self._number = ""
        self._footer = False

    def collect(self, tokens: list[Token]) -> list[Block]:
        index = 0
        while index < len(tokens):
            index = self._take(tokens, index)
        return self._blocks

    @property
    def _heading(self) -> Heading | None:
        """The heading a block stands under; what follows a rule belongs to the page's title."""
        if not self._headings:
            return None
        return self._headings[0 if self._footer else -1]

    def _line(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + self._offset + 1

    def _take(self, tokens: list[Token], index: int) -> int:
        token = tokens[index]
        if token.type == "heading_open":
            self._add_heading(token, tokens[index + 1])
            return index + 3
        if token.type == "table_open":
            return self._add_table(tokens, index)
        if token.type == "list_item_open":
            self._bullets.append(None)
            self._number = token.info
        elif token.type == "list_item_close":
            self._bullets.pop()
        elif token.type == "hr":
            self._footer = True
        elif token.type == "inline":
            self._add_text(token)
        elif token.type in ("fence", "code_block"):
            self._blocks.append(Fence(token.info.strip(), token.content, self._line(token), self._heading))
        elif token.type == "html_block":
            return self._add_html(tokens, index)
        return index + 1

    def _add_html(self, tokens: list[Token], index: int) -> int:
        """A table in HTML is a table, even where empty lines cut it; other HTML is kept as it is."""
        token = tokens[index]
        if "<table" not in token.content.lower() or token.map is None:
            self._blocks.append(Fence("html", token.content, self._line(token), self._heading))
            return index + 1
        lines = self._text.split("\n")[token.map[0] :]
        size = next((n for n, line in enumerate(lines, 1) if "</table" in line.lower()), len(lines))
        rows = read_html_table("\n".join(lines[:size]))
        start = self._line(token)
        if rows:
            columns = tuple(plain(c) for c in rows[0][1])
            cells = tuple(Row(tuple(row), start + line) for line, row in rows[1:])
            self._blocks.append(Table(columns, cells, start, self._heading))
        end = token.map[0] + size
        while index < len(tokens) and ((place := tokens[index].map) is None or place[0] < end):
            if tokens[index].type == "list_item_open":
                self._bullets.append(None)
            elif tokens[index].type == "list_item_close":
                self._bullets.pop()
            index += 1
        return index

    def _add_heading(self, token: Token, inline: Token) -> None:
        self._footer = False
        level = int(token.tag[1])
        while self._headings and self._headings[-1].level >= level:
            self._headings.pop()
        raw = _ANCHOR.sub("", inline.content)
        heading = Heading(level, plain(raw), self._line(token), raw, tuple(self._headings))
        self._headings.append(heading)
        self._blocks.append(heading)

    def _add_text(self, token: Token) -> None:
        if self._bullets and self._bullets[-1] is None:
            self._add_bullet(token)
            return
        for offset, raw in enumerate(token.content.split("\n")):
            if raw.strip():
                self._blocks.append(Line(raw, self._line(token) + offset, self._heading))

    def _add_bullet(self, token: Token) -> None:
        raw = " ".join(part.strip() for part in token.content.split("\n"))
        box = _BOX.match(raw)
        above = next((i for i in reversed(self._bullets[:-1]) if i is not None), None)
        parent = self._blocks[above] if above is not None else None
        if above is not None and isinstance(parent, Bullet) and not parent.has_children:
            parent = replace(parent, has_children=True)
            self._blocks[above] = parent
        bullet = Bullet(
            raw[box.end() :] if box else raw,
            self._line(token),
            self._heading,
            len(self._bullets) - 1,
            box[1] != " " if box else None,
            parent if isinstance(parent, Bullet) else None,
            number=self._number,
        )
        self._bullets[-1] = len(self._blocks)
        self._blocks.append(bullet)

    def _add_table(self, tokens: list[Token], index: int) -> int:
        start = index
        rows: list[Row] = []
        cells: list[str] = []
        line = 0
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                cells, line = [], self._line(token)
            elif token.type == "inline":
                cells.append(token.content)
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), line))
            index += 1
        columns = tuple(plain(c) for c in rows[0].cells)
        self._blocks.append(Table(columns, tuple(rows[1:]), self._line(tokens[start]), self._heading))
        return index + 1
