"""What changed: on the roadmap since some day, about one thing, and who changed it (the commit, not the person)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from knowledge.said import Said, joined, say, say_many, to_say


def answer_changes(case: Case) -> Answer:
    """The answer to any question about the past; an honest one when none is known."""
    history = case.roadmap.history()
    if not history.is_known:
        return no_history(case, history)
    cues = case.question.cues
    if "since_review" in cues and span_of(case, history) is None:
        return case.answer(
            Headline(say("No page says when the roadmap was last reviewed.")),
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
    groups = {group: [p for p in by_life if _group(p[1]) == group] for group in _GROUPS}
    counted = names([_GROUPS[group][0](len(found)) for group, found in groups.items() if found])
    commits = sum(span.holds(c) for c in history.commits)
    if not by_life:
        return case.answer(*_nothing(history, span, commits), intent=Intent.CHANGES)
    lists = [
        Items(tuple(item_of(life, nets) for life, nets in found), say(_GROUPS[group][1], count=len(found)))
        for group, found in groups.items()
        if found
    ]
    text = say("{span}: {counted}, in {commits}.", span=span.text, counted=counted, commits=_commits(commits))
    return case.answer(Headline(text), *lists, beginning(history, span), intent=Intent.CHANGES)


_GROUPS: dict[ChangeKind | None, tuple[Callable[[int], Said], str]] = {
    ChangeKind.ADDED: (lambda n: say_many("{count} added", "{count} added", n), to_say("Added ({count})")),
    ChangeKind.REMOVED: (lambda n: say_many("{count} removed", "{count} removed", n), to_say("Removed ({count})")),
    None: (lambda n: say_many("{count} changed", "{count} changed", n), to_say("Changed ({count})")),
}
"""What came, what went, what reads otherwise: how they are counted, and the label of their list."""


def _group(nets: Sequence[Net]) -> ChangeKind | None:
    kinds = {n.last.kind for n in nets}
    return next((kind for kind in (ChangeKind.REMOVED, ChangeKind.ADDED) if kind in kinds), None)


def _nothing(history: History, span: Span, commits: int) -> list[Part | None]:
    """That nothing changed, and when something last did."""
    touched = [say(_TOUCHED, commits=_commits(commits))] if commits else []
    last = next((c.commit for c in reversed(history.changes) if c.commit is not None), None)
    headline = Headline(joined(" ", [say(_UNCHANGED, span=span.text), *touched]))
    if last is None:
        return [headline, beginning(history, span)]
    newest = say("The last change was made on {day} ({commit}).", day=day(last.day), commit=last.short)
    return [headline, Hint(newest), beginning(history, span)]


_UNCHANGED = to_say("{span} no item was added or removed, and no status, date, owner or priority changed.")
_TOUCHED = to_say("{commits} touched the pages, none of them what they say.")


def _commits(count: int) -> Said:
    return say_many("{count} commit", "{count} commits", count)


def _of_subjects(case: Case, history: History) -> Answer:
    """Everything that changed about the subjects, newest first."""
    span = span_of(case, history) or whole(case, history)
    parts: list[Part | None] = []
    for life in lives_of(case, history):
        changes = within(life.changes, span)
        parts.append(_headline(life, changes, span))
        earlier = tuple(item_of(life, [Net(c, c, 1)]) for c in reversed(changes[:-1]))
        parts.append(Items(earlier, say("Before that")) if earlier else None)
    if not parts:
        return not_committed(case)
    return case.answer(*parts, beginning(history, span), intent=Intent.CHANGES)


def _headline(life: Life, changes: Sequence[Change], span: Span) -> Headline:
    if not changes:
        template = to_say("{span} nothing changed about {name}: no status, date, owner or priority.")
        return Headline(say(template, span=span.text, name=life.name))
    text = say_many(
        "{span}, {name} had {count} change: {change}.",
        "{span}, {name} had {count} changes, the last one: {change}.",
        len(changes),
        span=span.text,
        name=life.name,
        change=_one(changes[-1]),
    )
    return Headline(text, facts_of([changes[-1]]))


def _one(change: Change) -> Said:
    return told(Net(change, change, 1))


def _last_change(case: Case, history: History) -> Answer:
    """The commit behind the last change of the subject; persons are not named."""
    parts: list[Part] = []
    for life in lives_of(case, history):
        dates = [c for c in life.changes if c.field == Field.TIMEFRAME] if _asks_of_date(case) else []
        found = dates or list(life.changes)
        if found:
            last = found[-1]
            said = {"name": life.name, "commit": made(last.commit), "change": _one(last)}
            text = say("The last change of {name} is commit {commit}: {change}.", **said)
            parts.append(Headline(text, facts_of([last])))
        else:
            template = to_say("{name} reads as it did when it was first committed ({commit}).")
            parts.append(Headline(say(template, name=life.name, commit=made(life.began))))
    if not parts:
        return not_committed(case)
    hint = Hint(say("I don't name people; the commit does, in your repository."))
    return case.answer(*parts, hint, intent=Intent.CHANGES)


def _asks_of_date(case: Case) -> bool:
    dates = {"date", "timeline", "deadline", "window", "when"}
    return bool(dates.intersection(case.question.words)) or "slipped" in case.question.cues
