"""What stands around a name and is no part of it: the kind of thing, its ticket, labels, the day it is due.

"Epic: Wallet import (#42) [mobile] 📅 2027-03-01" is named "Wallet import".
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.lexicon import Lexicon, spelled
from knowledge.model import Source, Value
from knowledge.readers.leads import Lead, read_lead
from knowledge.readers.reading import Desk
from knowledge.readers.values import make_value
from knowledge.tickets import TICKET, is_ticket

_TICKETS = re.compile(r"#\d+(?:\s?[,/&]\s?#\d+)*")
_BEHIND = re.compile(rf"\s*[(（\[]\s*({_TICKETS.pattern})\s*[)）\]]|\s+({_TICKETS.pattern})$")
_FRONT = re.compile(r"^(#\d+)[:\s]\s*(?=[^\W\d])")
_LABELS = re.compile(r"(?:\s+\[[^\W\d_][^\[\]()]{0,30}\](?!\())+\s*$")
_HASHTAGS = re.compile(r"(?:\s+#[a-z][\w/-]*)+\s*$")
_DUE = re.compile(r"\s*(?:[📅🗓📆⏰]\ufe0f?\s*|@\{?|\bdue:\s?)(20\d\d-\d\d-\d\d)\}?")
"""How note-taking programs write the day a task is due: "📅 2027-03-01", "@{2027-03-01}"."""
_PICTURE = re.compile(r"\s*([\u2190-\u2bff\U0001f000-\U0001faff])[\ufe0f\u200d]*\s*")
LABEL = "label"


def without_kind(lead: Lead, lexicon: Lexicon) -> Lead:
    """ "Epic: Wallet import" is about the wallet import; "Epic" stays in front of it as a tag."""
    kind, name = kind_in_front(lead.name, lexicon)
    if kind:
        return replace(lead, name=name, in_front=(*lead.in_front, kind), whole=kind_in_front(lead.whole, lexicon)[1])
    if not lead.rest or lead.link is not None or not _is_kind(lead.name, lexicon):
        return lead
    named = read_lead(lead.rest)
    if not named.name:
        return lead
    mark = lead.mark or named.mark
    return replace(named, in_front=(*lead.in_front, lead.name), mark=mark, bold=lead.bold or named.bold)


def kind_in_front(name: str, lexicon: Lexicon) -> tuple[str, str]:
    """The kind of thing and the name of "Initiative: Chaos days"; an empty kind where none stands in front."""
    kind, colon, rest = name.partition(": ")
    return (kind.strip(), rest.strip()) if colon and rest.strip() and _is_kind(kind, lexicon) else ("", name)


def _is_kind(text: str, lexicon: Lexicon) -> bool:
    return spelled(text.strip("* ")) in lexicon.key_kinds["kind"]


def is_of_kind(lead: Lead, lexicon: Lexicon) -> bool:
    """Does a word in front of the name say that it is a thing of the roadmap?"""
    return any(_is_kind(tag, lexicon) for tag in lead.in_front)


def cut_at_picture(lead: Lead, desk: Desk) -> Lead:
    """ "Merge (Kat) 🚧 due 15 Sept": a picture of the page's legend ends the name, and what follows says more."""
    found = next((m for m in _PICTURE.finditer(lead.name) if m[1] in desk.legend), None) if desk.legend else None
    if found is None or not found.start() or lead.rest or lead.link is not None:
        return lead
    named = read_lead(lead.name[: found.start()])
    if not any(c.isalpha() for c in named.name):
        return lead
    front = lead.in_front or named.in_front
    return replace(named, mark=found.group().strip(), rest=lead.name[found.end() :], in_front=front, bold=lead.bold)


def bare_name(name: str, source: Source, desk: Desk) -> tuple[str, list[Value]]:
    """A name without what stands around it, and these as values; a name of nothing else stays as it is."""
    values: list[Value] = []
    rest = name
    if "20" in rest and (due := _DUE.search(rest)):
        time = make_value("due", due[1], source, desk.lexicon)
        values += [time] if time is not None else []
        rest = _DUE.sub("", rest)
    for pattern, field in ((_HASHTAGS, LABEL), (_LABELS, LABEL)):
        if found := pattern.search(rest):
            values += [Value(field, t.strip(" #[]"), source) for t in re.findall(r"\[[^\]]+\]|#[\w/-]+", found.group())]
            rest = rest[: found.start()]
    for pattern in (_BEHIND, _FRONT):
        if found := pattern.search(rest):
            written = next(g for g in found.groups() if g)
            values += [Value(TICKET, t, source) for t in re.findall(r"#\d+", written)]
            rest = pattern.sub("", rest, count=1)
    rest = rest.strip()
    return (rest, values) if any(c.isalpha() for c in rest) else (name, [])


def kinds_and_tickets(lead: Lead, source: Source, desk: Desk) -> list[Value]:
    """What tags around a name say of its kind and its ticket."""
    tickets = [t for tag in lead.tags for t in re.split(r"\s*[,/&]\s*", tag) if is_ticket(t)]
    kinds = [t for t in lead.in_front if _is_kind(t, desk.lexicon)]
    return [*(Value(TICKET, t, source) for t in tickets), *(Value(LABEL, k, source) for k in kinds)]


def is_ticket_tag(tag: str) -> bool:
    """Does a tag behind a name hold nothing but tickets?"""
    return all(is_ticket(t) for t in re.split(r"\s*[,/&]\s*", tag))
