"""Page -> PageReading: walks the blocks once and hands each to the reader of its shape."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.lexicon import Lexicon
from knowledge.links import Resolver
from knowledge.model import TYPED, Field, Mention, Phase, Rank, Value
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.readers.bullets import define_horizon, read_bullet
from knowledge.readers.headings import HeadingReader
from knowledge.readers.key_lines import read_line
from knowledge.readers.page_dates import in_order, with_years
from knowledge.readers.reading import Desk, PageReading
from knowledge.readers.tables import read_table
from knowledge.words import word_keys

_PERIOD_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_EMOJI = re.compile(r"^[^\w(\[\"'#@/.+-]+|[^\w)\]\"'!?%.+#]+$")


def read_page(page: Page, area: str, lexicon: Lexicon, resolver: Resolver) -> PageReading:
    """Everything `page` says; `area` is the folder it belongs to ("" for none)."""
    lexicon = in_order(page, lexicon)
    desk = Desk(page, area, lexicon, resolver, HeadingReader(page.path, page.commit, lexicon))
    for block in page.blocks:
        if isinstance(block, Bullet):
            define_horizon(block, desk)
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
    old = is_old_copy(page, lexicon)
    desk.mentions = with_years(desk.mentions, page, lexicon)
    return PageReading(
        page,
        area,
        tuple(desk.facts),
        desk.about,
        tuple(replace(m, rank=Rank.OLD_COPY) if old else m for m in desk.mentions),
        tuple(desk.phases),
        tuple(desk.references),
        tuple(desk.notes),
        tuple(desk.problems),
        old,
        tuple(desk.roles),
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
    """A heading with facts of its own is an item; so is one that names a phase and has items under it."""
    held = {title for m in desk.mentions if m.rank == Rank.LISTED for title in m.headings}
    for heading in desk.page.blocks:
        if not isinstance(heading, Heading) or heading.level == 1:
            continue
        values = desk.sections.get(heading, [])
        typed = [v for v in values if v.field in TYPED]
        holds = heading.text in held
        if typed or (holds and desk.lexicon.names_phase(heading.text)):
            _add_section(heading, values, holds, desk)


def _add_section(heading: Heading, values: list[Value], holds: bool, desk: Desk) -> None:
    source = desk.source(heading.line)
    said = {v.field for v in values}
    duration = desk.lexicon.duration(heading.text)
    found = [*values, *(v for v in desk.headings.carried(heading).values if v.field not in said)]
    if duration and Field.EFFORT not in said:
        found.append(Value(Field.EFFORT, duration, source))
    titles = desk.titles(heading)
    mention = Mention(
        name=clean_name(heading.text),
        source=source,
        rank=Rank.LISTED,
        values=tuple(found),
        area=desk.area,
        headings=titles[:-1],
        group=titles[-2] if len(titles) > 1 else "",
        parent=desk.page.path,
        section=heading.text if holds else "",
    )
    desk.mentions.append(mention)
    if holds:
        focus = mention.value(Field.DESCRIPTION)
        typed = tuple(v for v in found if v.field in TYPED and v.field != Field.TIMEFRAME)
        desk.phases.append(Phase(mention.name, source, mention.value(Field.TIMEFRAME), focus, typed, in_table=False))


def is_old_copy(page: Page, lexicon: Lexicon) -> bool:
    """Does a part of its path say that it is kept for history only ("archived-roadmap", "old/")?"""
    parts = (word_keys(part) for part in page.path.rpartition(".")[0].split("/"))
    return any(lexicon.old_copies.find(p) and (lexicon.old_copies.words | lexicon.generic).issuperset(p) for p in parts)


def clean_name(text: str) -> str:
    """A heading as a name: without marks around it and without a date in brackets behind it."""
    bare = _EMOJI.sub("", text).strip()
    shorter = _PERIOD_TAIL.sub("", bare)
    return shorter if shorter and any(c.isdigit() for c in bare[len(shorter) :]) else bare
