"""Help: what can be asked, topic by topic, with examples that work on the roadmap at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.present import Present
from knowledge.answer import Answer, Choices, Headline, Hint, Intent, Part
from knowledge.answerers.wording import any_of, quoted
from knowledge.history.history import no_history
from knowledge.model import Feature
from knowledge.said import Said, joined, say, to_say


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
    of_reviews: bool = False
    """Is it told only where what is due for review can be answered?"""
    of_phases: bool = False
    """Is it told only of pages that name phases?"""


TOPICS = (
    Topic(
        "items",
        say("everything the pages say of one thing"),
        (
            to_say("{item}"),
            to_say("status {item}"),
            to_say("timeline {item}"),
            to_say("owner {item}"),
            to_say("where is {item} written?"),
        ),
    ),
    Topic(
        "lists",
        say("what is planned, blocked or under way"),
        (
            to_say("this quarter"),
            to_say("next quarter"),
            to_say("next"),
            to_say("in progress"),
            to_say("blocked"),
            to_say("list {area}"),
            to_say("the whole timeline"),
        ),
    ),
    Topic(
        "phases",
        say("the phases of the roadmap"),
        (to_say("{phase}"), to_say("which phase are we in?"), to_say("what are the phases?")),
        of_phases=True,
    ),
    Topic("owners", say("who answers for what"), (to_say("who owns {item}?"), to_say("what has no owner?"))),
    Topic(
        "comparing",
        say("which of two comes first"),
        (to_say("compare {item} {other}"), to_say("is {item} before {other}?")),
    ),
    Topic(
        "changes",
        say("what the pages said before"),
        (
            to_say("changes"),
            to_say("changes since last month"),
            to_say("what slipped?"),
            to_say("what changed about {item}?"),
        ),
        of_the_past=True,
    ),
    Topic(
        "watching",
        say("being told of what changes"),
        (to_say("watch {item}"), to_say("watch this quarter weekly"), to_say("watching"), to_say("unwatch {item}")),
        of_watching=True,
    ),
    Topic(
        "reviews",
        say("what is due for review, and where it is posted"),
        (to_say("review"), to_say("review history"), to_say("review here"), to_say("review edit")),
        of_reviews=True,
    ),
    Topic(
        "trust",
        say("how far the pages can be trusted"),
        (to_say("where do pages disagree?"), to_say("what is overdue?"), to_say("review")),
    ),
)
"""All topics, in the order in which they are told."""


_ONLY_HELP = frozenset({"me", "us", "please", "out", "menu", "commands", "examples", "por", "favor"})
"""Words behind "help" that name no topic."""


def answer_help(topic: str, present: Present) -> Answer:
    """The help on a topic; on all of them when there is none of that name."""
    topic = "" if _ONLY_HELP.issuperset(topic.casefold().replace(",", " ").strip(" !?.").split()) else topic
    wanted = topic.casefold().strip()
    found = next((t for t in TOPICS if wanted and t.name.startswith(wanted) and examples(t, present)), None)
    return _about(found, present) if found is not None else _all(topic.strip(), present)


def examples(topic: Topic, present: Present) -> list[Said]:
    """The examples of a topic, with names of this roadmap; those it can't answer are left out."""
    if topic.of_reviews and not present.answers_reviews:
        return []
    if topic.of_watching and not present.can_watch:
        return []
    if topic.of_phases and not present.roadmap.phases:
        return []
    if topic.of_the_past and present.roadmap.history is no_history:
        return []
    names = dict(names_of(present))
    return [say(e, **names) for e in topic.examples if all(n in names for n in _needed(e))]


def _all(topic: str, present: Present) -> Answer:
    opening = say("Ask me about the roadmap in your own words, or like this:")
    if topic:
        opening = joined(" ", [say("There is no help on {topic}.", topic=quoted(topic)), opening])
    lines = [_line(t, present) for t in TOPICS]
    parts: tuple[Part, ...] = (
        Headline(opening),
        *(Hint(line) for line in lines if line),
        Choices(tuple(f"help {t.name}" for t in TOPICS if examples(t, present)), say("More about")),
    )
    return Answer(Intent.HELP, parts, present.today)


def _line(topic: Topic, present: Present) -> str:
    """ "Owners, who answers for what: “who owns Warmup?” or “what has no owner?”." """
    shown = [quoted(example) for example in examples(topic, present)[:3]]
    name = topic.name.capitalize()
    return say("{topic}, {tells}: {examples}.", topic=name, tells=topic.tells, examples=any_of(shown)) if shown else ""


def _about(topic: Topic, present: Present) -> Answer:
    headline = Headline(say("{topic}: {tells}.", topic=topic.name.capitalize(), tells=topic.tells))
    return Answer(Intent.HELP, (headline, Choices(tuple(examples(topic, present)), say("Try"))), present.today)


def _needed(example: str) -> Iterator[str]:
    yield from (name for name in ("item", "other", "area", "phase") if f"{{{name}}}" in example)


def names_of(present: Present) -> Iterator[tuple[str, str]]:
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
