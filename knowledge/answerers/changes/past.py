"""What every question about the past shares: which days are meant, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.answer import Answer, Caution, Ending, Fact, Headline, Hint, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.wording import day, names
from knowledge.history.change import Change, Commit
from knowledge.history.history import History, Knowledge, Life
from knowledge.model import Value
from knowledge.question.question import Relation

RECENT = 30
"""Days that count when no time is named."""

_WHY_NONE = {
    Knowledge.NONE: "These pages come without a history, so I can't tell what changed.",
    Knowledge.BEING_READ: "The history of these pages is still being read.",
    Knowledge.UNREADABLE: "The history of these pages can't be read, so I can't tell what changed.",
}

_NEXT_STEP = {
    Knowledge.NONE: "Name a git repository as the place of the pages, and I read its history (docs/history.md).",
    Knowledge.BEING_READ: "Ask again in a moment.",
    Knowledge.UNREADABLE: "The log of the bot says why.",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the past, the last included, and how a sentence names them."""

    first: date
    last: date
    text: str
    named: bool = True
    """Did the question name them?"""

    def holds(self, commit: Commit | None) -> bool:
        """Was the commit made on one of these days?"""
        return commit is not None and self.first <= commit.day <= self.last


def no_history(case: Case, history: History) -> Answer:
    """The honest answer where no past is known, with the way to give one."""
    return case.answer(
        Headline(_WHY_NONE[history.known]),
        Hint(_NEXT_STEP[history.known]),
        intent=Intent.CHANGES,
        ending=Ending.NOT_STATED,
    )


def span_of(case: Case, history: History) -> Span | None:
    """The days the question means; None when it names none."""
    window = case.question.window
    if "since_review" in case.question.cues:
        return _since_review(case)
    if window is None:
        return None
    period = window.period
    if window.relation == Relation.BEFORE:
        first = min((c.day for c in history.commits), default=period.start)
        return Span(first, period.start - timedelta(days=1), f"Before {day(period.start)}")
    if window.relation == Relation.AFTER:
        start = period.end or period.start
        return Span(start, case.today, f"Since {day(start)}")
    if _says_since(case) or period.end is None:
        return Span(period.start, case.today, f"Since {day(period.start)}")
    last = min(period.end - timedelta(days=1), case.today)
    text = f"On {day(last)}" if period.start == last else f"From {day(period.start)} to {day(last)}"
    return Span(period.start, last, text)


def recent(case: Case) -> Span:
    """The last 30 days, for questions that name no time."""
    first = case.today - timedelta(days=RECENT)
    return Span(first, case.today, f"In the last {RECENT} days (since {day(first)})", named=False)


def whole(case: Case, history: History) -> Span:
    """All days that are known, for questions that name no time and ask for all of it."""
    first = min((c.day for c in history.commits), default=case.today)
    return Span(min(first, case.today), case.today, f"Since {day(first)}", named=False)


def beginning(history: History, span: Span) -> Caution | None:
    """That the days asked about begin before what is known, where they do."""
    first = min((c.day for c in history.commits), default=None)
    if first is None or span.first >= first or not span.named:
        return None
    known = "The pages are known to me" if history.known == Knowledge.PART else "The pages were begun"
    return Caution(f"{known} {'from' if history.known == Knowledge.PART else 'on'} {day(first)}; nothing is before.")


def made(commit: Commit | None) -> str:
    """A commit as it is named: "3c08367, 4 Jan 2026"."""
    return "not committed yet" if commit is None else f"{commit.short}, {day(commit.day)}"


def facts_of(changes: Iterable[Change]) -> tuple[Fact, ...]:
    """Both sides of changes as facts, what is written now first."""
    sides = [(c.name, side) for c in changes for side in (c.new, c.old) if side is not None]
    return tuple(dict.fromkeys(fact(name, value) for name, value in sides))


def fact(name: str, value: Value) -> Fact:
    """A value of some version as a fact of a feature."""
    return Fact(name, value.field, value.text, value.source, value.period, bool(value.inherited))


def within(changes: Sequence[Change], span: Span) -> list[Change]:
    """The changes made on those days, oldest first."""
    return [c for c in changes if span.holds(c.commit)]


def _since_review(case: Case) -> Span | None:
    """Since the day on which the roadmap says it was last updated or reviewed."""
    updated = case.roadmap.page_fact("updated")
    read = case.lexicon.read_timeframe(updated.text) if updated is not None else None
    if updated is None or read is None or read.period is None:
        return None
    start = read.period.start
    return Span(start, case.today, f"Since the last review, {day(start)} ({updated.source})")


def _says_since(case: Case) -> bool:
    found = case.lexicon.relations.find(case.question.words)
    return any(f.meaning == "since" for f in found)


def lives_of(case: Case, history: History) -> list[Life]:
    """The lives of the subjects, and of their namesakes where something happened to those."""
    found: dict[int, Life] = {}
    for about in case.about:
        for feature in (about.feature, *about.others):
            life = history.life_of(feature)
            if life is not None and (feature is about.feature or life.changes):
                found.setdefault(id(life), life)
    return list(found.values())


def not_committed(case: Case) -> Answer:
    """No commit has the subject: its lines were never committed."""
    text = f"No commit has {names([a.name for a in case.about])}: it is not committed yet."
    return case.answer(
        Headline(text),
        Caution("The history holds only what was committed."),
        intent=Intent.CHANGES,
        ending=Ending.NOT_STATED,
    )


def last_commit(case: Case, path: str | None) -> Headline | None:
    """The commit that touched a page last, whatever the page says of itself; None when git knows none."""
    commit = case.roadmap.history().pages.get(path or "")
    return (
        None
        if commit is None
        else Headline(f"By its history, {path} was last changed on {day(commit.day)} ({commit.short}).")
    )
