"""Which kind of question it is: a table of rules, the first that holds decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.answer import Intent


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at."""

    cues: frozenset[str]
    subjects: int
    """How many things it is about that were found for sure or nearly."""
    holds_others: bool
    """Does its one subject have features under it ("the warmup roadmap")?"""
    windows: bool
    dated_verb: bool
    statuses: bool
    priorities: bool
    groups: bool
    owners: bool
    several: bool
    """Do the words of a subject fit several features?"""
    phases: bool
    content: bool
    yes_no: bool
    ships: bool = False
    """Does it ask for what ships, lands, is released?"""
    turned: bool = False
    """Does it turn a status round ("what is not done")?"""
    at_work: bool = False
    """Is "working on" the only status it names?"""
    finished: bool = False
    """Does it name only statuses of what is done or in use?"""
    planned: bool = False
    """Is "planned" the only status it names?"""
    named: bool = False
    """Is a subject called by its whole name, or by two words or more of it?"""
    ahead: bool = False
    """Does the time asked about begin after today?"""
    release: bool = False
    """Does it name a version ("v1.0")?"""
    length: bool = False
    """Does it ask for what takes more or less than some time?"""
    section: bool = False
    """Is its one subject a stretch of a page with items under it: a release, a phase?"""
    left: bool = False
    """Are there words that no subject accounts for?"""

    @property
    def opens_freely(self) -> bool:
        """Does it name nothing to look for but a thing ("what comes after X?")?"""
        return not (self.windows or self.yes_no or self.phases or self.any_of("timeline", "when", "owner", "status"))

    @property
    def asks_plainly(self) -> bool:
        """Is there anything that only a roadmap can tell?"""
        told = self.windows, self.statuses, self.priorities, self.groups, self.owners, self.phases
        return any(told) or self.any_of(*_PLAIN)

    @property
    def asks_of_past(self) -> bool:
        """Is it about what the pages said before? Not when a time to come is named ("what's new in Q3")."""
        return self.any_of(*OF_THE_PAST) and not (self.ahead or self.any_of("to_come"))

    @property
    def names_a_time(self) -> bool:
        """Is it about a time, or about many things, rather than how one thing stands?"""
        return self.windows or self.any_of("list", "when", "timeline", "count", "dependency", "owner", "children")

    @property
    def waits(self) -> bool:
        """Is it what a thing waits for, or what waits for it?"""
        return self.any_of("dependents", "dependency", "chain") and bool(self.subjects or self.content)

    @property
    def compares_times(self) -> bool:
        """Is it which of two things comes first, rather than which is bigger or more important?"""
        first = self.any_of("compare", "before", "after", "earliest", "latest") or self.dated_verb
        return first and not self.any_of("effort", "priority", "owner")

    @property
    def asks_for_phase_of_one(self) -> bool:
        """Is it whether one thing belongs to a phase: "is SSO part of the growth phase?" """
        told = self.statuses or self.windows or self.any_of("before", "after", "owner", "dependency")
        return self.yes_no and self.phases and self.subjects == 1 and not told

    @property
    def lists_late(self) -> bool:
        """Is it what is late of all that is under its subject?"""
        return self.any_of("overdue") and self.holds_others and not self.yes_no

    @property
    def asks_where(self) -> bool:
        """Is it where something is written, or what it belongs to?"""
        return self.any_of("source") or (self.any_of("parent") and self.subjects > 0)

    @property
    def lists_priorities(self) -> bool:
        """Does it ask for things of a priority rather than for the priority of a thing?"""
        return self.priorities or self.any_of("list")

    @property
    def asks_otherwise(self) -> bool:
        """Is it a yes, a no or a number that is asked for?"""
        return self.asks_whether or self.any_of("count", "share")

    @property
    def asks_whether(self) -> bool:
        """Does it ask of one thing whether it is so, rather than for what is under it ("integrations done?")?"""
        if self.any_of("any_of"):
            return False
        what_in = self.holds_others and self.any_of("detail")  # "what is done in v2.8"
        return self.yes_no or (not (what_in or self.any_of("list")) and (self.any_of("shipped") or self.finished))

    def any_of(self, *names: str) -> bool:
        """Is one of these cues in the question?"""
        return not self.cues.isdisjoint(names)


