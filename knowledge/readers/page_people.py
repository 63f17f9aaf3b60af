"""Whom a page names as owners: by these names its other lines may call them without a key.

"Owners: Kat (editor), Bruno (rendering)" makes "Search — Kat, Q3 2026" say whose Search is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.model import Field, Source, Value
from knowledge.page import Bullet, Line, Page, Table
from knowledge.people import people_in
from knowledge.readers.reading import Desk
from knowledge.readers.values import key_value, make_value
from knowledge.words import word_keys

_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z]+")
_MOST_WORDS = 6


def person_value(text: str, source: Source, desk: Desk) -> Value | None:
    """The owner that a few words are as a whole: people whom the page names as owners elsewhere."""
    if not text[:1].isupper() or len(text.split()) > _MOST_WORDS:
        return None
    if desk.people is None:
        desk.people = frozenset(_known(desk.page, desk.lexicon))
    people = people_in(text) if desk.people else ()
    if not people or not all(word_keys(p.name) in desk.people for p in people):
        return None
    return make_value("owner", text, source, desk.lexicon)


def nobody_value(text: str, source: Source, desk: Desk) -> Value | None:
    """That nobody has it yet: "owner to be decided", "DRI: tbd"."""
    key, _, rest = text.partition(" ")
    if not rest or key.lower().strip(":") not in desk.lexicon.role_words.kinds or not desk.lexicon.names_nobody(rest):
        return None
    return make_value(key, rest, source, desk.lexicon)


def _known(page: Page, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The words of each owner's name, and of its first name where it has more; no word that the page uses as one."""
    said: set[str] | None = None
    for person in (p for raw in _owners(page, lexicon) for p in people_in(raw)):
        words = word_keys(person.name)
        if not words or lexicon.names_nobody(person.name):
            continue
        for name in (words, words[:1]) if len(words) in (2, 3) else (words,):
            if len(name) == 1 and lexicon.is_word(name[0]):
                said = _small_words(page) if said is None else said
                if name[0] in said:
                    continue
            yield name


def _small_words(page: Page) -> set[str]:
    """The words that stand on the page in small letters."""
    texts = [b.raw for b in page.blocks if isinstance(b, Line | Bullet)]
    texts += [c for b in page.blocks if isinstance(b, Table) for row in b.rows for c in row.cells]
    return {w for text in texts for w in _SMALL.findall(text)}


def _owners(page: Page, lexicon: Lexicon) -> Iterator[str]:
    for key, text in page.front.values.items():
        if lexicon.field_of(key) == Field.OWNER:
            yield text
    for block in page.blocks:
        if isinstance(block, Table):
            places = [i for i, c in enumerate(block.columns) if c and lexicon.field_of(c) == Field.OWNER]
            yield from (row.cells[i] for row in block.rows for i in places if i < len(row.cells))
        elif isinstance(block, Line | Bullet) and (":" in block.raw or "：" in block.raw):
            pair = key_value(block.raw, lexicon)
            if pair is not None and lexicon.field_of(plain(pair[0])) == Field.OWNER:
                yield pair[1]
