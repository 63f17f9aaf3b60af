"""A list entry that is an item -> its Mention: the name, and what its tags, its picture, its box and its tail say."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.dates import find_dates
from knowledge.inline import plain
from knowledge.model import Field, Link, Mention, Rank, Source, StatusKind, Value
from knowledge.page import Bullet
from knowledge.readers.around_names import bare_name, is_ticket_tag, kinds_and_tickets
from knowledge.readers.leads import Lead
from knowledge.readers.marks import mark_value, struck_value
from knowledge.readers.reading import Desk
from knowledge.readers.tails import tag_facts, tail_values, without_handles
from knowledge.said import say


def make_mention(bullet: Bullet, lead: Lead, link: Link | None, desk: Desk) -> Mention:
    """The item that a list entry with this beginning is."""
    source = desk.source(bullet.line)
    name, values, asides = _named(lead, source, desk)
    if bullet.checked is not None:
        kind = StatusKind.DONE if bullet.checked else StatusKind.NOT_STARTED
        ticked = say("done", "a box") if bullet.checked else say("open", "a box")
        values.insert(0, Value(Field.STATUS, ticked, source, kind=kind))
    mark = mark_value(lead.mark, source, desk)
    if mark is not None and all(v.field != Field.STATUS for v in values):
        values.append(mark)
    rest = plain(lead.rest) or "; ".join(asides)
    values = _with_tail(values, rest, source, desk) if rest else values
    values += _carried(values, bullet, lead, desk)
    titles = desk.titles(desk.under(bullet.heading))
    group = _group(bullet.parent, desk) if bullet.parent is not None else (titles[-1] if titles else "")
    return Mention(name, source, Rank.LISTED, tuple(values), link, desk.area, titles, group, desk.page.path)


def _named(lead: Lead, source: Source, desk: Desk) -> tuple[str, list[Value], list[str]]:
    """The name, what the tags and the words around it say, and the tags that tell when something was so."""
    tagged = {t: tag_facts(t, source, desk) for t in (*lead.in_front, *lead.tags)}
    values = [v for told in tagged.values() for v in told]
    unread = [t for t in lead.tags if not tagged[t] and not is_ticket_tag(t)]
    asides = [t for t in unread if find_dates(t, desk.lexicon.dates)]  # "(decided in May 2027: too dear)" is no name
    name, handles = without_handles(_whole_name(lead, [t for t in unread if t not in asides]))
    name, around = bare_name(name, source, desk)
    owner = tag_facts(handles, source, desk) if handles else []
    return name, [*values, *around, *kinds_and_tickets(lead, source, desk), *owner], asides


def _with_tail(values: list[Value], rest: str, source: Source, desk: Desk) -> list[Value]:
    """The values, and what the words behind the name say that they do not."""
    told = tail_values(rest, source, desk)
    kept = [v for v in values if not _is_said_in_words(v, told)]
    known = {v.field for v in kept}
    return [*kept, *(v for v in told if v.field not in known)]


def _carried(values: Iterable[Value], bullet: Bullet, lead: Lead, desk: Desk) -> list[Value]:
    """What the headings say that the entry does not; a name that is struck through is dropped, unless done."""
    said = {v.field for v in values}
    carried = desk.headings.carried(desk.under(bullet.heading))
    is_done = carried.status is not None and carried.status.kind == StatusKind.DONE
    struck = (
        [struck_value(desk.source(bullet.line))] if lead.struck and Field.STATUS not in said and not is_done else []
    )
    said.update(v.field for v in struck)
    return [*struck, *(v for v in carried.values if v.field not in said)]


def _group(parent: Bullet, desk: Desk) -> str:
    """What the entries below another one belong to: the item that it is, else what it says."""
    place = desk.listed.get(parent.line)
    return plain(parent.raw).rstrip(":") if place is None else desk.mentions[place].name


def _is_said_in_words(value: Value, told: Iterable[Value]) -> bool:
    """Is it a picture that the words behind the name tell in full: "🚧 Search — 60% done"?"""
    drawn = value.field == Field.STATUS and not any(c.isalnum() for c in value.text)
    return drawn and any(v.field == Field.STATUS and v.kind == value.kind for v in told)


def _whole_name(lead: Lead, unread: list[str]) -> str:
    """The name with the brackets that say no fact: "Editor (basic)", "**SSO (OIDC)**"."""
    if any(t in unread for t in lead.tags[: lead.within]):
        return lead.whole
    return lead.name if not unread or lead.bold else f"{lead.name} ({unread[0]})"
