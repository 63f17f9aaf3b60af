"""Lines of pages that speak of something, whether or not it is a thing of the roadmap."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from knowledge.inline import plain
from knowledge.model import Source
from knowledge.notes import root
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.readers.reading import PageReading
from knowledge.words import fold, word_keys

_LETTERS = 4
"""Letters of a word that a line must hold to be looked at more closely."""


class Passages:
    """The lines of all live pages; a page whose text lacks a word is not looked through."""

    def __init__(self, readings: Iterable[PageReading]) -> None:
        self._readings = tuple(reading for reading in readings if not reading.is_old)

    def find(
        self, words: Collection[str], holds: Callable[[str], object] = bool, folder: str = ""
    ) -> Iterator[tuple[Page, str, Source]]:
        """What `passages` gives of the pages below a folder."""
        beginnings = [w[:_LETTERS] for w in words]
        likely = (r for r, text in zip(self._readings, self._texts, strict=True) if all(b in text for b in beginnings))
        return passages((r for r in likely if not folder or r.page.path.startswith(f"{folder}/")), words, holds)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """All that stands on each page, folded."""
        return tuple(fold("\n".join(raw for raw, _ in _lines(reading.page))) for reading in self._readings)


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
        folded = fold(raw)
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
