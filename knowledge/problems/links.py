"""Links that lead nowhere, or to pages that are not part of the roadmap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.inline import InlineLink, links
from knowledge.links import LinkKind, Resolver
from knowledge.model import Problem, Source
from knowledge.page import Block, Bullet, Fence, Heading, Page, Table
from knowledge.roadmap import Roadmap

_CODE = re.compile(r"(`+).+?\1")
_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:|^//")
_PAGE = re.compile(r"(?:^|/)[^/.]+/?(?:[?#].*)?$|\.(?:md|mdx|markdown)(?:[?#].*)?$", re.IGNORECASE)
_SHOWN = 3
"""Targets that are named; the rest is counted."""


def dead_links(roadmap: Roadmap) -> Iterator[Problem]:
    """Links to pages below the root that are not there."""
    resolver = Resolver(roadmap.readings)
    for page in _live(roadmap):
        for link, line in _links(page):
            if resolver.resolve(link.target, page.path).kind == LinkKind.DEAD:
                message = f'the link "{link.text}" leads to {link.target}, where no page is'
                yield Problem("dead link", message, Source(page.path, line, page.commit))


def links_outside(roadmap: Roadmap) -> Iterator[Problem]:
    """For each page that has any, the links to pages outside of the root; web addresses are no such links."""
    resolver = Resolver(roadmap.readings)
    for page in _live(roadmap):
        found: dict[str, int] = {}
        for link, line in _links(page):
            target = link.target
            outside = resolver.resolve(target, page.path).kind == LinkKind.OUTSIDE and not _ADDRESS.match(target)
            if outside and _PAGE.search(target):
                found.setdefault(target, line)
        if found:
            yield Problem("link outside", _told(found), Source(page.path, min(found.values()), page.commit))


def linked_pages(roadmap: Roadmap) -> dict[str, set[str]]:
    """For each page that any other page links to, the pages that do."""
    resolver = Resolver(roadmap.readings)
    found: dict[str, set[str]] = {}
    for page in _live(roadmap):
        for link, _ in _links(page):
            target = resolver.resolve(link.target, page.path)
            if target.kind == LinkKind.PAGE and target.path and target.path != page.path:
                found.setdefault(target.path, set()).add(page.path)
    return found


def _told(found: dict[str, int]) -> str:
    named = ", ".join(f"{target} (line {line})" for target, line in list(found.items())[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    what = "1 link leads" if len(found) == 1 else f"{len(found)} links lead"
    return f"{what} to pages outside of this roadmap, which are not read: {named}{more}"


def _live(roadmap: Roadmap) -> Iterator[Page]:
    return (r.page for r in roadmap.readings.values() if not r.is_old)


def _links(page: Page) -> Iterator[tuple[InlineLink, int]]:
    for block in page.blocks:
        for raw, line in texts(block):
            for link in links(_CODE.sub("", raw)):
                yield link, line


def texts(block: Block) -> Iterator[tuple[str, int]]:
    """The raw texts of a block with their lines; code has none."""
    match block:
        case Table():
            yield from ((cell, row.line) for row in block.rows for cell in row.cells)
        case Heading() | Bullet():
            yield block.raw, block.line
        case Fence():
            return
        case _:
            yield block.raw, block.line
