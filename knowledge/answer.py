"""What comes out: an Answer made of parts that any platform can draw.

No part holds markup. Text from pages stands in it as written and is escaped by whoever draws
it. Every fact that is drawn carries its source; a part's sentence lists the facts it quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model import Source
from knowledge.period import Period
from knowledge.said import ENGLISH, Language


class Intent(StrEnum):
    """What was asked. Values are only ever added: they are part of the JSON contract."""

    STATUS = "status"
    TIMELINE = "timeline"
    OWNER = "owner"
    LIST = "list"
    PHASE = "phase"
    COUNT = "count"
    COMPARE = "compare"
    DETAIL = "detail"
    DEPENDENCY = "dependency"
    PRIORITY = "priority"
    EFFORT = "effort"
    SOURCE = "source"
    REVIEW = "review"
    CHANGES = "changes"
    WATCH = "watch"
    OVERVIEW = "overview"
    HELP = "help"
    UNKNOWN = "unknown"


class Ending(StrEnum):
    """How a question ended that got no plain answer, so that it can be recorded. Values are only ever added."""

    NOT_FOUND = "not found"
    """The thing asked about is on no page."""
    NOT_STATED = "not stated"
    """The thing is there; what was asked of it is not written."""
    AMBIGUOUS = "ambiguous"
    """Several things fit equally, and they are offered."""
    PAST = "past without outcome"
    """The window has ended, and no page says how."""
    DISAGREE = "pages disagree"
    """The pages say different things of what was asked."""
    NOT_UNDERSTOOD = "not understood"
    """No roadmap question was recognised."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a page says: of whom, which field, in its own words, and where it stands.

    `period` is what we made of a date; it is shown beside the words, never instead.
    """

    subject: str
    field: str
    value: str
    source: Source
    period: Period | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list, with what the pages say of it (None: not written)."""

    name: str
    source: Source
    status: str | None = None
    timeline: str | None = None
    owner: str | None = None
    priority: str | None = None
    facts: tuple[Fact, ...] = ()
    """The same as facts, each with its own source."""
    note: str = ""
    """What is told of it in this list instead of its fields: what changed, by how much it moved."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence that answers, and the facts it quotes."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts, one a line: field, value, source."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of features. All of them: who draws it may cut, and then says "n of m"."""

    items: tuple[Item, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader must know beside the answer: past window, pages disagree, inherited owner."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Names to pick from: when several things fit, or as "did you mean"."""

    names: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A next step for the person who asked, and the facts it rests on."""

    text: str
    facts: tuple[Fact, ...] = ()


Part = Headline | Facts | Items | Caution | Choices | Hint


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question: its parts in reading order.

    `abstained` is true when the fact asked for is not given: an unknown subject, no roadmap
    question, or nothing written nor inherited. The parts may still say what is written. `ending`
    says why there is no plain answer; None when there is one.
    """

    intent: Intent
    parts: tuple[Part, ...]
    today: date
    subjects: tuple[str, ...] = ()
    abstained: bool = False
    ending: Ending | None = None
    language: Language = ENGLISH
    """The language its own words are in (knowledge/translated.py)."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact in the answer, once, in reading order."""
        return tuple(dict.fromkeys(f for p in self.parts for f in _facts_of(p)))

    @property
    def items(self) -> tuple[Item, ...]:
        """The members of its lists."""
        return tuple(i for p in self.parts if isinstance(p, Items) for i in p.items)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names it offers."""
        return tuple(n for p in self.parts if isinstance(p, Choices) for n in p.names)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every place it cites, once, in reading order."""
        cited = [f.source for f in self.facts] + [i.source for i in self.items]
        return tuple(dict.fromkeys(cited))


def _facts_of(part: Part) -> tuple[Fact, ...]:
    if isinstance(part, Items):
        return tuple(f for item in part.items for f in item.facts)
    return part.facts if isinstance(part, Headline | Facts | Caution | Hint) else ()
