"""Pictures as statuses: what "🚧" means is said by the page's own legend, else by the lexicon.

A legend is a line such as "✅: done", one below a heading "Legend", or a table of pictures and meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.model import Field, Mention, Source, StatusKind, Value
from knowledge.page import Bullet, Line, Page, Table
from knowledge.readers.reading import Desk
from knowledge.said import say
from knowledge.words import word_keys

_PICTURE = r"(?:[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*)"
_ENTRY = re.compile(
    rf"`?({_PICTURE}+)`?\s*(?::|：|=|->|→|[-–—]+(?=\s))?\s*([^\u2190-\u2bff\U0001f000-\U0001faff|•·;]+)"
)
_DEFINITION = re.compile(rf"^\s*(?:>\s*)?`?{_PICTURE}+`?\s*(?::|：|=)\s*\S")
_LEGEND = re.compile(
    r"^\W*(?:status )?(?:legend|key|icons?|symbols?|leyenda|légende|legende|legenda|图例|凡例)\W", re.IGNORECASE
)
_PLAIN = str.maketrans("", "", "\ufe0f\u200d")


def legend_of(page: Page, lexicon: Lexicon) -> dict[str, StatusKind | None]:
    """What pictures mean by the page's own legend, without variation selectors; empty where it has none."""
    known: dict[str, StatusKind | None] = {}
    for text in _legends(page):
        for mark, meaning in _ENTRY.findall(plain(text)):
            if any(c.isalpha() for c in meaning):
                known[mark.translate(_PLAIN)] = _kind(meaning, lexicon)
    return known


def with_known(legend: Mapping[str, StatusKind | None], lexicon: Lexicon) -> Mapping[str, StatusKind | None]:
    """The legend, and what pictures mean that it does not explain."""
    known = _bare(tuple(lexicon.status_words.emoji.items()))
    return {**known, **legend} if legend else known


@lru_cache(maxsize=8)
def _bare(emoji: tuple[tuple[str, StatusKind], ...]) -> Mapping[str, StatusKind | None]:
    """Pictures without variation selectors; the same for every page."""
    return {mark.translate(_PLAIN): kind for mark, kind in emoji}


def _kind(meaning: str, lexicon: Lexicon) -> StatusKind | None:
    """What a legend's words amount to, also in a whole sentence: "the feature is already available"."""
    kind = lexicon.status_kind(meaning)
    said = lexicon.statuses.best(word_keys(meaning)) if kind is None else None
    return kind if said is None else said.meaning


def mark_value(mark: str, source: Source, desk: Desk) -> Value | None:
    """The status that pictures beside a name say, or None when they only adorn it."""
    bare = mark.translate(_PLAIN)
    found = min((m for m in desk.marks if m in bare), key=bare.index, default=None) if bare else None
    return None if found is None else Value(Field.STATUS, mark, source, kind=desk.marks[found])


def struck_value(source: Source) -> Value:
    """What is struck through is dropped, where nothing else says how it stands."""
    return Value(Field.STATUS, say("struck through"), source, kind=StatusKind.DROPPED)


def by_legend(mention: Mention, desk: Desk) -> Mention:
    """The mention with the kinds that the legend gives to statuses written as pictures."""
    if all(v.field != Field.STATUS or v.text.isascii() for v in mention.values):
        return mention
    return replace(mention, values=tuple(_judged(v, desk) for v in mention.values))


def _judged(value: Value, desk: Desk) -> Value:
    if value.field != Field.STATUS or value.text.isascii():
        return value
    bare = value.text.translate(_PLAIN)
    mark = min((m for m in desk.marks if m in bare), key=bare.index, default=None)
    if mark is None or desk.lexicon.statuses.find(word_keys(value.text)):
        return value
    return replace(value, kind=desk.marks[mark])


def _legends(page: Page) -> Iterator[str]:
    """The texts that explain pictures."""
    for block in page.blocks:
        if isinstance(block, Line | Bullet):
            under = block.heading is not None and block.heading.level > 1 and _LEGEND.match(block.heading.text + " ")
            if not block.raw.isascii() and (under or _DEFINITION.match(block.raw) or _LEGEND.match(plain(block.raw))):
                yield block.raw
        elif isinstance(block, Table) and is_legend(block):
            yield from (" : ".join(row.cells[:2]) for row in block.rows)


def is_legend(table: Table) -> bool:
    """Does a table explain what statuses or pictures mean?"""
    if len(table.columns) < 2:
        return False
    heads = [" ".join(word_keys(c)) for c in table.columns]
    return heads[0] in _SIGNS and heads[1] in _MEANINGS


_SIGNS = frozenset(
    {"symbol", "icon", "emoji", "mark", "status", "state", "label", "tag", "priority", "level", "color", "key"}
)
_MEANINGS = frozenset({"meaning", "description", "definition", "explanation", "what it means", "mean", "significado"})
