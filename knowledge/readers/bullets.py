"""List entries: which are items of the roadmap, which are facts, which only point somewhere.

An item is an entry that links to a page of the roadmap, has a box to tick, or stands under a
heading with a period, a status or the name of a phase; on a page that only lists what is planned
every entry is one. Under "Dependencies" entries are dependencies; under process headings
("Acceptance criteria") they are nothing; bold keys of plain sections are notes.
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.model import Field, Link, Reference, Value
from knowledge.page import Bullet, Heading
from knowledge.readers.around_names import (
    cut_at_picture,
    is_of_kind,
    without_kind,
)
from knowledge.readers.dated_entries import date_behind, is_dated
from knowledge.readers.entries import make_mention
from knowledge.readers.enumerations import read_enumeration
from knowledge.readers.key_lines import section_of
from knowledge.readers.leads import Lead, read_lead
from knowledge.readers.marks import mark_value
from knowledge.readers.meanings import lists_items, meaning_of
from knowledge.readers.reading import CAPABILITY, Desk, Note
from knowledge.readers.values import key_value, make_value
from knowledge.words import word_keys

_LONGEST_NAME = 25
"""Words: a longer entry is a sentence, no name."""


def read_bullet(bullet: Bullet, desk: Desk) -> None:
    """Add what one list entry says."""
    if _adds_to_parent(bullet, desk):
        return
    heading = desk.under(bullet.heading)
    meaning = meaning_of(heading, desk)
    if meaning == "dependencies":
        _add_listed_fact(Field.DEPENDENCY, bullet, desk)
        return
    lead = without_kind(_without_doubt(read_lead(bullet.raw), desk.lexicon), desk.lexicon)
    lead = cut_at_picture(_named(lead, desk.lexicon), desk)
    lead = date_behind(lead, bullet.raw, desk.lexicon)
    link = desk.link(lead.link, bullet.line) if lead.link else None
    inside = link is not None and (link.path is not None or link.dead)
    if meaning == "capabilities" and not inside:
        _add_listed_fact(CAPABILITY, bullet, desk)
    elif link is not None and _points(link, meaning):
        about = plain(lead.rest)
        desk.references.append(Reference(link, about, desk.titles(bullet.heading), desk.source(bullet.line)))
    elif meaning != "not_items" and _is_item(bullet, lead, link, desk):
        desk.listed[bullet.line] = len(desk.mentions)
        if bullet.checked is None and not inside and bullet.heading is not None:
            desk.details[len(desk.mentions)] = bullet.heading.line
        desk.hold(make_mention(bullet, lead, link, desk), heading)
    else:
        _read_note(bullet, desk)


def define_horizon(bullet: Bullet, desk: Desk) -> None:
    """ "- **Now**: August 2026 window" in an introduction says when the heading "Now" is."""
    lead = read_lead(bullet.raw)
    rest = plain(lead.rest).lstrip("-–— ")
    if lead.bold and rest and desk.lexicon.horizons.issuperset(word_keys(lead.name)):
        desk.headings.define(lead.name, rest, desk.source(bullet.line))


def _names_phase(lead: Lead, lexicon: Lexicon) -> bool:
    """Is it "Phase 1: Platform", or "Phase 1" with something behind it?"""
    words = word_keys(lead.name)
    return len(words) > (1 if lead.rest else 2) and words[0] in lexicon.phase_columns


def _named(lead: Lead, lexicon: Lexicon) -> Lead:
    """A phase's number is no name: "**Phase 1:** Extensible platform (done)" is named by both."""
    words = word_keys(lead.name)
    if not (lead.rest and len(words) <= 2 and words and words[0] in lexicon.phase_columns):
        return lead
    title = read_lead(lead.rest)
    if len(word_keys(title.name)) > 6 or not title.name:
        return lead
    return replace(lead, name=f"{lead.name}: {title.name}", tags=(*lead.tags, *title.tags), rest=title.rest)


def _without_doubt(lead: Lead, lexicon: Lexicon) -> Lead:
    """ "Maybe: dark mode" is about dark mode; "Maybe" stays in front of it as a tag."""
    if not lead.rest or lead.link is not None or not lexicon.doubts.issuperset(word_keys(lead.name)):
        return lead
    named = read_lead(lead.rest)
    return replace(named, in_front=(*lead.in_front, lead.name), mark=lead.mark or named.mark) if named.name else lead


def _points(link: Link, meaning: str) -> bool:
    """Is the entry there to point at a document?"""
    if meaning in ("documents", "audience"):
        return True
    return link.path is None and not link.dead and not link.target.startswith("http")


