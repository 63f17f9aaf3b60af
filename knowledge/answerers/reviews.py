"""How fresh the roadmap is: when it was last updated, how often it is reviewed."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.changes.past import last_commit
from knowledge.model import Value
from knowledge.said import joined, say, say_many


def answer_review(case: Case) -> Answer:
    """The "last updated" and "review cycle" lines of the subject's page, else of the hub."""
    path = case.about[0].feature.path if case.about else case.roadmap.hub
    shown = [
        (name, value)
        for name in ("updated", "cycle")
        if (value := case.roadmap.page_fact(name, path) or case.roadmap.page_fact(name) or _newest(case, name, path))
    ]
    committed = last_commit(case, path or case.about[0].feature.source.path if case.about else path)
    if not shown and committed is not None:
        return case.answer(committed, intent=Intent.REVIEW)
    if not shown:
        headline = Headline(say("No page says when it was last updated or how often it is reviewed."))
        return case.answer(headline, ending=Ending.NOT_STATED)
    facts = tuple(Fact(v.source.path, v.field, v.text, v.source) for _, v in shown)
    return case.answer(Headline(_said(case, dict(shown)), facts), Facts(facts), committed, intent=Intent.REVIEW)


def _newest(case: Case, name: str, path: str | None) -> Value | None:
    """Asked for the whole roadmap, what a page other than the hub says of itself; of several the newest."""
    if path != case.roadmap.hub:
        return None
    said = [v for p in sorted(case.roadmap.readings) if (v := case.roadmap.page_fact(name, p)) is not None]
    return max(said, key=lambda v: _day(case, v.text) or date.min, default=None)


def _said(case: Case, shown: dict[str, Value]) -> str:
    updated, cycle = shown.get("updated"), shown.get("cycle")
    parts: list[str] = []
    if updated is not None:
        since = ago(case, updated.text)
        when = joined(", ", [updated.text, since] if since else [updated.text])
        parts.append(say("{page} says it was last updated {when}.", page=updated.source.path, when=when))
    if cycle is not None:
        parts.append(say("Its review cycle is {cycle}.", cycle=cycle.text))
    return joined(" ", parts)


def ago(case: Case, written: str) -> str:
    """How long before the day of the question a written date was: "63 days ago"; empty when it names no day."""
    day = _day(case, written)
    age = 0 if day is None else (case.today - day).days
    return say_many("{count} day ago", "{count} days ago", age) if age > 0 else ""


def _day(case: Case, written: str) -> date | None:
    read = case.lexicon.read_timeframe(written)
    return None if read is None or read.period is None else read.period.start


def freshness(case: Case, path: str) -> Fact | None:
    """When a page says it was last updated; None when it says nothing."""
    updated = case.roadmap.page_fact("updated", path)
    return None if updated is None else Fact(path, updated.field, updated.text, updated.source)
