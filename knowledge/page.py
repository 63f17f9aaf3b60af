"""A page: Markdown text as headings, lines, list items and tables, each with its line number.

Only the block structure is parsed (markdown-it-py, CommonMark and tables); the text inside a
line stays raw and is read on demand by knowledge/inline.py. Code fences are kept apart, so that
nothing in them is taken for a heading or an item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.inline import plain


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with those above it: level 1 to 6, the text as a reader sees it, its line."""

    level: int
    text: str
    line: int
    raw: str = ""
    parents: tuple[Heading, ...] = ()

    @property
    def path(self) -> tuple[Heading, ...]:
        """The headings from the top of the page down to this one."""
        return (*self.parents, self)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, raw."""

    raw: str
    line: int
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class Bullet:
    """One list item: its first paragraph raw, how deep it stands, its box when it has one."""

    raw: str
    line: int
    heading: Heading | None
    depth: int = 0
    checked: bool | None = None
    parent: Bullet | None = None
    has_children: bool = False
    number: str = ""
    """Its number in an ordered list ("2"); empty in a list without numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: raw cells, as many as the header has."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its column names as a reader sees them, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code with the word after its fence ("mermaid")."""

    language: str
    text: str
    line: int
    heading: Heading | None


Block = Heading | Line | Bullet | Table | Fence


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys in front of a page, each with its line; values as text."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """The value of a key, or an empty string."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class Page:
    """A document's structure: its path, front matter and blocks in order."""

    path: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    commit: str | None = None
    title: Heading | None = None
    """The first heading of the highest level on the page."""

    @property
    def name(self) -> str:
        """What the page calls itself: its title, its front matter's title, or its file's name."""
        title = self.title
        if title is not None and title.level == 1 and title.text:
            return title.text
        return plain(self.front.get("title")) or self.slug.replace("-", " ").replace("_", " ")

    @property
    def name_line(self) -> int:
        """The line on which the name stands."""
        title = self.title
        if title is not None and title.level == 1 and title.text:
            return title.line
        return self.front.lines.get("title", 1)

    @property
    def folder(self) -> str:
        """The folder it lies in, "" at the root."""
        return self.path.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        """Is it the page that stands for its folder?"""
        return is_index(self.path)

    @property
    def slug(self) -> str:
        """Its file name without ending; of an index page the folder's name."""
        stem = self.path.rpartition("/")[2].rpartition(".")[0]
        return self.folder.rpartition("/")[2] if stem.lower() in INDEX_NAMES and self.folder else stem


def is_index(path: str) -> bool:
    """Does the page at a path stand for its folder?"""
    return path.rpartition("/")[2].rpartition(".")[0].lower() in INDEX_NAMES


INDEX_NAMES = frozenset({"readme", "index", "_index"})
"""File names that stand for their folder on the sites that show Markdown."""
