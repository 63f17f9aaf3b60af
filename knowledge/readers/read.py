"""Page -> PageReading: walks the blocks once and hands each to the reader of its shape."""

from __future__ import annotations

import re

from knowledge.lexicon import Lexicon
from knowledge.links import Resolver
from knowledge.model import TYPED, Field, Mention, Phase, Rank, Value
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.readers.bullets import read_bullet
from knowledge.readers.headings import HeadingReader
from knowledge.readers.key_lines import read_line
from knowledge.readers.reading import Desk, PageReading
from knowledge.readers.tables import read_table

_PERIOD_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_EMOJI = re.compile(r"^[^\w(\[\"'#@/.+-]+|[^\w)\]\"'!?%.+#]+$")


def read_page(page: Page, area: str, lexicon: Lexicon, resolver: Resolver) -> PageReading:
    """Everything `page` says; `area` is the folder it belongs to ("" for none)."""
    desk = Desk(page, area, lexicon, resolver, HeadingReader(page.path, page.commit, lexicon))
    for block in page.blocks:
        match block:
            case Heading():
                desk.label = ""
            case Line():
                read_line(block, desk)
            case Bullet():
                read_bullet(block, desk)
            case Table():
                read_table(block, desk)
    _read_front(desk)
    _read_sections(desk)
    return PageReading(
        page,
        area,
        tuple(desk.facts),
        desk.about,
        tuple(desk.mentions),
        tuple(desk.phases),
        tuple(desk.references),
        tuple(desk.notes),
        tuple(desk.problems),
    )


def _read_front(desk: Desk) -> None:
    """Front matter is about the page: its date, its audience, and a description when the text has none."""
    front = desk.page.front
    for key, text in front.values.items():
        source = desk.source(front.lines.get(key, 1))
        about = desk.lexicon.page_keys.get(key.lower())
        if about is not None and text:
            desk.about.setdefault(about, Value(key, text, source))
        elif desk.lexicon.field_of(key) == Field.DESCRIPTION and text:
            desk.fact(Value(Field.DESCRIPTION, text, source))


def _read_sections(desk: Desk) -> None:
    """A heading with facts of its own is an item; one with items under it is a phase."""
    for heading, values in desk.sections.items():
        holds_items = any(heading.text in m.headings for m in desk.mentions if m.rank == Rank.LISTED)
        source = desk.source(heading.line)
        typed = [v for v in values if v.field in TYPED]
        if not typed:
            continue
        said = {v.field for v in values}
        carried = [v for v in desk.headings.carried(heading).values if v.field not in said]
        if holds_items:
            when = next((v for v in (*typed, *carried) if v.field == Field.TIMEFRAME), None)
            focus = next((v for v in values if v.field == Field.DESCRIPTION), None)
            desk.phases.append(Phase(clean_name(heading.text), source, when, focus, tuple(typed), in_table=False))
        else:
            titles = desk.titles(heading)
            mention = Mention(
                clean_name(heading.text),
                source,
                Rank.LISTED,
                (*values, *carried),
                None,
                desk.area,
                titles[:-1],
                titles[-2] if len(titles) > 1 else "",
                desk.page.path,
            )
            desk.mentions.append(mention)


def clean_name(text: str) -> str:
    """A heading as a name: without marks around it and without a date in brackets behind it."""
    bare = _EMOJI.sub("", text).strip()
    shorter = _PERIOD_TAIL.sub("", bare)
    return shorter if shorter and any(c.isdigit() for c in bare[len(shorter) :]) else bare
