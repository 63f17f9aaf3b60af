"""What lists and tables below a heading stand for: items, dependencies, documents, or nothing of the roadmap."""

from __future__ import annotations

from knowledge.page import Heading
from knowledge.readers.reading import Desk
from knowledge.words import word_keys

_TOO_WIDE = frozenset({"what", "name", "title", "change", "function", "component"})
"""Words that name a column of items, but announce none in a label ("What it has:")."""
_MEANINGS = ("dependencies", "capabilities", "documents", "audience", "not_items", "asides")


def meaning_of(heading: Heading | None, desk: Desk) -> str:
    """By the label above it, else by the nearest heading that says so; empty when none does."""
    if heading is None:
        return ""
    if heading.line not in desk.meanings:
        desk.meanings[heading.line] = _find(heading, desk)
    return desk.meanings[heading.line]


def is_aside(heading: Heading | None, desk: Desk) -> bool:
    """Does what stands below the heading say nothing of items ("Principles", "Acceptance criteria")?"""
    return meaning_of(heading, desk) == "not_items"


def says_aside(heading: Heading | None, desk: Desk) -> bool:
    """Does the heading itself say so, and not only one above it?"""
    if heading is None:
        return False
    return any(desk.lexicon.heading_means(_title(heading.text), m) for m in ("not_items", "asides"))


def lists_items(label: Heading | None, desk: Desk) -> bool:
    """Does a label announce items ("**Tasks**:", "**In progress**:", "**Q3**:")? Where there is none, yes."""
    if label is None:
        return True
    own = desk.headings.own(label)
    words = word_keys(label.text)
    return bool(own.own or own.version) or own.is_phase or not (desk.lexicon.item_columns - _TOO_WIDE).isdisjoint(words)


def _title(text: str) -> str:
    """What a heading is about: "Goal 3: faster docs" is about docs, not about goals."""
    head, colon, rest = text.partition(": ")
    named = [w for w in word_keys(head) if not w.isdigit()]
    return rest if colon and len(named) == 1 and word_keys(rest) else text


def _find(heading: Heading, desk: Desk) -> str:
    """What the heading itself says, else what the one above it does, unless a time begins here."""
    if heading.level == 1:
        return ""
    title = _title(heading.text)
    own = next((m for m in _MEANINGS if desk.lexicon.heading_means(title, m)), "")
    if own or not heading.parents or desk.headings.own(heading).timeframe is not None:
        return "not_items" if own == "asides" else own
    return meaning_of(heading.parents[-1], desk)
