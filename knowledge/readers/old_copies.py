"""Which pages are copies kept for history only, and rank below the live page."""

from __future__ import annotations

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.page import Heading, Line, Page
from knowledge.words import word_keys

_BANNER_LINES = 6
"""Blocks at the top of a page among which a banner stands."""


def is_old_copy(page: Page, lexicon: Lexicon) -> bool:
    """Do its path ("archived-roadmap.md", "old/") or its first lines ("This page is superseded by ...") say so?"""
    parts = (word_keys(part) for part in page.path.rpartition(".")[0].split("/"))
    known = lexicon.old_copies.words | lexicon.generic
    return any(lexicon.old_copies.find(p) and known.issuperset(p) for p in parts) or _has_banner(page, lexicon)


def _has_banner(page: Page, lexicon: Lexicon) -> bool:
    top = [b for b in page.blocks[:_BANNER_LINES] if isinstance(b, Line | Heading)]
    below = next((i for i, b in enumerate(top) if isinstance(b, Heading) and b.level > 1), len(top))
    return any(_says_so(plain(b.raw), lexicon) for b in top[:below])


def _says_so(text: str, lexicon: Lexicon) -> bool:
    """Does a line begin by calling the page itself old?"""
    words = word_keys(text)
    found = lexicon.old_copies.find(words)
    return bool(found) and lexicon.about_itself.issuperset(words[: found[0].start]) and len(words) <= _LONGEST_BANNER


_LONGEST_BANNER = 40
