"""List items: which are items of the roadmap, which are facts, which only point somewhere.

An item is a bullet that links to a page of the roadmap, has a box to tick, or stands under a
heading with a period or a status. Under "Dependencies" bullets are dependencies; under process
headings ("Acceptance criteria") they are nothing; bold keys of plain sections are notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.inline import InlineLink, links, plain
from knowledge.lexicon import Lexicon
from knowledge.model import Field, Link, Mention, Rank, Reference, StatusKind, Value
from knowledge.page import Bullet, Heading
from knowledge.readers.enumerations import read_enumeration
from knowledge.readers.key_lines import section_of
from knowledge.readers.reading import CAPABILITY, Desk, Note
from knowledge.readers.values import key_value, make_value, tag_value, tags
from knowledge.words import word_keys

_BOLD_LEAD = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*(.*)$")
_LINK_LEAD = re.compile(r"^\s*(?:\*\*|__)?\s*\[")
_TICKET = re.compile(r"\[?#?[A-Z]{0,10}[-#]?[\dX]+\]?")
"""A link that is only a number ("RFC-0011", "#42"): the words behind it are the name, too."""
_TAG_LEAD = re.compile(r"^\[([A-Za-z][\w -]{1,20})\]\s+(?!\()")
_SEPARATOR = re.compile(r"^\s*[:：]\s*|\s+[-–—]\s+")
_PLAIN_SEPARATOR = re.compile(r"[:：]\s+|\s+[-–—]\s+")
_TAGS_FIRST = re.compile(r"^((?:\s*[(（][^()（）]*[)）])*)\s*(?:[:：]|[-–—]\s|$)")
_NAME_TAIL = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*$")


@dataclass(frozen=True, slots=True)
class _Lead:
    """How a bullet begins: the name, what stands in brackets behind it, and the rest."""

    name: str
    tags: tuple[str, ...]
    rest: str
    bold: bool
    link: InlineLink | None


def read_bullet(bullet: Bullet, desk: Desk) -> None:
    """Add what one list item says."""
    meaning = _meaning(bullet.heading, desk)
    if meaning == "dependencies":
        _add_listed_fact(Field.DEPENDENCY, bullet, desk)
        return
    lead = _lead(bullet)
    link = desk.link(lead.link, bullet.line) if lead.link else None
    inside = link is not None and (link.path is not None or link.dead)
    if meaning == "capabilities" and not inside:
        _add_listed_fact(CAPABILITY, bullet, desk)
    elif link is not None and _points(link, meaning):
        about = plain(lead.rest)
        desk.references.append(Reference(link, about, desk.titles(bullet.heading), desk.source(bullet.line)))
    elif meaning != "not_items" and _is_item(bullet, lead, link, desk):
        desk.mentions.append(_mention(bullet, lead, link, desk))
    else:
        _read_note(bullet, desk)


def define_horizon(bullet: Bullet, desk: Desk) -> None:
    """ "- **Now**: August 2026 window" in an introduction says when the heading "Now" is."""
    lead = _lead(bullet)
    rest = plain(lead.rest).lstrip("-–— ")
    if lead.bold and rest and desk.lexicon.horizons.issuperset(word_keys(lead.name)):
        desk.headings.define(lead.name, rest, desk.source(bullet.line))


def _meaning(heading: Heading | None, desk: Desk) -> str:
    """What the list stands for: by the label above it, else by its nearest heading that says so."""
    key = (desk.label, heading.line if heading is not None else 0)
    if key not in desk.meanings:
        desk.meanings[key] = _find_meaning(heading, desk)
    return desk.meanings[key]


def _find_meaning(heading: Heading | None, desk: Desk) -> str:
    texts = [desk.label] if desk.label else []
    dated = desk.headings.carried(heading).timeframe
    for above in reversed(heading.path if heading else ()):
        if above.level == 1:
            break
        texts.append(above.text)
        if dated is not None and above.line == dated.source.line:
            break
    for text in texts:
        for meaning in ("dependencies", "capabilities", "documents", "audience", "not_items"):
            if desk.lexicon.heading_means(text, meaning):
                return meaning
    return ""


def _points(link: Link, meaning: str) -> bool:
    """Is the bullet there to point at a document?"""
    if meaning in ("documents", "audience"):
        return True
    return link.path is None and not link.dead and not link.target.startswith("http")


def _add_listed_fact(name: str, bullet: Bullet, desk: Desk) -> None:
    text = plain(bullet.raw)
    if bullet.depth == 0 and text and word_keys(text)[:1] != ("none",):
        value = Value(name, text, desk.source(bullet.line))
        section = section_of(bullet.heading.parents[-1] if bullet.heading and bullet.heading.parents else None, desk)
        if section is None:
            desk.fact(value)
        else:
            desk.sections.setdefault(section, []).append(value)


def _is_item(bullet: Bullet, lead: _Lead, link: Link | None, desk: Desk) -> bool:
    if not lead.name or len(word_keys(lead.name)) > 25:
        return False
    if link is not None and (link.path is not None or link.dead):
        return True
    if bullet.parent is not None and not _is_group(bullet.parent):
        return False
    if bullet.checked is not None:
        return True
    carried = desk.headings.carried(bullet.heading)
    dated = carried.timeframe is not None or carried.status is not None
    if not dated or (_is_group(bullet) and bullet.has_children):
        return False
    if any(v.field in (Field.TIMEFRAME, Field.PRIORITY, Field.EFFORT) for v in desk.facts) and not lead.bold:
        return False
    return not (lead.bold and lead.rest and _is_note(lead.name, desk.lexicon))


def _is_group(bullet: Bullet) -> bool:
    """A bold bullet with nothing behind it but its children: "- **Search**"."""
    match = _BOLD_LEAD.match(bullet.raw)
    return bullet.checked is None and match is not None and not match.group(2).strip(" :")


def _is_note(name: str, lexicon: Lexicon) -> bool:
    """Does a bold key name a fact about the section ("Team size"), not an item?"""
    words = word_keys(name)
    if lexicon.field_of(name) is not None:
        return True
    return bool(words) and (words[0] in lexicon.notes or words[-1] in lexicon.notes or " ".join(words) in lexicon.notes)


def _lead(bullet: Bullet) -> _Lead:
    raw = bullet.raw
    found = links(raw)
    first = found[0] if found and _LINK_LEAD.match(raw) else None
    bold = _BOLD_LEAD.match(raw)
    if bold:
        name, rest = plain(bold.group(1)).rstrip(":： "), bold.group(2)
        if bold.group(1).rstrip().endswith((":", "：")):
            return _Lead(name, (), rest, True, first)
        head = _TAGS_FIRST.match(rest)
        behind = head.group(1) if head else ""
        return _Lead(name, tuple(tags(behind)), _SEPARATOR.sub("", rest[len(behind) :], count=1), True, first)
    if first is not None:
        end = raw.index(")", raw.index("](", first.start)) + 1
        rest = raw[end:]
        head = _TAGS_FIRST.match(rest)
        behind = head.group(1) if head else ""
        text = _SEPARATOR.sub("", rest[len(behind) :], count=1)
        if _TICKET.fullmatch(first.text) and text:
            return _Lead(f"{first.text} {plain(text)}", tuple(tags(behind)), "", False, first)
        return _Lead(first.text, tuple(tags(behind)), text, False, first)
    return _plain_lead(plain(raw))


def _plain_lead(text: str) -> _Lead:
    marked = _TAG_LEAD.match(text)
    front: tuple[str, ...] = (marked.group(1),) if marked else ()
    text = text[marked.end() :] if marked else text
    cut = _PLAIN_SEPARATOR.search(text)
    name, rest = (text[: cut.start()], text[cut.end() :]) if cut else (text, "")
    behind: list[str] = []
    while tail := _NAME_TAIL.search(name):
        behind.insert(0, tail.group(1))
        name = name[: tail.start()]
    if not front and not behind and cut is None:
        return _Lead(text.rstrip("."), (), "", False, None)
    return _Lead(name.strip(), (*front, *behind), rest, False, None)


def _mention(bullet: Bullet, lead: _Lead, link: Link | None, desk: Desk) -> Mention:
    source = desk.source(bullet.line)
    values = [v for t in lead.tags if (v := tag_value(t, source, desk.lexicon)) is not None]
    unread = [t for t in lead.tags if tag_value(t, source, desk.lexicon) is None]
    name = lead.name if not unread or lead.bold else f"{lead.name} ({unread[0]})"
    if bullet.checked is not None:
        kind = StatusKind.DONE if bullet.checked else StatusKind.NOT_STARTED
        values.insert(0, Value(Field.STATUS, "done" if bullet.checked else "open", source, kind=kind))
    rest = plain(lead.rest)
    if rest:
        values.append(Value(Field.DESCRIPTION, rest, source))
    said = {v.field for v in values}
    values += [v for v in desk.headings.carried(bullet.heading).values if v.field not in said]
    titles = desk.titles(bullet.heading)
    group = plain(bullet.parent.raw).rstrip(":") if bullet.parent is not None else (titles[-1] if titles else "")
    return Mention(name, source, Rank.LISTED, tuple(values), link, desk.area, titles, group, desk.page.path)


def _read_note(bullet: Bullet, desk: Desk) -> None:
    pair = key_value(bullet.raw, desk.lexicon)
    if pair is None or not pair[1]:
        return
    source = desk.source(bullet.line)
    value = make_value(pair[0], pair[1], source, desk.lexicon)
    if value is None:
        return
    if value.field in set(Field) and section_of(bullet.heading, desk) is None and not desk.titles(bullet.heading):
        desk.fact(value)
    desk.notes.append(Note(Value(pair[0], value.text, source), desk.titles(bullet.heading)))
    read_enumeration(value.text, bullet.line, desk)
