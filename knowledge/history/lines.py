"""Which lines two versions of a page have in common, by their words.

Blanks, numbering, link targets and emphasis do not count: a bold line that became a heading is the
same line. What can say something does: a box, an emoji, a line through a word, "2027+". A line
that was taken to another place on the page is not kept: where an item stands says something of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from knowledge.history.identity import Moved
from knowledge.inline import plain
from knowledge.model import Source
from knowledge.page import Bullet, Fence, Heading, Line, Page, Table
from knowledge.words import word_keys

LEAST_LEFT = 24
"""Letters that must be left of a heading that a tool cut short ("Q2 2026: Multi-Region Deployme")."""

_MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_SIGN = re.compile(r"~~|[^\w\s.,:;!'\"()\[\]{}*_#`|\-–—/\\<>=…“”‘’•·&@~]")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A line that has words: its number, and whether it is a heading."""

    line: int
    words: Words
    is_heading: bool = False


class Kept:
    """The lines that two versions share: asked by place."""

    def __init__(self, before: Mapping[str, Page], after: Mapping[str, Page], moved: Moved) -> None:
        """Versions as pages by path; `moved` tells which pages were moved."""
        self._before, self._after, self._moved = before, after, moved
        self._back = {new: old for old, new in moved.items()}
        self._found: dict[tuple[str, str], tuple[frozenset[int], frozenset[int]]] = {}

    def was(self, source: Source) -> bool:
        """Is a line of the older version in the newer one, too?"""
        pair = (source.path, self._moved.get(source.path, source.path))
        return self._same(*pair) or source.line in self._lines(*pair)[0]

    def now(self, source: Source) -> bool:
        """Was a line of the newer version in the older one, too?"""
        pair = (self._back.get(source.path, source.path), source.path)
        return self._same(*pair) or source.line in self._lines(*pair)[1]

    def _same(self, old: str, new: str) -> bool:
        return old in self._before and self._before[old] is self._after.get(new)

    def _lines(self, old: str, new: str) -> tuple[frozenset[int], frozenset[int]]:
        if (old, new) not in self._found:
            one, other = self._before.get(old), self._after.get(new)
            pairs = list(aligned(one, other)) if one is not None and other is not None else []
            self._found[old, new] = (frozenset(a for a, _ in pairs), frozenset(b for _, b in pairs))
        return self._found[old, new]


def aligned(before: Page, after: Page) -> Iterator[tuple[int, int]]:
    """The numbers of the lines that are the same in both, in order."""
    olds, news = list(_lines_of(before)), list(_lines_of(after))
    old, new = 0, 0
    for code in LCSseq.opcodes([t.words for t in olds], [t.words for t in news]):
        if code.tag == "equal":
            yield from _cut(olds[old : code.src_start], news[new : code.dest_start])
            old, new = code.src_end, code.dest_end
            both = zip(olds[code.src_start : old], news[code.dest_start : new], strict=True)
            yield from ((one.line, other.line) for one, other in both)
    yield from _cut(olds[old:], news[new:])


def _cut(olds: Sequence[_Told], news: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """Of the lines between two common ones those that became a heading and were cut short, in order."""
    start = 0
    for one in olds:
        for place in range(start, len(news)):
            if news[place].is_heading and _is_cut(one.words, news[place].words):
                yield one.line, news[place].line
                start = place + 1
                break


def _is_cut(words: Words, shorter: Words) -> bool:
    """Is one the beginning of the other, with all of its numbers?"""
    numbers = ([w for w in found if any(c.isdigit() for c in w)] for found in (words, shorter))
    left = " ".join(shorter)
    return len(left) >= LEAST_LEFT and " ".join(words).startswith(left) and next(numbers) == next(numbers)


def _lines_of(page: Page) -> Iterator[_Told]:
    """Each line of a page that has words, in order."""
    for line, text, is_heading in _texts_of(page):
        words = _words(text)
        if words:
            yield _Told(line, words, is_heading)


def _texts_of(page: Page) -> Iterator[tuple[int, str, bool]]:
    for key, line in page.front.lines.items():
        yield line, f"{key}: {page.front.get(key)}", False
    for block in page.blocks:
        match block:
            case Heading():
                yield block.line, block.text, True
            case Line():
                yield block.line, block.raw, False
            case Bullet():
                yield block.line, _BOX[block.checked] + _MARKER.sub("", block.raw), False
            case Table():
                yield block.line, " | ".join(block.columns), False
                yield from ((row.line, " | ".join(row.cells), False) for row in block.rows)
            case Fence():
                inside = enumerate(block.text.split("\n"), block.line + 1)
                yield from ((line, text, False) for line, text in inside)


_BOX = {None: "", True: "✔ ", False: "☐ "}
"""What the box of a list item says, as a sign in front of its words."""


def _words(text: str) -> Words:
    """The words of a line, and in front of them the signs that can say something."""
    through = ("~~",) if "~~" in text else ()
    shown = plain(text)
    return (*through, *_SIGN.findall(shown), *word_keys(_MARKER.sub("", shown)))
