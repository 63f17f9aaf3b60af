"""What changed: on the roadmap since some day, about one thing, and who changed it (the commit, not the person)."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer, Ending, Headline, Hint, Intent, Items, Part
from knowledge.answerers.case import Case
from knowledge.answerers.changes.appearing import answer_appearance, answer_appearances, answer_vanished, is_gone
from knowledge.answerers.changes.past import (
    Span,
    beginning,
    facts_of,
    lives_of,
    made,
    no_history,
    not_committed,
    recent,
    span_of,
    whole,
    within,
)
from knowledge.answerers.changes.slipping import answer_moves, answer_slips
from knowledge.answerers.changes.telling import Net, item_of, nets_of, newest_first, told
from knowledge.answerers.wording import day, names
from knowledge.history.change import Change, ChangeKind
from knowledge.history.history import History, Life
from knowledge.model import Field


def answer_changes(case: Case) -> Answer:
    """The answer to any question about the past; an honest one when none is known."""
    history = case.roadmap.history()
    if not history.is_known:
        return no_history(case, history)
    cues = case.question.cues
    if "since_review" in cues and span_of(case, history) is None:
        return case.answer(
            Headline("No page says when the roadmap was last reviewed."),
            intent=Intent.CHANGES,
            ending=Ending.NOT_STATED,
        )
    if not case.about:
        return _of_roadmap(case, history)
    if "blamed" in cues:
        return _last_change(case, history)
    if cues & {"appeared", "vanished"} and "changes" not in cues:
        return answer_appearance(case, history)
    return answer_moves(case, history) if "slipped" in cues else _of_subjects(case, history)


def _of_roadmap(case: Case, history: History) -> Answer:
    if is_gone(case, history):
        return answer_vanished(case, history)
    cues = case.question.cues
    if "slipped" in cues:
        return answer_slips(case, history)
    if cues & {"appeared", "vanished"} and "changes" not in cues:
        return answer_appearances(case, history)
    return _since(case, history)


def _since(case: Case, history: History) -> Answer:
    """Everything that changed on some days: what came, what went, what reads otherwise."""
    span = span_of(case, history) or recent(case)
    changed = [(life, nets) for life in history.lives if (nets := nets_of(within(life.changes, span)))]
    by_life = newest_first(changed, history)
    groups = {label: [p for p in by_life if _group(p[1]) == label] for label in ("Added", "Removed", "Changed")}
    counted = names([f"{len(found)} {label.lower()}" for label, found in groups.items() if found])
    commits = sum(span.holds(c) for c in history.commits)
    if not by_life:
        return case.answer(*_nothing(history, span, commits), intent=Intent.CHANGES)
    lists = [
        Items(tuple(item_of(life, nets) for life, nets in found), f"{label} ({len(found)})")
        for label, found in groups.items()
        if found
    ]
    text = f"{span.text}: {counted}, in {_commits(commits)}."
    return case.answer(Headline(text), *lists, beginning(history, span), intent=Intent.CHANGES)


def _group(nets: Sequence[Net]) -> str:
    kinds = {n.last.kind for n in nets}
    if ChangeKind.REMOVED in kinds:
        return "Removed"
    return "Added" if ChangeKind.ADDED in kinds else "Changed"


def _nothing(history: History, span: Span, commits: int) -> list[Part | None]:
    """That nothing changed, and when something last did."""
    touched = f" {_commits(commits)} touched the pages, none of them what they say." if commits else ""
    last = next((c.commit for c in reversed(history.changes) if c.commit is not None), None)
    newest = f"The last change was made on {day(last.day)} ({last.short})." if last is not None else ""
    headline = Headline(
        f"{span.text} no item was added or removed, and no status, date, owner or priority changed.{touched}"
    )
    return [headline, Hint(newest) if newest else None, beginning(history, span)]


def _commits(count: int) -> str:
    return "1 commit" if count == 1 else f"{count} commits"


def _of_subjects(case: Case, history: History) -> Answer:
    """Everything that changed about the subjects, newest first."""
    span = span_of(case, history) or whole(case, history)
    parts: list[Part | None] = []
    for life in lives_of(case, history):
        changes = within(life.changes, span)
        parts.append(_headline(life, changes, span))
        earlier = tuple(item_of(life, [Net(c, c, 1)]) for c in reversed(changes[:-1]))
        parts.append(Items(earlier, "Before that") if earlier else None)
    if not parts:
        return not_committed(case)
    return case.answer(*parts, beginning(history, span), intent=Intent.CHANGES)


def _headline(life: Life, changes: Sequence[Change], span: Span) -> Headline:
    if not changes:
        text = f"{span.text} nothing changed about {life.name}: no status, date, owner or priority."
        return Headline(text)
    count = "1 change" if len(changes) == 1 else f"{len(changes)} changes, the last one"
    return Headline(f"{span.text}, {life.name} had {count}: {_one(changes[-1])}.", facts_of([changes[-1]]))


def _one(change: Change) -> str:
    return told(Net(change, change, 1))


def _last_change(case: Case, history: History) -> Answer:
    """The commit behind the last change of the subject; persons are not named."""
    parts: list[Part] = []
    for life in lives_of(case, history):
        dates = [c for c in life.changes if c.field == Field.TIMEFRAME] if _asks_of_date(case) else []
        found = dates or list(life.changes)
        if found:
            last = found[-1]
            text = f"The last change of {life.name} is commit {made(last.commit)}: {_one(last)}."
            parts.append(Headline(text, facts_of([last])))
        else:
            parts.append(Headline(f"{life.name} reads as it did when it was first committed ({made(life.began)})."))
    if not parts:
        return not_committed(case)
    hint = Hint("I don't name people; the commit does, in your repository.")
    return case.answer(*parts, hint, intent=Intent.CHANGES)


def _asks_of_date(case: Case) -> bool:
    dates = {"date", "timeline", "deadline", "window", "when"}
    return bool(dates.intersection(case.question.words)) or "slipped" in case.question.cues