def _add_listed_fact(name: str, bullet: Bullet, desk: Desk) -> None:
    text = plain(bullet.raw)
    if bullet.depth == 0 and text and word_keys(text)[:1] != ("none",):
        value = Value(name, text, desk.source(bullet.line))
        section = section_of(_whose(bullet, name, desk), desk)
        if section is None:
            desk.fact(value)
        else:
            desk.sections.setdefault(section, []).append(value)


def _whose(bullet: Bullet, name: str, desk: Desk) -> Heading | None:
    """The heading that a list of facts is said of: the one above "Dependencies", be that a heading or a label."""
    label = desk.label
    if label is not None and name == Field.DEPENDENCY and desk.lexicon.heading_means(label.text, "dependencies"):
        return bullet.heading
    return bullet.heading.parents[-1] if bullet.heading and bullet.heading.parents else None


def _adds_to_parent(bullet: Bullet, desk: Desk) -> bool:
    """ "- Search" with "- Owner: Kim" below it: the fact is the item's."""
    if bullet.parent is None or bullet.parent.line not in desk.listed or bullet.checked is not None:
        return False
    pair = key_value(bullet.raw, desk.lexicon)
    value = make_value(*pair, desk.source(bullet.line), desk.lexicon) if pair and pair[1] else None
    if value is None or not value.is_understood:
        return False
    place = desk.listed[bullet.parent.line]
    mention = desk.mentions[place]
    kept = tuple(v for v in mention.values if v.field != value.field or not v.inherited)
    desk.mentions[place] = replace(mention, values=(value, *kept))
    return True


def _is_item(bullet: Bullet, lead: Lead, link: Link | None, desk: Desk) -> bool:
    if not any(c.isalnum() for c in lead.name) or len(word_keys(lead.name)) > _LONGEST_NAME or _is_blank(lead):
        return False
    if link is not None and (link.path is not None or link.dead):
        return True
    if bullet.checked is not None:
        return True
    told = is_of_kind(lead, desk.lexicon)
    if bullet.parent is not None and not (_is_group(bullet.parent) or told or _is_marked_part(bullet, lead, desk)):
        return False
    carried = desk.headings.carried(desk.under(bullet.heading))
    placed = bool(carried.values) or carried.is_phase or desk.lists_plainly or bool(lead.in_front) or told
    placed = placed or (bullet.parent is not None and bullet.parent.line in desk.listed)
    placed = placed or (lead.bold and _names_phase(lead, desk.lexicon)) or is_dated(lead, desk.lexicon)
    if not placed or not lists_items(desk.label, desk) or (_is_group(bullet) and bullet.has_children):
        return False
    if _is_of_one_thing(desk) and not lead.bold:
        return False
    return not (lead.bold and lead.rest and _is_note(lead.name, desk.lexicon))


def _is_marked_part(bullet: Bullet, lead: Lead, desk: Desk) -> bool:
    """Is it an entry below an item that has a picture of its own status: "- ✅ Presence cursors"?"""
    inside = bullet.parent is not None and bullet.parent.line in desk.listed
    return inside and mark_value(lead.mark, desk.source(bullet.line), desk) is not None


def _is_of_one_thing(desk: Desk) -> bool:
    """Is the page about one item, so that its lists describe it?"""
    return any(v.period is not None or v.field in (Field.PRIORITY, Field.EFFORT) for v in desk.facts)


def _is_blank(lead: Lead) -> bool:
    """Is it a place to be filled in: "{{name}}", "<feature>", "..."?"""
    return lead.name.startswith(("(((", "{{", "<")) or not lead.name.strip(". …")


def _is_group(bullet: Bullet) -> bool:
    """An entry with nothing behind its bold name but what stands below it: "- **Search**"."""
    if bullet.checked is not None:
        return False
    lead = read_lead(bullet.raw)
    return lead.bold and not lead.rest.strip(" :")


def _is_note(name: str, lexicon: Lexicon) -> bool:
    """Does a bold key name a fact about the section ("Team size"), not an item?"""
    words = word_keys(name)
    if lexicon.field_of(name) is not None:
        return True
    return bool(words) and (words[0] in lexicon.notes or words[-1] in lexicon.notes or " ".join(words) in lexicon.notes)


def _read_note(bullet: Bullet, desk: Desk) -> None:
    pair = key_value(bullet.raw, desk.lexicon)
    if pair is None or not pair[1]:
        return
    source = desk.source(bullet.line)
    value = make_value(pair[0], pair[1], source, desk.lexicon)
    if value is None:
        return
    if value.is_understood and section_of(bullet.heading, desk) is None and not desk.titles(bullet.heading):
        desk.fact(value)
    desk.notes.append(Note(Value(pair[0], value.text, source), desk.titles(bullet.heading)))
    read_enumeration(value.text, bullet.line, desk)
