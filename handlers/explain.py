"""How a question was read, for people who tune roadmap.yaml: what it asks, about what, and what was left over."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.names import Match, Tier
from knowledge.period import Period
from knowledge.question.question import Question, Subject
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

_MOST = 5
"""Features shown of those that words may mean."""

_TIERS = {
    Tier.EXACT: "the whole name",
    Tier.PART: "words in this order in the name",
    Tier.WORDS: "all words in the name",
    Tier.INITIALS: "the initials of the name",
    Tier.NEAR: "some words in the name: not sure enough",
}


def explain(question: Question, roadmap: Roadmap) -> list[str]:
    """Lines of a name and a value, one for each thing that was understood."""
    return [f"{name + ':':<12} {value}" for name, value in _lines(question, roadmap)]


def _lines(question: Question, roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    yield "question", question.text
    if question.words != word_keys(question.text):
        yield "read as", " ".join(question.words)
    yield "asks for", question.intent.value + (", yes or no" if question.yes_no else "")
    if question.cues:
        yield "cues", ", ".join(sorted(question.cues))
    for subject in question.subjects:
        yield from (("subject", line) for line in _subject(subject, roadmap))
    if question.window is not None:
        yield "period", f"{question.window.relation} {question.window.text}, {_days(question.window.period)}"
    yield from _filters(question)
    if question.left_over:
        yield "left over", " ".join(question.left_over)


def _subject(subject: Subject, roadmap: Roadmap) -> Iterator[str]:
    said = " ".join(subject.words)
    for match in subject.matches[:_MOST]:
        yield f"“{said}” {'is' if subject.sure else 'may be'} {_match(match, roadmap)}"
    if len(subject.matches) > _MOST:
        yield f"and {len(subject.matches) - _MOST} more"


def _match(match: Match, roadmap: Roadmap) -> str:
    feature = roadmap.by_key[match.key]
    return f"{feature.name} [{feature.source}]: {_TIERS[match.tier]}, score {match.score:.2f}"


def _filters(question: Question) -> Iterator[tuple[str, str]]:
    for status in question.statuses:
        yield "status", f"{'not ' if status.negated else ''}{status.kind.value} (“{' '.join(status.words)}”)"
    for level in question.priorities:
        yield "priority", f"P{level}"
    yield from (("group", g.title) for g in question.groups)
    yield from (("phase", p.name) for p in question.phases)
    yield from (("owner", o.title) for o in question.owners)


def _days(period: Period) -> str:
    return f"from {period.start.isoformat()} " + (f"up to {period.end.isoformat()}" if period.end else "on")