_PLAIN = (
    "status",
    "timeline",
    "when",
    "owner",
    "dependency",
    "priority",
    "effort",
    "review",
    "changes",
    "next",
    "overview",
)
"""Cues that are about a roadmap even where the bot itself is spoken to ("when will you ship search?")."""

OF_THE_PAST = ("changes", "slipped", "appeared", "vanished", "blamed", "since_review")
"""Cues that ask for the history of the pages."""
LACKS = ("lacks_timeline", "lacks_end", "lacks_status", "lacks_priority", "lacks_effort", "lacks_dependency")
"""Cues that ask for what is not written."""

_ONE_FIELD = ("when", "timeline", "status")

Rule = tuple[Intent, Callable[[Signs], bool]]

RULES: tuple[Rule, ...] = (
    (Intent.HELP, lambda s: s.any_of("help") and not (s.subjects or s.content or s.windows)),
    (Intent.HELP, lambda s: s.any_of("calendar") and not s.subjects),
    (Intent.UNKNOWN, lambda s: s.any_of("bot") and not (s.named or s.asks_plainly)),
    (Intent.TIMELINE, lambda s: s.yes_no and (s.windows or s.release) and s.planned and s.subjects == 1),
    (Intent.TIMELINE, lambda s: s.yes_no and s.ahead and s.finished and s.subjects == 1),
    (Intent.STATUS, lambda s: s.any_of("by_now") and s.subjects == 1 and not (s.names_a_time or s.lists_late)),
    (Intent.LIST, lambda s: s.any_of("ahead", "not_then") and (s.holds_others or not s.subjects) and not s.yes_no),
    (Intent.LIST, lambda s: s.any_of("overdue") and (s.holds_others or not s.subjects) and not s.asks_otherwise),
    (Intent.LIST, lambda s: s.section and s.any_of("news_of", "appeared", "vanished", "changes") and not s.windows),
    (Intent.LIST, lambda s: s.any_of("breaking") and (s.holds_others or not s.subjects) and not s.asks_otherwise),
    (Intent.CHANGES, lambda s: s.asks_of_past and not (s.holds_others and s.any_of("list") and s.content)),
    (Intent.PHASE, lambda s: s.asks_for_phase_of_one),
    (Intent.STATUS, lambda s: s.any_of("percent") and s.subjects == 1 and not (s.statuses or s.windows)),
    (Intent.COUNT, lambda s: s.any_of("count", "share") and not s.any_of("effort")),
    (Intent.LIST, lambda s: s.turned and s.subjects == 1 and not (s.yes_no or s.any_of("why", "when"))),
    (Intent.LIST, lambda s: s.any_of("remaining") and s.subjects == 1 and not s.yes_no),
    (Intent.DEPENDENCY, lambda s: s.waits and not s.any_of("lacks_dependency")),
    (Intent.COMPARE, lambda s: s.subjects == 2 and s.compares_times),
    (Intent.LIST, lambda s: s.subjects == 1 and s.any_of("before", "after") and s.opens_freely),
    (Intent.LIST, lambda s: s.any_of("conflict") and s.holds_others and not (s.yes_no or s.any_of(*_ONE_FIELD))),
    (Intent.TIMELINE, lambda s: s.any_of("conflict") and bool(s.subjects) and not s.any_of("status")),
    (Intent.STATUS, lambda s: s.any_of("conflict") and bool(s.subjects)),
    (Intent.LIST, lambda s: s.any_of("conflict")),
    (Intent.LIST, lambda s: s.any_of("overdue") and not s.subjects),
    (Intent.OWNER, lambda s: s.any_of("unowned") and s.yes_no and s.subjects == 1),
    (Intent.LIST, lambda s: s.any_of("unowned", *LACKS)),
    (Intent.EFFORT, lambda s: s.any_of("effort") and bool(s.subjects or s.content) and not s.any_of("timeline")),
    (
        Intent.PRIORITY,
        lambda s: (
            s.any_of("priority") and s.subjects > 0 and not (s.holds_others and (s.any_of("list") or s.priorities))
        ),
    ),
    (Intent.PRIORITY, lambda s: s.yes_no and s.priorities and s.subjects == 1 and not s.windows),
    (Intent.PRIORITY, lambda s: s.any_of("priority") and s.content and not s.lists_priorities),
    (Intent.LIST, lambda s: s.owners and not s.subjects),
    (Intent.OWNER, lambda s: s.any_of("owner")),
    (Intent.LIST, lambda s: s.several and s.any_of("list") and not s.yes_no),
    (Intent.STATUS, lambda s: s.any_of("why") and bool(s.subjects) and not (s.windows or s.any_of("timeline"))),
    (Intent.REVIEW, lambda s: s.any_of("review") and not (s.any_of("list") and s.content)),
    (Intent.SOURCE, lambda s: s.asks_where and not s.any_of("timeline", "status")),
    (Intent.SOURCE, lambda s: s.any_of("documents") and not (s.subjects or s.any_of("timeline", "status"))),
    (Intent.LIST, lambda s: s.any_of("phase") and (s.statuses or s.windows or s.any_of("overdue")) and not s.subjects),
    (Intent.PHASE, lambda s: (s.any_of("phase") or s.phases) and not s.any_of("status", "detail", "children")),
    (Intent.PHASE, lambda s: (s.any_of("phase") or s.phases) and not s.subjects),
    (Intent.LIST, lambda s: s.windows and s.holds_others and not (s.yes_no or s.any_of("when"))),
    (Intent.TIMELINE, lambda s: s.any_of("timeline") and bool(s.subjects)),
    (Intent.TIMELINE, lambda s: s.any_of("when", "timeline") and s.content and not (s.subjects or s.windows)),
    (Intent.LIST, lambda s: s.windows and s.holds_others and s.any_of("any_of")),
    (Intent.LIST, lambda s: s.windows and (s.holds_others or not s.subjects) and not (s.yes_no and s.subjects)),
    (Intent.LIST, lambda s: s.priorities and (s.holds_others or not s.subjects)),
    (Intent.LIST, lambda s: s.any_of("next") and (s.holds_others or not (s.subjects or s.content)) and not s.yes_no),
    (Intent.LIST, lambda s: s.content and not (s.subjects or s.yes_no) and (s.ships or s.any_of("children"))),
    (Intent.LIST, lambda s: s.groups),
    (Intent.LIST, lambda s: s.statuses and (not s.subjects or (s.holds_others and not s.asks_whether))),
    (Intent.LIST, lambda s: s.any_of("children") and (s.holds_others or (s.any_of("list") and s.subjects == 1))),
    (Intent.DETAIL, lambda s: s.any_of("describe") and bool(s.subjects)),
    (Intent.LIST, lambda s: s.any_of("list") and (s.holds_others or not s.subjects)),
    (Intent.STATUS, lambda s: (s.statuses or (s.yes_no and s.any_of("shipped"))) and bool(s.subjects)),
    (Intent.STATUS, lambda s: s.any_of("status") and bool(s.subjects) and not (s.windows or s.yes_no)),
    (Intent.TIMELINE, lambda s: (s.windows or s.dated_verb) and bool(s.subjects)),
    (Intent.STATUS, lambda s: s.any_of("status", "promise") and bool(s.subjects)),
    (Intent.DETAIL, lambda s: bool(s.subjects)),
    (Intent.TIMELINE, lambda s: s.any_of("timeline") and s.content),
    (Intent.STATUS, lambda s: s.any_of("status") and s.content),
    (Intent.STATUS, lambda s: s.any_of("built") and s.yes_no and s.content),
    (Intent.DETAIL, lambda s: s.any_of("detail") and s.content),
)


def decide(signs: Signs) -> Intent:
    """The kind of question, or unknown when no rule holds."""
    return next((intent for intent, holds in RULES if holds(signs)), Intent.UNKNOWN)
