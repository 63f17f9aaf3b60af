"""Lines of a paragraph: key lines ("**Status**: Planned"), and the prose that describes a thing.

A key line belongs to the page when it stands under the title, under a general heading
("Overview", "Details") or behind a rule; under any other heading it is said of that section,
and holds for the items in it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.inline import plain
from knowledge.model import Field, Value
from knowledge.page import Heading, Line
from knowledge.readers.enumerations import read_enumeration
from knowledge.readers.pieces import pieces
from knowledge.readers.reading import Desk, Note
from knowledge.readers.sentences import first_sentence
from knowledge.readers.tails import sentences_values
from knowledge.readers.upkeep import read_upkeep, without_hand
from knowledge.readers.values import key_value, make_value

_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__)\s*[:：]?\s*$")
_BELOW_ALL = 7
"""A label stands below headings of every level."""
_CARRIED = (Field.STATUS, Field.TIMEFRAME, Field.PRIORITY)


def read_line(line: Line, desk: Desk) -> None:
    """Add what one line of a paragraph says."""
    for raw in pieces(line.raw, desk.lexicon):
        _read_piece(raw, line, desk)


def _read_piece(text: str, line: Line, desk: Desk) -> None:
    pair = key_value(text, desk.lexicon) or _bold_line(text)
    if pair is None:
        _read_prose(text, line, desk)
        return
    key, raw = pair
    desk.label = None if raw else _label(key, line)
    if raw:
        _read_key(key, raw, line, desk)


def section_of(heading: Heading | None, desk: Desk) -> Heading | None:
    """The heading a key line is said of, or None when it is said of the page."""
    while heading is not None and desk.lexicon.is_general(heading.text) and heading.level > 1:
        heading = heading.parents[-1] if heading.parents else None
    if heading is None or heading is desk.page.title or heading.level == 1:
        return None
    return heading


def _bold_line(raw: str) -> tuple[str, str] | None:
    """A line that is bold as a whole introduces what follows: "**Q3 2026**"."""
    match = _BOLD_LINE.match(raw)
    return (plain(match.group(1)).rstrip(" :："), "") if match else None


def _label(key: str, line: Line) -> Heading:
    above = line.heading.path if line.heading is not None else ()
    return Heading(_BELOW_ALL, plain(key), line.line, key, above)


def _read_key(key: str, raw: str, line: Line, desk: Desk) -> None:
    value = make_value(key, raw, desk.source(line.line), desk.lexicon)
    if value is None:
        return
    if value.field == Field.OWNER:
        read_upkeep(first_sentence(raw)[1], line.line, desk)
    about = desk.lexicon.page_key(key)
    if about is not None:
        desk.about.setdefault(about, replace(value, text=without_hand(value.text)) if about == "updated" else value)
        return
    section = section_of(line.heading, desk)
    if section is None:
        desk.fact(value)
    if value.is_understood:
        if section is not None:
            add_to_section(section, value, desk)
    else:
        desk.notes.append(Note(value, desk.titles(line.heading)))
        read_enumeration(value.text, line.line, desk)


def add_to_section(section: Heading, value: Value, desk: Desk) -> None:
    """A fact said of a heading; its status, time and priority hold for what follows, too."""
    desk.sections.setdefault(section, []).append(value)
    if value.field in _CARRIED:
        desk.headings.add(section, value)


def _read_sentences(prose: Value, section: Heading | None, desk: Desk) -> None:
    """Sentences of prose that say who has a thing, or what it waits for."""
    for told in sentences_values(prose.text, prose.source, desk):
        if section is None:
            desk.fact(told)
        else:
            add_to_section(section, told, desk)


def _read_prose(raw: str, line: Line, desk: Desk) -> None:
    """The first sentence behind "Description:", or under the title, describes the page's subject."""
    expected = desk.lexicon.field_of(desk.label.text) if desk.label else None
    value = Value(Field.DESCRIPTION, plain(raw), desk.source(line.line))
    if expected == Field.DESCRIPTION:
        desk.facts[:] = [v for v in desk.facts if v.field != Field.DESCRIPTION]
        desk.fact(value)
        desk.label = None
        return
    section = section_of(line.heading, desk)
    if section is None and read_upkeep(raw, line.line, desk):
        return
    _read_sentences(value, section, desk)
    if section is None and len(value.text.split()) >= 4:
        desk.fact(value)
    elif section is not None and not any(v.field == Field.DESCRIPTION for v in desk.sections.get(section, ())):
        desk.sections.setdefault(section, []).append(value)
