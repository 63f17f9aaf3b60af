"""What is wrong with pages as pages: copies, and pages that nobody finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from knowledge.identity import name_of
from knowledge.model import Problem, Source
from knowledge.page import Page
from knowledge.problems.links import linked_pages, texts
from knowledge.readers.reading import PageReading
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

_ENOUGH = 20
"""Words; two pages of fewer may well say the same."""


def duplicate_pages(roadmap: Roadmap) -> Iterator[Problem]:
    """Live pages of one area with one title, or anywhere with the same text; told at all but the first."""
    live = [r for r in roadmap.readings.values() if not r.is_old]
    by_title: dict[tuple[object, ...], list[PageReading]] = defaultdict(list)
    by_text: dict[tuple[str, ...], list[PageReading]] = defaultdict(list)
    for reading in live:
        by_text[_text(reading.page)].append(reading)
        if not reading.page.is_index:
            by_title[reading.area, name_of(reading.page.name)].append(reading)
    by_text.pop((), None)
    yield from _copies("text", by_text.values())
    yield from _copies("title", by_title.values())


def _copies(what: str, groups: Iterable[list[PageReading]]) -> Iterator[Problem]:
    for same in groups:
        first, *others = sorted(same, key=lambda r: r.page.path)
        for other in others:
            message = f"this page has the {what} of {first.page.path}; merge them, or move the old one to archive/"
            yield Problem("duplicate page", message, _place(other.page))


def unlinked_pages(roadmap: Roadmap) -> Iterator[Problem]:
    """Pages that no other leads to, in folders whose other pages are linked; a page that lists its folder is none."""
    linked = linked_pages(roadmap)
    live = {path: reading.page for path, reading in roadmap.readings.items() if not reading.is_old}
    folders = {live[path].folder for path in linked if path in live}
    listing = {source for path, sources in linked.items() if path in live for source in sources}
    for path, page in live.items():
        if path in linked or path in listing or page.is_index or page.folder not in folders:
            continue
        message = "no other page links to this one; link it from the page of its area, or move it to archive/"
        yield Problem("unlinked page", message, _place(page))


def _text(page: Page) -> tuple[str, ...]:
    """The words of a page, without its front matter; none for a page too short to be a copy of another."""
    words = word_keys(" ".join(raw for block in page.blocks for raw, _ in texts(block)))
    return words if len(words) >= _ENOUGH else ()


def _place(page: Page) -> Source:
    return Source(page.path, page.name_line, page.commit)
