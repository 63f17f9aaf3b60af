"""The items of a Roadmap, one for each place that lists one: what `roadmap-bot items` prints.

A thing with a page of its own is one item. A thing that a page lists twice, in different groups,
is two, since each place may say another status or time. What only old copies or asides say, and
headings that only say when ("Now", "Q3 2026"), are no items.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Mention, Rank, Source, StatusKind, Value
from knowledge.roadmap import Roadmap
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys

_SAID = (Field.STATUS, Field.TIMEFRAME, Field.OWNER)
_LIVE = (Rank.OWN_PAGE, Rank.LISTED)
_ROUGHLY = {
    StatusKind.LIVE: StatusKind.DONE,
    StatusKind.PARTIAL: StatusKind.IN_PROGRESS,
    StatusKind.APPROVED: StatusKind.PLANNED,
    StatusKind.NOT_STARTED: StatusKind.PLANNED,
}
"""Kinds that are told apart in answers, but not in a list to compare with other tools."""
_DATED_TAIL = re.compile(r"\s*[(（][^()（）]*\d{4}[^()（）]*[)）]\s*\.?$|\s+[-–—]\s+.*$")


@dataclass(frozen=True, slots=True)
class Item:
    """One item as a page lists it: its name, what is said of it, the headings above it from the top."""

    name: str
    source: Source
    values: Mapping[str, Value]
    """Status, timeline and owner, as far as they are written."""
    groups: tuple[str, ...]
    kind: StatusKind | None
    """What its status amounts to; where none is written, what its boxes or its horizon say."""

    @property
    def status(self) -> str:
        """The status without a date or a link behind it; empty where none is written."""
        value = self.values.get(Field.STATUS)
        return "" if value is None else _DATED_TAIL.sub("", value.text) or value.text

    @property
    def timeline(self) -> str:
        """When, as written; empty where no time is, and where only a horizon is inherited (see `groups`)."""
        value = self.values.get(Field.TIMEFRAME)
        return "" if value is None else value.text


def items(roadmap: Roadmap, lexicon: Lexicon) -> list[Item]:
    """Every item, in order of its place."""
    reader = _Reader(roadmap, lexicon)
    found = (i for f in roadmap.features if not reader.is_stretch(f) for i in reader.items_of(f))
    return sorted(found, key=lambda item: item.source)


class _Reader:
    """Turns features into items, with what stands in the headings around them."""

    def __init__(self, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._boxes: dict[tuple[str, tuple[str, ...]], set[StatusKind]] = defaultdict(set)
        for mention in (m for f in roadmap.features for m in f.mentions if m.rank == Rank.LISTED):
            status = mention.value(Field.STATUS)
            if status is not None and status.kind is not None and not status.inherited and not mention.section:
                self._boxes[mention.source.path, mention.headings].add(status.kind)

    def is_stretch(self, feature: Feature) -> bool:
        """Is it a heading that only says when its items are?"""
        if not feature.is_section:
            return False
        if self._lexicon.horizons.issuperset(word_keys(feature.name)):
            return True
        time = self._lexicon.read_timeframe(feature.name)
        return time is not None and time.kind == TimeframeKind.DATED and len(word_keys(feature.name)) <= 2

    def items_of(self, feature: Feature) -> Iterator[Item]:
        """The item of each place that lists the feature."""
        live = [m for m in feature.mentions if m.rank in _LIVE]
        if feature.path is not None or len(live) < 2:
            yield from (self._item(feature.name if feature.path else m.name, m, live) for m in live[:1])
            return
        places = {(m.source.path, m.headings, m.group): m for m in reversed(live)}
        for mention in places.values():
            elsewhere = [m for m in live if m.source.path != mention.source.path]
            yield self._item(mention.name, mention, [mention, *elsewhere])

    def _item(self, name: str, at: Mention, mentions: list[Mention]) -> Item:
        said = [(f, next((v for m in mentions for v in m.values if v.field == f and not v.blank), None)) for f in _SAID]
        values: dict[str, Value] = {f: v for f, v in said if v is not None and not self._is_horizon(v)}
        effort = at.value(Field.EFFORT)
        if Field.TIMEFRAME not in values and at.section and effort is not None and effort.source == at.source:
            values[Field.TIMEFRAME] = effort
        listed = next((m for m in mentions if m.headings or m.group), at)
        groups = tuple(dict.fromkeys([*listed.headings, *([listed.group] if listed.group else [])]))
        return Item(name, at.source, values, groups, self._kind(values.get(Field.STATUS), at, groups))

    def _is_horizon(self, value: Value) -> bool:
        """Is it a time that is only the name of the heading above ("Next")?"""
        time = value.timeframe
        return bool(value.inherited) and time is not None and time.kind == TimeframeKind.UNDATED

    def _kind(self, status: Value | None, at: Mention, groups: tuple[str, ...]) -> StatusKind | None:
        if status is not None:
            return None if status.kind is None else _ROUGHLY.get(status.kind, status.kind)
        boxes = self._boxes.get((at.source.path, (*at.headings, at.section))) if at.section else None
        if boxes and len(boxes) == 1 and not self._lexicon.phase_columns.intersection(word_keys(at.name)[:1]):
            only = next(iter(boxes))
            return _ROUGHLY.get(only, only)
        horizon = next((g for g in reversed(groups) if self._lexicon.horizons.issuperset(word_keys(g))), None)
        if horizon is None:
            return None
        return StatusKind.IN_PROGRESS if word_keys(horizon)[0] in _AT_WORK else StatusKind.PLANNED


_AT_WORK = frozenset({"now", "current", "today", "ahora", "agora", "jetzt", "maintenant"})
"""Horizons whose items are being worked on."""
