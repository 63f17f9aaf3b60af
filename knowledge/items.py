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
from knowledge.model import TYPED, Feature, Field, Mention, Rank, Source, StatusKind, Value
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
_VERSION = re.compile(r"v?\d+(?:\.[\dx]+)*|x")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_DATE_BEHIND = re.compile(r"[(（]([^()（）,;]*\d{4}[^()（）,;]*)")
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
    kept = (f for f in roadmap.features if not reader.is_stretch(f) and not _only_leads_on(f))
    found = (i for f in kept for i in reader.items_of(f))
    return sorted(found, key=lambda item: item.source)


def _only_leads_on(feature: Feature) -> bool:
    """Is it a page, or a link to one, of which nothing is said?"""
    linked = feature.path is not None or any(m.link is not None and m.link.dead for m in feature.mentions)
    return linked and not any(v.field in TYPED for m in feature.mentions for v in m.values)


class _Reader:
    """Turns features into items, with what stands in the headings around them."""

    def __init__(self, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._boxes: dict[tuple[str, tuple[str, ...]], set[StatusKind]] = defaultdict(set)
        for mention in (m for f in roadmap.features for m in f.mentions if m.rank == Rank.LISTED):
            status = mention.value(Field.STATUS)
            if status is not None and status.kind is not None and not status.inherited and not mention.section:
                for size in range(1, len(mention.headings) + 1):
                    self._boxes[mention.source.path, mention.headings[:size]].add(status.kind)

    def is_stretch(self, feature: Feature) -> bool:
        """Is it a heading that only says when its items are?"""
        if not feature.is_section:
            return False
        if self._names_horizon(feature.name) or self._names_state(feature.name):
            return True
        time = self._lexicon.read_timeframe(feature.name)
        return time is not None and time.kind == TimeframeKind.DATED and len(word_keys(feature.name)) <= 2

    def _names_state(self, text: str) -> bool:
        words = word_keys(_BRACKETS.sub(" ", text))
        if words[:1] and words[0] in self._lexicon.phase_columns:
            return False  # "Phase 3: Production Ready"
        known = self._lexicon.statuses.words | self._lexicon.generic | self._lexicon.horizons
        return self._lexicon.status_kind(text) is not None and all(w in known or _VERSION.fullmatch(w) for w in words)

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
        done = self._when_done(values.get(Field.STATUS))
        if Field.TIMEFRAME not in values and done is not None:
            values[Field.TIMEFRAME] = done
        effort = at.value(Field.EFFORT)
        if Field.TIMEFRAME not in values and at.section and effort is not None and effort.source == at.source:
            values[Field.TIMEFRAME] = effort
        listed = next((m for m in mentions if m.headings or m.group), at)
        groups = tuple(dict.fromkeys([*listed.headings, *([listed.group] if listed.group else [])]))
        return Item(name, at.source, values, groups, self._kind(values.get(Field.STATUS), at, groups))

    def _when_done(self, status: Value | None) -> Value | None:
        """The date behind a status that says it is done: "COMPLETED (2027-12-27)"."""
        found = _DATE_BEHIND.search(status.text) if status is not None and status.kind == StatusKind.DONE else None
        time = self._lexicon.read_timeframe(found.group(1)) if found else None
        if status is None or found is None or time is None or time.period is None:
            return None
        return Value(Field.TIMEFRAME, found.group(1), status.source, status.inherited, time)

    def _names_milestone(self, name: str) -> bool:
        """Is it a phase or a version, whose own state its boxes do not tell?"""
        first = word_keys(name)[:1]
        return bool(first) and (
            first[0] in self._lexicon.phase_columns or first[0].startswith("v") and first[0][1:2].isdigit()
        )

    def _is_horizon(self, value: Value) -> bool:
        """Is it a time that is only the name of the heading above ("Next")?"""
        time = value.timeframe
        if not value.inherited or time is None or time.period is not None:
            return False
        return self._names_horizon(value.text)

    def _names_horizon(self, text: str) -> bool:
        words = word_keys(_BRACKETS.sub(" ", text))
        known = self._lexicon.horizons | self._lexicon.generic
        return not self._lexicon.horizons.isdisjoint(words) and all(w in known or _VERSION.fullmatch(w) for w in words)

    def _kind(self, status: Value | None, at: Mention, groups: tuple[str, ...]) -> StatusKind | None:
        if status is not None:
            return None if status.kind is None else _ROUGHLY.get(status.kind, status.kind)
        boxes = self._boxes.get((at.source.path, (*at.headings, at.section))) if at.section else None
        if boxes and len(boxes) == 1 and not self._names_milestone(at.name):
            only = next(iter(boxes))
            return _ROUGHLY.get(only, only)
        horizon = next((g for g in reversed(groups) if self._names_horizon(g)), None)
        if horizon is None:
            return None
        return StatusKind.IN_PROGRESS if not AT_WORK.isdisjoint(word_keys(horizon)) else StatusKind.PLANNED


AT_WORK = frozenset({"now", "current", "today", "ahora", "agora", "jetzt", "maintenant"})
"""Horizons whose items are being worked on."""
