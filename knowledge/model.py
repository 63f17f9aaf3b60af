"""The values everything else is made of: frozen, made once, never edited.

Nothing here reads files, a clock or the environment. Words: docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from knowledge.people import Person, Role
from knowledge.period import Period
from knowledge.timeframe import Timeframe


class Field(StrEnum):
    """The facts of a feature that we understand; every other key keeps its own name."""

    STATUS = "status"
    TIMEFRAME = "timeline"
    OWNER = "owner"
    PRIORITY = "priority"
    EFFORT = "effort"
    DEPENDENCY = "dependency"
    DESCRIPTION = "description"


_UNDERSTOOD = frozenset(Field)
STAGE = "stage"  # how mature a thing is ("alpha", "GA"), which may stand beside its status
TYPED = (Field.STATUS, Field.TIMEFRAME, Field.OWNER, Field.PRIORITY, Field.EFFORT)
"""The fields whose mentions may disagree (docs/architecture.md, truth rule 5)."""


class StatusKind(StrEnum):
    """What a status means, whatever its words."""

    DONE = "done"
    LIVE = "live"
    PARTIAL = "partial"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    APPROVED = "approved"
    NOT_STARTED = "not_started"
    BLOCKED = "blocked"
    AT_RISK = "at_risk"
    ON_HOLD = "on_hold"
    PROPOSED = "proposed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where something is written: a path relative to the roadmap's root and a line from 1."""

    path: str
    line: int
    commit: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was found: its path relative to the root, its text, its commit when known."""

    path: str
    text: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One thing a page says: a field, the words as written, and where.

    `field` is a Field for what we understand and the page's own key otherwise. `inherited`
    names what it was taken from ("heading", "table", "page", "hub"); empty when it is
    written of the feature itself.
    """

    field: str
    text: str
    source: Source
    inherited: str = ""
    timeframe: Timeframe | None = None
    kind: StatusKind | None = None
    blank: bool = False
    """Is it a placeholder ("TBD", "*owner*") where a value should stand?"""
    role: Role | None = None  # of an owner: the part they play
    people: tuple[Person, ...] = ()
    explained: tuple[Value, ...] = ()
    """Other lines that say what it stands for: the date of a release, the person in a role."""

    @property
    def is_understood(self) -> bool:
        """Is its field one that we understand? Any other keeps its own name."""
        return self.field in _UNDERSTOOD

    @property
    def period(self) -> Period | None:
        """The days it names, when it is a date that names any."""
        return None if self.timeframe is None else self.timeframe.period


def _by_role(value: Value) -> int:
    return 0 if value.role is None else value.role.kind


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written, and the page it leads to inside the roadmap (None: outside or dead)."""

    text: str
    target: str
    path: str | None = None
    dead: bool = False


class Rank(StrEnum):
    """What kind of place a mention is: the first has the last word on a plain question."""

    OWN_PAGE = "own page"
    LISTED = "listed"
    PASSING = "passing"
    OLD_COPY = "old copy"
    SETTINGS = "settings"
    """Not a page: a line of roadmap.yaml. What any page says comes before."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one place says of one feature: its name there, and the values with their lines."""

    name: str
    source: Source
    rank: Rank
    values: tuple[Value, ...] = ()
    link: Link | None = None
    area: str = ""
    headings: tuple[str, ...] = ()
    group: str = ""
    parent: str = ""
    """The path of the page this mention stands on, when that page lists it as a part of itself."""
    section: str = ""
    """The heading it is, when it is one with items under it ("v2.9", "Phase 1", "Now")."""

    def value(self, name: str) -> Value | None:
        """The first value of a field, or None; of owners the one who answers first."""
        return min((v for v in self.values if v.field == name), key=_by_role, default=None)


@dataclass(frozen=True)
class Feature:
    """All mentions of one thing, the one with the last word first."""

    key: str
    name: str
    mentions: tuple[Mention, ...]
    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Names the pages do not give it: aliases from roadmap.yaml, names it had before."""
    area: str = ""
    path: str | None = None
    """The feature's own page, when it has one."""
    children: tuple[str, ...] = ()
    """Keys of the features its own page lists."""
    groups: tuple[str, ...] = ()

    @property
    def source(self) -> Source:
        """Where it is written first."""
        return self.mentions[0].source

    def values(self, name: str) -> tuple[Value, ...]:
        """Every value of a field in order of rank, of owners by their part; a stage is a status if need be."""
        return self._values.get(name) or (self._values.get(STAGE, ()) if name == Field.STATUS else ())

    def value(self, name: str) -> Value | None:
        """What a plain question gets: the first value of the field, or None."""
        return next(iter(self.values(name)), None)

    @property
    def status(self) -> Value | None:
        """The status a plain question gets."""
        return self.value(Field.STATUS)

    @property
    def timeframe(self) -> Value | None:
        """The time a plain question gets."""
        return self.value(Field.TIMEFRAME)

    @property
    def period(self) -> Period | None:
        """The days that time names, when it names any."""
        return None if self.timeframe is None else self.timeframe.period

    @cached_property
    def _values(self) -> Mapping[str, tuple[Value, ...]]:
        """Field -> its values that are no placeholders, in order."""
        found: dict[str, list[Value]] = {}
        for value in (v for m in self.mentions for v in m.values if not v.blank):
            found.setdefault(value.field, []).append(value)
        return {name: tuple(sorted(values, key=_by_role)) for name, values in found.items()}

    @property
    def is_section(self) -> bool:
        """Is it a stretch of a page with items under it, such as a milestone or a horizon?"""
        return any(m.section for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the roadmap with a name: when it is and what it is about, as written."""

    name: str
    source: Source
    timeframe: Value | None = None
    focus: Value | None = None
    values: tuple[Value, ...] = ()
    in_table: bool = True
    """Does it stand in a table of phases? Else it is a heading with items under it."""

    @property
    def period(self) -> Period | None:
        """The days it names, when its time names any."""
        return None if self.timeframe is None else self.timeframe.period


@dataclass(frozen=True, slots=True)
class Reference:
    """A document a page points to: the link, what is said of it, under which headings."""

    link: Link
    about: str
    headings: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Problem:
    """Something we could not read, or a page's author should mend."""

    kind: str
    message: str
    source: Source
    error: bool = False
