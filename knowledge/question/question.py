"""What was understood of a question: values only, made by knowledge/question/understand.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.answer import Intent
from knowledge.groups import Group
from knowledge.model import Feature, Phase, StatusKind, Value
from knowledge.names import Match, Tier
from knowledge.period import Period
from knowledge.question.kinds import Kind
from knowledge.question.lengths import Length


class Relation(StrEnum):
    """How a feature's window must stand to the one asked about (docs/answers.md, "Time")."""

    IN = "in"
    STARTS = "starts in"
    ENDS = "ends in"
    SHIPS = "ships in"
    ENDS_BY = "ends by"
    SHIPS_BY = "ships by"
    BEFORE = "before"
    AFTER = "after"
    REACHES = "reaches past"
    ENDS_AFTER = "ends after"
    NOT_BEFORE = "starts no earlier than"


@dataclass(frozen=True, slots=True)
class Window:
    """The time asked about: the days, how features must stand to them, the words of the question."""

    period: Period
    relation: Relation
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What the question is about: the words, and the features they may mean."""

    words: tuple[str, ...]
    matches: tuple[Match, ...]
    places: Sequence[int] = ()
    """Where the words stand, when some of them could be cues too."""

    @property
    def sure(self) -> bool:
        """Do all the words fit the matches?"""
        return bool(self.matches) and self.matches[0].tier < Tier.NEAR


AT_WORK = ("working", "on")
"""A status that asks for all a person, or everyone, has in hand: "what is Kim working on"."""


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """A status the question names: its kind, its words, and whether it asks for the contrary."""

    kind: StatusKind
    words: tuple[str, ...]
    negated: bool = False
    text: str = ""
    """The words as typed."""

    @property
    def is_of_use(self) -> bool:
        """Does it ask for what people can have: "can use", "can sell"?"""
        return not {"use", "sell"}.isdisjoint(self.words)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A feature that was renamed, and where its old name stood (None: not known any more)."""

    feature: Feature
    written: Value | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood."""

    text: str
    intent: Intent
    cues: frozenset[str] = frozenset()
    subjects: tuple[Subject, ...] = ()
    window: Window | None = None
    statuses: tuple[StatusAsked, ...] = ()
    priorities: tuple[int, ...] = ()
    not_priorities: tuple[int, ...] = ()
    """Levels it turns round: "that is not P2"."""
    groups: tuple[Group, ...] = ()
    phases: tuple[Phase, ...] = ()
    owners: tuple[Group, ...] = ()
    words: tuple[str, ...] = ()
    """The keys of all its words."""
    content: tuple[str, ...] = ()
    """The words that are neither cue nor filler."""
    left_over: tuple[str, ...] = ()
    """Content that no subject accounts for."""
    yes_no: bool = False
    """Does it ask for a yes or a no?"""
    length: Length | None = None
    """How long things may take that it asks for."""
    kind: Kind | None = None
    """What is asked beyond the intent, when there is something."""
    without: Question | None = None
    """What it leaves out ("all features except Warmup")."""
    more: tuple[Question, ...] = ()
    """What else the same message asks."""
    went_on: bool = False
    """Was something taken from the question before it?"""
    former: FormerName | None = None
    """Set when a thing was asked for by a name it had before."""

    @property
    def release(self) -> str | None:
        """The version it names beside its subject ("v1.0"), or None."""
        return next((w for w in self.left_over if _VERSION.fullmatch(w)), None)


_VERSION = re.compile(r"v\d+(?:\.\d+)*")
