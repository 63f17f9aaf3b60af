"""What reading one page gives, and what a reader of a page shape is handed.

Every reader in this folder has the same contract: it takes one block and the Desk of the page
being read, and adds what the block says to the Desk. It never raises on odd input: what it
cannot read becomes a Problem, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.inline import InlineLink
from knowledge.lexicon import Lexicon
from knowledge.links import LinkKind, Resolver
from knowledge.model import STAGE, Field, Link, Mention, Phase, Problem, Reference, Source, StatusKind, Value
from knowledge.page import Heading, Page
from knowledge.readers.headings import HeadingReader


@dataclass(frozen=True, slots=True)
class Note:
    """A key line kept under its own name, with the headings it stands under ("Team Requirement")."""

    value: Value
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything one page says."""

    page: Page
    area: str
    facts: tuple[Value, ...]
    """What the page says of the thing it is about."""
    about: Mapping[str, Value]
    """What it says of itself: updated, cycle, audience."""
    mentions: tuple[Mention, ...]
    phases: tuple[Phase, ...]
    references: tuple[Reference, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    is_old: bool = False
    """Is it a copy kept for history, ranked below the live page?"""
    roles: tuple[Value, ...] = ()
    """Who plays which role, where a table says so; other pages may name the role only."""


@dataclass(slots=True)
class Desk:
    """The page under the reader's eyes and what was found so far; only read_page holds one."""

    page: Page
    area: str
    lexicon: Lexicon
    resolver: Resolver
    headings: HeadingReader
    label: Heading | None = None
    """The line that introduces what follows ("**Dependencies**:", "**Q3 2026**"), as a heading of the seventh level."""
    facts: list[Value] = field(default_factory=list)
    about: dict[str, Value] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    roles: list[Value] = field(default_factory=list)
    meanings: dict[int, str] = field(default_factory=dict)
    """What the lists under the heading on a line stand for, once found."""
    holders: set[int] = field(default_factory=set)
    """Lines of headings that have items below them."""
    listed: dict[int, int] = field(default_factory=dict)
    """The line of a list entry that is an item -> its place in `mentions`."""
    details: dict[int, int] = field(default_factory=dict)
    """The place in `mentions` of an entry without a box or a link -> the line of the heading above it."""
    marks: Mapping[str, StatusKind | None] = field(default_factory=dict)
    """Pictures that stand for a status: the page's own legend before the lexicon."""
    legend: Mapping[str, StatusKind | None] = field(default_factory=dict)
    """Those that the page itself explains."""
    lists_plainly: bool = False
    """Is it a page of plans with nothing to tell items by, so that every list entry is one?"""
    tells_plainly: bool = False
    """The same, without list entries: every heading with prose below it is an item."""
    people: frozenset[tuple[str, ...]] | None = None
    """The words of the names of those whom the page names as owners; None until somebody asks."""
    sections: dict[Heading, list[Value]] = field(default_factory=dict)
    """Typed key lines right under a heading that is no page-level one."""

    def source(self, line: int) -> Source:
        """A place on this page."""
        return Source(self.page.path, line, self.page.commit)

    def link(self, found: InlineLink, line: int) -> Link:
        """A link with where it leads; a dead one is a Problem of its line."""
        target = self.resolver.resolve(found.target, self.page.path)
        dead = target.kind == LinkKind.DEAD
        if dead:
            message = f'the link "{found.text}" leads to {found.target}, where no page is'
            self.problems.append(Problem("dead link", message, self.source(line)))
        path = target.path if target.kind == LinkKind.PAGE else None
        return Link(found.text, found.target, path, dead)

    def fact(self, value: Value) -> None:
        """Keep what is said of the page's subject; of two lines for one typed field the first counts."""
        typed = (value.is_understood and value.field != Field.DEPENDENCY) or value.field == STAGE
        if not typed or all((v.field, v.role) != (value.field, value.role) for v in self.facts):
            self.facts.append(value)

    def under(self, heading: Heading | None) -> Heading | None:
        """The heading or the label that a block below `heading` stands under."""
        return self.label or heading

    def hold(self, mention: Mention, heading: Heading | None) -> None:
        """Keep an item that stands below a heading."""
        self.mentions.append(mention)
        if heading is not None:
            self.holders.update(h.line for h in heading.path)

    def titles(self, heading: Heading | None) -> tuple[str, ...]:
        """The texts of the headings above a block, from the top down, without the page's title."""
        if heading is None:
            return ()
        return tuple(h.text for h in heading.path if h.level > 1)


CAPABILITY = "capabilities"
"""The name under which bullets below a "Capabilities" heading are kept."""
