"""Kinds of question finer than an intent: each has an answer of its own (knowledge/answerers/table.py)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from knowledge.answer import Intent
from knowledge.question.intents import Signs


class Kind(StrEnum):
    """What is asked about one thing beyond a plain field of it."""

    PROMISE = "may it be promised?"
    WHY = "why is it so?"
    UNTIL = "how long until then?"
    LATENESS = "how late is it?"
    ON_TRACK = "will it be in time?"
    ALIVE = "is it still on the roadmap?"
    SINCE = "since when?"
    IMPACT = "what moves when it slips?"
    EXPERT = "who knows about it?"
    DIFFERENCE = "how do they differ?"
    HEALTH = "is all in time?"
    NOW = "what is under way?"
    OWNERS = "who are the owners?"
    ACT = "do something"
    TOP = "what matters most?"
    EARLIEST = "what comes first?"
    LATEST = "what comes last?"
    BIGGEST = "what takes longest?"
    SMALLEST = "what takes least?"
    LENGTH = "what takes more or less than that?"
    SPOKEN_OF = "does any page speak of it?"
    FULLER = "which of them holds more?"
    EVERY = "are all of them so?"
    UNWRITTEN = "what does it cost, who approved it?"


UNWRITTEN = ("money", "staff", "approver", "sureness")
"""Cues of what pages hardly ever say."""

Rule = tuple[Kind, Intent, Callable[[Signs], bool]]

RULES: tuple[Rule, ...] = (
    (Kind.ACT, Intent.HELP, lambda s: s.any_of("act")),
    (Kind.OWNERS, Intent.OWNER, lambda s: s.any_of("idle") and not s.subjects),
    (Kind.UNWRITTEN, Intent.DETAIL, lambda s: s.any_of(*UNWRITTEN) and s.subjects == 1),
    (Kind.SPOKEN_OF, Intent.SOURCE, lambda s: _asks_for_lines(s)),
    (Kind.FULLER, Intent.COUNT, lambda s: _asks_which_is_fuller(s) and not s.windows),
    (
        Kind.EVERY,
        Intent.LIST,
        lambda s: s.any_of("every") and s.yes_no and (s.statuses or s.windows) and not _names_one(s),
    ),
    (Kind.LENGTH, Intent.LIST, lambda s: s.length and not _names_one(s) and not s.any_of("until", "lateness")),
    (Kind.BIGGEST, Intent.LIST, lambda s: s.any_of("biggest") and not _names_one(s)),
    (Kind.SMALLEST, Intent.LIST, lambda s: s.any_of("smallest") and not _names_one(s)),
    (Kind.PROMISE, Intent.STATUS, lambda s: s.any_of("promise") and bool(s.subjects)),
    (Kind.IMPACT, Intent.DEPENDENCY, lambda s: bool(s.subjects) and _asks_for_impact(s)),
    (Kind.WHY, Intent.STATUS, lambda s: s.any_of("why") and bool(s.subjects)),
    (Kind.SINCE, Intent.TIMELINE, lambda s: s.any_of("since") and bool(s.subjects) and not s.any_of("until")),
    (Kind.LATENESS, Intent.TIMELINE, lambda s: bool(s.subjects) and _asks_how_late(s) and not s.asks_of_past),
    (Kind.UNTIL, Intent.TIMELINE, lambda s: s.any_of("until") and bool(s.subjects)),
    (Kind.ALIVE, Intent.STATUS, lambda s: bool(s.subjects) and _asks_whether_alive(s)),
    (Kind.ON_TRACK, Intent.STATUS, lambda s: s.subjects == 1 and not s.any_of("list") and _asks_whether_on_track(s)),
    (
        Kind.HEALTH,
        Intent.LIST,
        lambda s: s.any_of("on_track") and not (s.subjects or s.content) and (s.yes_no or not s.statuses),
    ),
    (Kind.NOW, Intent.LIST, lambda s: s.any_of("busy") and s.holds_others and not (s.windows or s.yes_no)),
    (
        Kind.NOW,
        Intent.LIST,
        lambda s: (s.any_of("now", "busy") or (s.at_work and not s.windows)) and not _names_something(s),
    ),
    (Kind.TOP, Intent.LIST, lambda s: s.any_of("top_priority") and not _names_one(s)),
    (Kind.EARLIEST, Intent.LIST, lambda s: s.any_of("earliest") and s.subjects < 2 and not _names_one(s)),
    (Kind.LATEST, Intent.LIST, lambda s: s.any_of("latest") and s.subjects < 2 and not _names_one(s)),
    (Kind.EXPERT, Intent.OWNER, lambda s: s.any_of("expert") and (bool(s.subjects) or s.content)),
    (Kind.DIFFERENCE, Intent.COMPARE, lambda s: s.any_of("difference") and s.subjects > 1),
)
"""The first that holds decides; when none does, the intent alone says what is asked."""


def kind_of(signs: Signs) -> tuple[Kind, Intent] | None:
    """The finer kind of a question with its intent, or None."""
    return next(((kind, intent) for kind, intent, holds in RULES if holds(signs)), None)


def _names_something(signs: Signs) -> bool:
    """Is there anything beside "now" that decides what is asked?"""
    told = (
        signs.subjects,
        signs.content,
        signs.statuses and not signs.at_work,
        signs.groups,
        signs.owners,
        signs.phases,
        signs.priorities,
    )
    return any(told) or bool(signs.cues - {"now", "busy", "status", "list", "detail", "children", "overview"})


def _asks_for_lines(signs: Signs) -> bool:
    """Is it whether pages speak of something, which is no thing of the roadmap or whatever it is?"""
    if signs.any_of("spoken_of"):
        return signs.content or signs.subjects > 0
    return (
        signs.any_of("anything_about")
        and not signs.any_of("expert", "owner")
        and (signs.left or (signs.content and not signs.subjects))
    )


def _names_one(signs: Signs) -> bool:
    """Is it about one thing without others under it?"""
    return signs.subjects > 0 and not signs.holds_others


def _asks_for_impact(signs: Signs) -> bool:
    return signs.any_of("impact") or (signs.any_of("if") and signs.any_of("slips"))


def _asks_how_late(signs: Signs) -> bool:
    return signs.any_of("lateness") or (signs.yes_no and signs.any_of("overdue") and signs.subjects == 1)


def _asks_which_is_fuller(signs: Signs) -> bool:
    return signs.any_of("more_of") or (signs.any_of("compare", "difference") and signs.any_of("count"))


def _asks_whether_on_track(signs: Signs) -> bool:
    return signs.any_of("on_track") or (signs.yes_no and signs.any_of("trouble") and not signs.any_of("if", "impact"))


def _asks_whether_alive(signs: Signs) -> bool:
    if signs.any_of("alive"):
        return True
    if signs.any_of("when") and not signs.yes_no:
        return False
    return signs.any_of("given_up") and signs.subjects == 1 and not signs.any_of("list", "dependents", "slips")
