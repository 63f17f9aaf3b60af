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
        self._pages = tuple(reading.page for reading in readings if not reading.is_old)

    def find(
        self, words: Collection[str], holds: Callable[[str], object] = bool, within: str = ""
    ) -> Iterator[tuple[Page, str, Source]]:
        """The first line of each page that has all the `words`, in any form, and for which `holds` is true.

        `within` is the path of one page, or of the folder whose pages count; "" for all pages.
        """
        wanted, beginnings = {root(w) for w in words}, [w[:_LETTERS] for w in words]
        for page in self._likely(beginnings, within) if wanted else ():
            found = next((line for line in _lines_with(page, wanted, beginnings) if holds(line[0])), None)
            if found is not None:
                text, line = found
                yield page, text, Source(page.path, line, page.commit)

    def _likely(self, beginnings: Collection[str], within: str) -> Iterator[Page]:
        """The pages in whose text all words begin."""
        for page, text in zip(self._pages, self._texts, strict=True):
            is_within = within in ("", page.path) or page.path.startswith(f"{within}/")
            if is_within and all(b in text for b in beginnings):
                yield page

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """All that stands on each page, folded."""
        return tuple(fold("\n".join(raw for raw, _ in _lines(page))) for page in self._pages)


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
