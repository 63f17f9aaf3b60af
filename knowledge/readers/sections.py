"""Headings that are items: with facts of their own, a phase with items below, or prose where its siblings are items."""

from __future__ import annotations

import re

from knowledge.lexicon import Lexicon
from knowledge.model import TYPED, Field, Mention, Phase, Rank, StatusKind, Value
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.readers.around_names import LABEL, bare_name, kind_in_front
from knowledge.readers.headings import only_says
from knowledge.readers.leads import read_lead
from knowledge.readers.marks import mark_value, struck_value
from knowledge.readers.meanings import is_aside
from knowledge.readers.reading import Desk
from knowledge.readers.values import make_value
from knowledge.words import fold

_MEMBER = re.compile(
    r"<(?:Member|Owner|Person|User|Assignee|Lead|Author|Team)\s[^<>]*?(?:name|login|handle|user)=[\"'{]+([^\"'}<>]+)"
)
_TOLD_BY_PICTURE = (StatusKind.DONE, StatusKind.IN_PROGRESS, StatusKind.BLOCKED, StatusKind.DROPPED)
"""What a picture beside a heading may say; most others only adorn it ("🔬 Future directions")."""
_PERIOD_TAIL = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_EMOJI = re.compile(r"^[^\w(（\[\"'#@/.+-]+|[^\w)）\]\"'!?%.+#]+$")


def read_members(heading: Heading, desk: Desk) -> None:
    """A component in a heading that stands for a person: "#### Docs <Member name="Kim" />"."""
    found = _MEMBER.search(heading.raw) if "<" in heading.raw and heading.level > 1 else None
    value = make_value("owner", found.group(1), desk.source(heading.line), desk.lexicon) if found else None
    if value is not None:
        desk.sections.setdefault(heading, []).append(value)


def read_sections(desk: Desk) -> None:
    """Add the headings of the page that are items."""
    headings = [b for b in desk.page.blocks if isinstance(b, Heading) and b.level > 1]
    typed = {h for h in headings if any(v.field in TYPED for v in desk.sections.get(h, ()))}
    _drop_details({h.line for h in typed if not _is_stretch(h, desk)}, desk)
    peers = {_place(h) for h in typed}
    inner = {above.line for h in headings for above in h.parents}
    worded = _worded(desk)
    for heading in headings:
        holds = heading.line in desk.holders
        if heading in typed or (holds and _is_named(heading, desk)):
            _add(heading, holds, desk)
        elif heading.line in worded and not holds and heading.line not in inner and _is_told(heading, peers, desk):
            _add(heading, False, desk)


def _is_named(heading: Heading, desk: Desk) -> bool:
    """Does it name a phase, a horizon or a version, by which people ask for what stands below it?"""
    return desk.lexicon.names_phase(heading.text) or desk.headings.own(heading).version is not None


def _is_stretch(heading: Heading, desk: Desk) -> bool:
    own = desk.headings.own(heading)
    return own.is_phase or bool(own.own or own.version)


def _drop_details(items: set[int], desk: Desk) -> None:
    """Entries without a box below a heading that is an item describe it."""
    dropped = {place for place, heading in desk.details.items() if heading in items}
    if dropped:
        desk.mentions[:] = [m for place, m in enumerate(desk.mentions) if place not in dropped]


def clean_name(text: str) -> str:
    """A heading as a name: without marks around it and without a date in brackets behind it."""
    bare = _EMOJI.sub("", text).strip()
    shorter = _PERIOD_TAIL.sub("", bare)
    return shorter if shorter and any(c.isdigit() for c in bare[len(shorter) :]) else bare


def _place(heading: Heading) -> tuple[int, int]:
    return (heading.level, heading.parents[-1].line if heading.parents else 0)


def _worded(desk: Desk) -> set[int]:
    """Lines of headings with a paragraph right below them."""
    return {b.heading.line for b in desk.page.blocks if isinstance(b, Line) and b.heading is not None}


def _is_told(heading: Heading, peers: set[tuple[int, int]], desk: Desk) -> bool:
    """Is a heading with prose below it an item, to judge by what stands around it?"""
    if is_aside(heading, desk) or desk.lexicon.is_general(heading.text) or only_says(heading, desk.headings):
        return False
    if _place(heading) in peers or desk.tells_plainly:
        return True
    above = heading.parents[-1] if heading.parents else None
    if above is None or above.level == 1:
        return False
    own = desk.headings.own(above)
    return bool(own.own or own.version) and only_says(above, desk.headings)


def _add(heading: Heading, holds: bool, desk: Desk) -> None:
    source = desk.source(heading.line)
    values = desk.sections.get(heading, [])
    said = {v.field for v in values}
    duration = desk.lexicon.duration(heading.text)
    found = [*values]
    mark = mark_value(read_lead(heading.text).mark, source, desk)
    if mark is not None and mark.kind in _TOLD_BY_PICTURE and Field.STATUS not in said:
        found.append(mark)
        said.add(Field.STATUS)
    if Field.STATUS not in said and "~~" in heading.raw and read_lead(heading.raw).struck:
        found.append(struck_value(source))
        said.add(Field.STATUS)
    found += [v for v in _carried(heading, desk) if v.field not in said]
    if duration and Field.EFFORT not in said:
        found.append(Value(Field.EFFORT, duration, source))
    titles = desk.titles(heading)
    kind, name = kind_in_front(clean_name(heading.text), desk.lexicon)
    name, around = bare_name(name, source, desk)
    found += [*(v for v in around if v.field not in said), *([Value(LABEL, kind, source)] if kind else [])]
    mention = Mention(
        name=name,
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


def is_plan(page: Page, lexicon: Lexicon) -> bool:
    """Does a file's name, or that of the folder it stands for, say no more than that it is a roadmap?"""
    stem = fold(page.slug).replace("-", " ").replace("_", " ")
    for word in lexicon.plans:
        stem = stem.replace(word, " ")
    return stem != fold(page.slug) and all(w in lexicon.generic or w.isdigit() for w in stem.split())


def _carried(heading: Heading, desk: Desk) -> tuple[Value, ...]:
    """What holds for the heading itself; the version of the heading above is its time, its own is its name."""
    own, all_of = desk.headings.own(heading), desk.headings.carried(heading)
    if own.timeframe is None and own.version is not None and f"{own.version.text})" in heading.text:
        return (own.version, *(v for v in all_of.own if v.field != Field.TIMEFRAME))  # "Actions (target: v0.3)"
    above = desk.headings.carried(heading.parents[-1]).version if heading.parents else None
    if own.timeframe is None and above is not None and (all_of.timeframe is None or all_of.timeframe.period is None):
        return (above, *(v for v in all_of.own if v.field != Field.TIMEFRAME))
    return all_of.own


def lists_nothing_else(desk: Desk) -> bool:
    """Is there nothing on the page that tells items: no box, no heading with a time, a status or a phase, no facts?"""
    for block in desk.page.blocks:
        if isinstance(block, Bullet) and block.checked is not None:
            return False
        if isinstance(block, Heading) and block.level > 1:
            own = desk.headings.own(block)
            if (own.own or own.is_phase or own.version) and not is_aside(block, desk):
                return False
    return not any(isinstance(b, Table) for b in desk.page.blocks)
