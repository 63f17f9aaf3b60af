"""Help: what can be asked, topic by topic, with examples that work on the roadmap at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.present import Present
from knowledge.answer import Answer, Choices, Headline, Hint, Intent, Part
from knowledge.history.history import no_history
from knowledge.model import Feature


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that can be asked about: what it tells, and examples with the names to be filled in."""

    name: str
    tells: str
    examples: tuple[str, ...]
    of_the_past: bool = False
    """Is it told only of pages whose history is known?"""
    of_watching: bool = False
    """Is it told only where people can be told of changes?"""


TOPICS = (
    Topic(
        "items",
        "everything the pages say of one thing",
        ("{item}", "status {item}", "timeline {item}", "owner {item}", "where is {item} written?"),
    ),
    Topic(
        "lists",
        "what is planned, blocked or under way",
        ("this quarter", "next quarter", "next", "in progress", "blocked", "list {area}"),
    ),
    Topic("phases", "the phases of the roadmap", ("{phase}", "which phase are we in?", "what are the phases?")),
    Topic("owners", "who answers for what", ("who owns {item}?", "what has no owner?")),
    Topic("comparing", "which of two comes first", ("compare {item} {other}", "is {item} before {other}?")),
    Topic(
        "changes",
        "what the pages said before",
        ("changes", "changes since last month", "what slipped?", "what changed about {item}?"),
        of_the_past=True,
    ),
    Topic(
        "watching",
        "being told of what changes",
        ("watch {item}", "watch this quarter weekly", "watching", "unwatch {item}"),
        of_watching=True,
    ),
    Topic("trust", "how far the pages can be trusted", ("where do pages disagree?", "what is overdue?", "review")),
)
"""All topics, in the order in which they are told."""


def answer_help(topic: str, present: Present) -> Answer:
    """The help on a topic; on all of them when there is none of that name."""
    wanted = topic.casefold().strip()
    found = next((t for t in TOPICS if wanted and t.name.startswith(wanted) and examples(t, present)), None)
    return _about(found, present) if found is not None else _all(topic.strip(), present)


def examples(topic: Topic, present: Present) -> list[str]:
    """The examples of a topic, with names of this roadmap; those it can't answer are left out."""
    if topic.of_watching and not present.can_watch:
        return []
    if topic.of_the_past and present.roadmap.history is no_history:
        return []
    names = dict(_names(present))
    return [e.format_map(names) for e in topic.examples if all(n in names for n in _needed(e))]


def _all(topic: str, present: Present) -> Answer:
    opening = f"There is no help on “{topic}”. " if topic else ""
    lines = [_line(t, present) for t in TOPICS]
    parts: tuple[Part, ...] = (
        Headline(f"{opening}Ask me about the roadmap in your own words, or like this:"),
        *(Hint(line) for line in lines if line),
        Choices(tuple(f"help {t.name}" for t in TOPICS if examples(t, present)), "More about"),
    )
    return Answer(Intent.HELP, parts, present.today)


def _line(topic: Topic, present: Present) -> str:
    """ "Owners, who answers for what: “who owns Warmup?” or “what has no owner?”." """
    shown = [f"“{example}”" for example in examples(topic, present)[:3]]
    last = f" or {shown[-1]}" if len(shown) > 1 else ""
    head = ", ".join(shown[:-1] or shown)
    return f"{topic.name.capitalize()}, {topic.tells}: {head}{last}." if shown else ""


def _about(topic: Topic, present: Present) -> Answer:
    headline = Headline(f"{topic.name.capitalize()}: {topic.tells}.")
    return Answer(Intent.HELP, (headline, Choices(tuple(examples(topic, present)), "Try")), present.today)


def _needed(example: str) -> Iterator[str]:
    yield from (name for name in ("item", "other", "area", "phase") if f"{{{name}}}" in example)


def _names(present: Present) -> Iterator[tuple[str, str]]:
    """Names of this roadmap to ask for: two things, one that holds others, and a phase."""
    roadmap = present.roadmap
    dated = [f for f in roadmap.top if f.timeframe is not None and _is_alone(f, present)] or list(roadmap.top)
    for place, feature in zip(("item", "other"), dated, strict=False):
        yield place, feature.name
    area = next((f for f in roadmap.top if f.children), None)
    if area is not None:
        yield "area", area.name
    if roadmap.table_phases:
        yield "phase", roadmap.table_phases[-1].name


def _is_alone(feature: Feature, present: Present) -> bool:
    """Does its name mean nothing else on this roadmap?"""
    return not present.roadmap.others(feature)
