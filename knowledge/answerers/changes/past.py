"""What every question about the past shares: which days are meant, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.answer import Answer, Caution, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.spoken_of import lines_about, spoken_of
from knowledge.answerers.wording import day, names, when
from knowledge.history.change import Change, Commit
from knowledge.history.history import History, Knowledge, Life
from knowledge.model import Value
from knowledge.question.question import Relation
from knowledge.said import Said, joined, say

RECENT = 30
"""Days that count when no time is named."""

_WHY_NONE = {
    Knowledge.NONE: say("These pages come without a history, so I can't tell what changed."),
    Knowledge.BEING_READ: say("The history of these pages is still being read."),
    Knowledge.UNREADABLE: say("The history of these pages can't be read, so I can't tell what changed."),
}

_NEXT_STEP = {
    Knowledge.NONE: say("Name a git repository as the place of the pages, and I read its history (docs/history.md)."),
    Knowledge.BEING_READ: say("Ask again in a moment."),
    Knowledge.UNREADABLE: say("The log of the bot says why."),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the past, the last included, and how a sentence names them."""

    first: date
    last: date
    text: Said
    """At the beginning of a sentence: "Since 1 Jan 2026"."""
    inside: Said
    """Within one: "since 1 Jan 2026"."""
    named: bool = True
    """Did the question name them?"""

    def holds(self, commit: Commit | None) -> bool:
        """Was the commit made on one of these days?"""
        return commit is not None and self.first <= commit.day <= self.last


def no_history(case: Case, history: History) -> Answer:
    """The honest answer where no past is known, with the way to give one."""
    dated = [(a, v) for a in case.about if (v := a.feature.timeframe) is not None]
    return case.answer(
        Headline(_WHY_NONE[history.known]),
        *(Hint(when(a.name, v, a.feature, case.today), (case.fact(a.feature, v),)) for a, v in dated),
        _told_of(case),
        Hint(_NEXT_STEP[history.known]),
        intent=Intent.CHANGES,
        ending=Ending.NOT_STATED,
    )


def _told_of(case: Case) -> Facts | None:
    """Where pages themselves tell of what moved or went ("moved from Q2 to Q3"), the lines that do; of no one thing."""
    found = case.lexicon.cues.find(case.question.words)
    spans = [case.question.words[f.start : f.end] for f in found if f.meaning in ("slipped", "vanished")]
    told = [spoken_of(case, words)[1] or lines_about(case, words) for words in spans] if not case.about else []
    lines = tuple(dict.fromkeys(fact for facts in told for fact in facts))[:_MOST_LINES]
    return Facts(lines) if lines else None


_MOST_LINES = 5
"""Lines that are quoted where no history is known."""


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
        return Span(first, period.start - timedelta(days=1), *_before(period.start))
    if window.relation == Relation.AFTER:
        start = period.end or period.start
        return Span(start, case.today, *_since(start))
    if _says_since(case) or period.end is None:
        return Span(period.start, case.today, *_since(period.start))
    last = min(period.end - timedelta(days=1), case.today)
    return Span(period.start, last, *(_on(last) if period.start == last else _from_to(period.start, last)))


def _before(when: date) -> tuple[Said, Said]:
    return say("Before {day}", day=day(when)), say("before {day}", day=day(when))


def _since(when: date) -> tuple[Said, Said]:
    return say("Since {day}", day=day(when)), say("since {day}", day=day(when))


def _on(when: date) -> tuple[Said, Said]:
    return say("On {day}", day=day(when)), say("on {day}", day=day(when))


def _from_to(first: date, last: date) -> tuple[Said, Said]:
    days = {"first": day(first), "last": day(last)}
    return say("From {first} to {last}", **days), say("from {first} to {last}", **days)


def recent(case: Case) -> Span:
    """The last 30 days, for questions that name no time."""
    first = case.today - timedelta(days=RECENT)
    said = {"count": RECENT, "day": day(first)}
    text = say("In the last {count} days (since {day})", **said)
    return Span(first, case.today, text, say("in the last {count} days (since {day})", **said), named=False)


def whole(case: Case, history: History) -> Span:
    """All days that are known, for questions that name no time and ask for all of it."""
    first = min((c.day for c in history.commits), default=case.today)
    return Span(min(first, case.today), case.today, *_since(first), named=False)


def beginning(history: History, span: Span) -> Caution | None:
    """That the days asked about begin before what is known, where they do."""
    first = min((c.day for c in history.commits), default=None)
    if first is None or span.first >= first or not span.named:
        return None
    if history.known == Knowledge.PART:
        return Caution(say("The pages are known to me from {day}; nothing is before.", day=day(first)))
    return Caution(say("The pages were begun on {day}; nothing is before.", day=day(first)))


def made(commit: Commit | None) -> Said:
    """A commit as it is named: "3c08367, 4 Jan 2026"."""
    return say("not committed yet") if commit is None else joined(", ", [commit.short, day(commit.day)])


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
    said = {"day": day(start), "source": str(updated.source)}
    text = say("Since the last review, {day} ({source})", **said)
    return Span(start, case.today, text, say("since the last review, {day} ({source})", **said))


def _says_since(case: Case) -> bool:
    found = case.lexicon.relations.find(case.question.words)
    return any(f.meaning == "since" for f in found)


def lives_of(case: Case, history: History) -> list[Life]:
    """The lives of the subjects, and of their namesakes where something happened to those."""
    found: dict[int, Life] = {}
    for about in case.about:
        for feature in about.features:
            life = history.life_of(feature)
            if life is not None and (feature is about.feature or life.changes):
                found.setdefault(id(life), life)
    return list(found.values())


def not_committed(case: Case) -> Answer:
    """No commit has the subject: its lines were never committed."""
    text = say("No commit has {names}: it is not committed yet.", names=names([a.name for a in case.about]))
    return case.answer(
        Headline(text),
        Caution(say("The history holds only what was committed.")),
        intent=Intent.CHANGES,
        ending=Ending.NOT_STATED,
    )


def last_commit(case: Case, path: str | None) -> Headline | None:
    """The commit that touched a page last, whatever the page says of itself; None when git knows none."""
    commit = case.roadmap.history().pages.get(path or "")
    if commit is None:
        return None
    said = {"page": path, "day": day(commit.day), "commit": commit.short}
    return Headline(say("By its history, {page} was last changed on {day} ({commit}).", **said))
