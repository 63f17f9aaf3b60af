"""Lines of pages that speak of something, whether or not it is a thing of the roadmap."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from knowledge.inline import plain
from knowledge.model import Source
from knowledge.notes import root
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.readers.reading import PageReading
from knowledge.words import word_keys

_LETTERS = 4
"""Letters of a word that a line must hold to be looked at more closely."""


def passages(
    readings: Iterable[PageReading], words: Collection[str], holds: Callable[[str], object] = bool
) -> Iterator[tuple[Page, str, Source]]:
    """The first line of each live page that has all the `words`, in any form, and for which `holds` is true."""
    wanted = {root(w) for w in words}
    beginnings = [w[:_LETTERS] for w in words]
    if not wanted:
        return
    for reading in readings:
        lines = () if reading.is_old else _lines_with(reading.page, wanted, beginnings)
        found = next((line for line in lines if holds(line[0])), None)
        if found is not None:
            text, line = found
            yield reading.page, text, Source(reading.page.path, line, reading.page.commit)


def _lines_with(page: Page, wanted: set[str], beginnings: Collection[str]) -> Iterator[tuple[str, int]]:
    for raw, line in _lines(page):
        folded = raw.casefold()
        if all(b in folded for b in beginnings):
            text = plain(raw)
            if wanted <= {root(k) for k in word_keys(text)}:
                yield text, line


def _lines(page: Page) -> Iterator[tuple[str, int]]:
    """Every line of a page's prose, lists, tables and headings, but for its title."""
    for block in page.blocks:
        if isinstance(block, Table):
            yield from (("; ".join(c for c in row.cells if c.strip()), row.line) for row in block.rows)
        elif isinstance(block, Line | Bullet):
            yield block.raw, block.line
        elif isinstance(block, Heading) and block is not page.title:
            yield block.text, block.line
