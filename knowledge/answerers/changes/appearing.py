"""When a thing came onto the roadmap, and what left it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.answer import Answer, Headline, Intent, Items, Part
from knowledge.answerers.case import Case
from knowledge.answerers.changes.past import (
    Span,
    beginning,
    facts_of,
    lives_of,
    made,
    not_committed,
    span_of,
    whole,
    within,
)
from knowledge.answerers.changes.telling import Net, item_of, newest_first
from knowledge.history.change import Change, ChangeKind
from knowledge.history.history import History, Knowledge, Life
from knowledge.said import Said, say, say_many, to_say


def answer_appearance(case: Case, history: History) -> Answer:
    """When the subjects were added; of what was there from the first known commit on, just that."""
    parts: list[Part] = [_added(history, life) for life in lives_of(case, history)]
    return case.answer(*parts, intent=Intent.CHANGES) if parts else not_committed(case)


def answer_appearances(case: Case, history: History) -> Answer:
    """What was added, or removed, on the days asked about."""
    kind = ChangeKind.REMOVED if "vanished" in case.question.cues else ChangeKind.ADDED
    span = span_of(case, history) or whole(case, history)
    lasting = ((life, _lasting(life, kind, span)) for life in history.lives)
    found = [(life, [Net(change, change, 1)]) for life, change in lasting if change is not None]
    items = tuple(item_of(life, nets) for life, nets in newest_first(found, history))
    if not items:
        return case.answer(
            Headline(say(_NOTHING[kind], span=span.text)), beginning(history, span), intent=Intent.CHANGES
        )
    text = say("{span} {told}.", span=span.text, told=_COUNTED[kind](len(items)))
    return case.answer(Headline(text), Items(items), beginning(history, span), intent=Intent.CHANGES)


_NOTHING = {
    ChangeKind.ADDED: to_say("{span} nothing was added."),
    ChangeKind.REMOVED: to_say("{span} nothing was removed."),
}
_COUNTED: dict[ChangeKind, Callable[[int], Said]] = {
    ChangeKind.ADDED: lambda n: say_many("{count} item was added", "{count} items were added", n),
    ChangeKind.REMOVED: lambda n: say_many("{count} item was removed", "{count} items were removed", n),
}


def is_gone(case: Case, history: History) -> bool:
    """Does the question name something that was on the roadmap and no longer is?"""
    return bool(_named(case, history))


def answer_vanished(case: Case, history: History) -> Answer:
    """When the thing that is no longer there was removed, and what was last written of it."""
    parts: list[Part] = []
    for life in _named(case, history):
        gone = next(c for c in reversed(life.changes) if c.kind == ChangeKind.REMOVED)
        removed = to_say("{name} is no longer on the roadmap: it was removed ({commit}).")
        text = say(removed, name=life.name, commit=made(gone.commit))
        parts.append(Headline(text, facts_of([gone])))
        parts.append(_added(history, life))
    return case.answer(*parts, intent=Intent.CHANGES)


def _named(case: Case, history: History) -> tuple[Life, ...]:
    return history.gone(frozenset(case.question.content)) if case.question.content else ()


def _lasting(life: Life, kind: ChangeKind, span: Span) -> Change | None:
    """The last coming or going of those days, when it is of this kind and not undone in them."""
    found = [c for c in within(life.changes, span) if c.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)]
    if not found or found[-1].kind != kind or (len(found) > 1 and found[0].kind != kind):
        return None
    return found[-1]


def _added(history: History, life: Life) -> Headline:
    changes: Sequence[Change] = [c for c in life.changes if c.kind == ChangeKind.ADDED]
    said = {"name": life.name, "commit": made(life.began)}
    if changes and changes[0].commit == life.began:
        return Headline(say("{name} was added ({commit}).", **said), facts_of(changes[:1]))
    if history.known == Knowledge.WHOLE:
        return Headline(say("{name} has been there since {commit}.", **said))
    return Headline(say("{name} was already there in the oldest version I know ({commit}).", **said))
