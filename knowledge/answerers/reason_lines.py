"""Lines of a page that give a reason: under "Why" on an item's own page, or in a section about it on another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.inline import plain
from knowledge.model import Feature, Source, Value
from knowledge.page import Block, Bullet, Heading, Line, Page
from knowledge.words import word_keys

REASONS = frozenset({"why", "reason", "rationale", "because", "justification", "motivation"})
"""Words in the key of a line, or in a heading, that a reason follows."""

_BRACKETS = re.compile(r"\(([^()]*)\)")


def explained(page: Page) -> Iterator[Value]:
    """The lines of the page under a heading such as "Why" or "Rationale"."""
    for block in page.blocks:
        if isinstance(block, Line | Bullet) and block.heading is not None and _gives_reasons(block.heading.text):
            yield _value(page, block, block.heading.text)


def explained_of(page: Page, feature: Feature) -> Iterator[Value]:
    """The lines under a label such as "Rationale:", in a section whose heading names the feature."""
    label = ""
    for block in page.blocks:
        if isinstance(block, Bullet) and label and block.depth == 0:
            yield _value(page, block, label)
        elif not isinstance(block, Bullet):
            label = _label(block, feature)


def _label(block: Block, feature: Feature) -> str:
    """ "Rationale" for the line "**Rationale**:" in a section about the feature; empty for any other block."""
    text = plain(block.raw) if isinstance(block, Line) else ""
    if not isinstance(block, Line) or not text.endswith(":"):
        return ""
    about = block.heading is not None and any(_names(heading, feature) for heading in block.heading.path)
    return text.rstrip(":") if about and _gives_reasons(text) and len(word_keys(text)) == 1 else ""


def _names(heading: Heading, feature: Feature) -> bool:
    """Does the heading have a name of the feature in it, or the short form that stands in brackets behind one?"""
    said = f" {' '.join(word_keys(heading.text))} "
    forms = [form for name in feature.names for form in (_BRACKETS.sub("", name), *_BRACKETS.findall(name))]
    return any(f" {' '.join(keys)} " in said for form in forms if (keys := word_keys(form)))


def _gives_reasons(text: str) -> bool:
    return not REASONS.isdisjoint(word_keys(text))


def _value(page: Page, block: Line | Bullet, key: str) -> Value:
    return Value(key, plain(block.raw), Source(page.path, block.line, page.commit))
