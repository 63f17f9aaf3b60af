"""What happened to the roadmap after a commit, thing by thing, and which of it concerns what is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.answerers.comparing import meets
from knowledge.history.change import Change
from knowledge.history.history import Life
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Value
from knowledge.question.question import Relation, Window
from knowledge.readers.sections import clean_name
from knowledge.roadmap import Roadmap
from knowledge.watching.watched import Watched, WatchKind
from knowledge.words import spoken, word_keys


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing, as it is or was last, and what changed of it, oldest first."""

    life: Life
    feature: Feature | None
    changes: tuple[Change, ...]

    def values(self, field: Field) -> list[Value]:
        """What is and was said of a field: now, and on both sides of each change."""
        sides = [side for c in self.changes if c.field == field for side in (c.old, c.new) if side is not None]
        return [*(() if self.feature is None else self.feature.values(field)), *sides]

    @property
    def paths(self) -> frozenset[str]:
        """The pages that say, or said, something of it."""
        sides = {side.source.path for c in self.changes for side in (c.old, c.new) if side is not None}
        if self.feature is not None:
            sides |= {m.source.path for m in self.feature.mentions} | {self.feature.path or ""}
        return frozenset(sides - {""})


def happened_after(roadmap: Roadmap, commit: str) -> tuple[Happened, ...] | None:
    """Everything that changed after a commit (its id); None when the history does not have that commit."""
    history = roadmap.history()
    ids = [c.id for c in history.commits]
    if commit not in ids:
        return None
    later = set(ids[ids.index(commit) + 1 :])
    there = {id(life): f for f in reversed(roadmap.features) if (life := history.life_of(f)) is not None}
    found = ((life, tuple(c for c in life.changes if c.commit and c.commit.id in later)) for life in history.lives)
    return tuple(Happened(life, there.get(id(life), life.last), changes) for life, changes in found if changes)


def concerns(watched: Watched, happened: Happened, roadmap: Roadmap) -> bool:
    """Is it about what is watched: as it is now, or as it was before it changed?"""
    return _CONCERNS[watched.kind](watched, happened, roadmap)


def concerning(
    watched: Iterable[Watched], happened: Iterable[Happened], roadmap: Roadmap
) -> tuple[list[Happened], list[Watched]]:
    """What concerns any of the things watched, each once; and those of them that something concerns."""
    every, told, met = list(watched), [], set()
    for one in happened:
        hit = [w for w in every if concerns(w, one, roadmap)]
        told += [one] if hit else []
        met.update(hit)
    return told, [w for w in every if w in met]


def _feature(watched: Watched, happened: Happened, roadmap: Roadmap) -> bool:
    """By any name it ever had; an area stands for all that its page lists, too."""
    if name_of(watched.name) in happened.life.names:
        return True
    key = "" if happened.feature is None else happened.feature.key
    areas = (roadmap.by_key[k] for k in roadmap.names.exact(word_keys(watched.name)))
    return any(key in area.children for area in areas)


def _owner(watched: Watched, happened: Happened, roadmap: Roadmap) -> bool:
    words = word_keys(watched.name)
    group = roadmap.owners.get(words)
    if group is not None and happened.feature is not None and happened.feature.key in group.keys:
        return True
    people = (p for v in happened.values(Field.OWNER) for p in v.people)
    return any(word_keys(person.name) == words for person in people)


def _group(watched: Watched, happened: Happened, roadmap: Roadmap) -> bool:
    words = spoken(word_keys(watched.name))
    group = roadmap.groups.get(words)
    feature = happened.feature
    if feature is None:
        return False
    return (group is not None and feature.key in group.keys) or any(
        spoken(word_keys(t)) == words for t in _under(feature)
    )


def _phase(watched: Watched, happened: Happened, roadmap: Roadmap) -> bool:
    """Listed under its heading; of a phase that nothing is listed under, planned for its time."""
    phase = roadmap.phase_named(word_keys(watched.name))
    name = watched.name if phase is None else phase.name

    def is_under(feature: Feature) -> bool:
        return any(clean_name(title) == name for title in _under(feature))

    if happened.feature is not None and is_under(happened.feature):
        return True
    if phase is None or phase.period is None or any(map(is_under, roadmap.features)):
        return False
    return _is_planned_in(Window(phase.period, Relation.IN, ""), happened)


def _period(watched: Watched, happened: Happened, _: Roadmap) -> bool:
    period = watched.period
    return period is not None and _is_planned_in(Window(period, Relation.IN, ""), happened)


def _page(watched: Watched, happened: Happened, _: Roadmap) -> bool:
    return watched.name in happened.paths


def _is_planned_in(window: Window, happened: Happened) -> bool:
    return any(meets(value, window) for value in happened.values(Field.TIMEFRAME))


def _under(feature: Feature) -> set[str]:
    """The headings it is listed under."""
    return {title for m in feature.mentions for title in (*m.headings, m.group) if title}


_CONCERNS: dict[WatchKind, Callable[[Watched, Happened, Roadmap], bool]] = {
    WatchKind.FEATURE: _feature,
    WatchKind.OWNER: _owner,
    WatchKind.GROUP: _group,
    WatchKind.PHASE: _phase,
    WatchKind.PERIOD: _period,
    WatchKind.PAGE: _page,
    WatchKind.ROADMAP: lambda *_: True,
}
