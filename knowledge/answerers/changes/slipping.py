"""Windows that moved: which ones slipped, and how often one did and by how many days in all."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer import Answer, Caution, Headline, Hint, Intent, Item, Items, Part
from knowledge.answerers.case import Case
from knowledge.answerers.changes.past import (
    Span,
    beginning,
    fact,
    facts_of,
    lives_of,
    made,
    not_committed,
    span_of,
    whole,
)
from knowledge.answerers.changes.telling import item_of, nets_of
from knowledge.answerers.wording import quoted
from knowledge.history.history import History, Life
from knowledge.history.slips import Move, moves_of, total
from knowledge.model import Field, Value
from knowledge.said import Said, joined, say, say_many, to_say


def answer_slips(case: Case, history: History) -> Answer:
    """Every feature whose window went later on those days, the furthest first."""
    span = span_of(case, history) or whole(case, history)
    there = (life for life in history.lives if life.ended is None)
    slipped = [(life, moves) for life in there if (moves := _moves(life, span)) and _is_late(moves)]
    slipped.sort(key=lambda pair: -_late(pair[1]))
    if not slipped:
        return case.answer(
            Headline(say("{span} no date was moved to a later one.", span=span.text)),
            beginning(history, span),
            intent=Intent.CHANGES,
        )
    items = Items(tuple(_item(life, moves) for life, moves in slipped))
    text = say_many(
        "{span} {count} item has a later date than before, or none any more.",
        "{span} {count} items have a later date than before, or none any more.",
        len(slipped),
        span=span.text,
    )
    headline = Headline(text)
    return case.answer(headline, items, beginning(history, span), intent=Intent.CHANGES)


def answer_moves(case: Case, history: History) -> Answer:
    """Every move of the subject's window, in days; its first promise, and what is written now."""
    span = span_of(case, history) or whole(case, history)
    parts: list[Part | None] = []
    for life in lives_of(case, history):
        moves = _moves(life, span)
        parts += [_headline(case, life, moves, span), _steps(life, moves), _promise(case, life, moves)]
    if not parts:
        return not_committed(case)
    return case.answer(*parts, beginning(history, span), intent=Intent.CHANGES)


def _moves(life: Life, span: Span) -> list[Move]:
    return [m for m in moves_of(life.changes) if span.holds(m.change.commit)]


def _is_late(moves: Sequence[Move]) -> bool:
    return moves[-1].days is None or total(moves) > 0


def _late(moves: Sequence[Move]) -> int:
    """For the order: what has no date any more comes first."""
    return 10**6 if moves[-1].days is None else total(moves)


def _item(life: Life, moves: Sequence[Move]) -> Item:
    changes = [m.change for m in moves]
    old, new = changes[0].old, changes[-1].new
    way = joined(" → ", [quoted(old.text) if old else "-", quoted(new.text) if new else "-"])
    said = {"way": way, "by": _by(moves), "commit": made(changes[-1].commit), "count": len(moves)}
    note = say("{way}, {by} ({commit})" if len(moves) == 1 else "{way}, {by}, in {count} moves ({commit})", **said)
    return item_of(life, nets_of(changes), note)


def _by(moves: Sequence[Move]) -> Said:
    return say("no date any more") if moves[-1].days is None else _days(total(moves))


def _days(count: int) -> Said:
    if count > 0:
        return say_many("{count} day later", "{count} days later", count)
    return say_many("{count} day earlier", "{count} days earlier", -count) if count else say("the same end")


def _headline(case: Case, life: Life, moves: Sequence[Move], span: Span) -> Headline:
    asked = case.question.yes_no
    when = span.inside if asked else span.text
    if not moves:
        return Headline(
            _opened(say("{span} no commit moved the date of {name}.", span=when, name=life.name), asked, False)
        )
    times = say("once") if len(moves) == 1 else say("{count} times", count=len(moves))
    parts: list[str] = [say("{span} the date of {name} moved {times}", span=when, name=life.name, times=times)]
    dated = any(m.days is not None for m in moves)
    if dated and not (len(moves) == 1 and total(moves) == 0):
        parts.append(say("{days} in all", days=_days(total(moves))))
    told: Said = joined(", ", parts)
    if moves[-1].days is None:
        told = say("{said}; it has no date any more", said=told)
    text = _opened(say("{said}.", said=told), asked, _is_late(moves))
    return Headline(text, facts_of(m.change for m in moves[-1:]))


def _opened(said: Said, asked: bool, late: bool) -> Said:
    """The sentence behind the yes or no that was asked for."""
    if not asked:
        return said
    return say("Yes, {said}", said=said) if late else say("No, {said}", said=said)


def _steps(life: Life, moves: Sequence[Move]) -> Items | None:
    return Items(tuple(_item(life, [m]) for m in moves), say("Moves")) if moves else None


def _promise(case: Case, life: Life, moves: Sequence[Move]) -> Part | None:
    """What was promised first, beside what is written now."""
    first, now = life.first, _now(case, life)
    if first is None:
        return Hint(say("No date was ever written for {name}.", name=life.name))
    shown = say(
        "First promised: {first} ({commit}). Written now: {now}.",
        first=quoted(first.value.text),
        commit=made(first.commit),
        now=quoted(now.text) if now is not None else say("no date"),
    )
    cited = tuple(fact(life.name, v) for v in (first.value, now) if v is not None)
    if not moves and now is not None and now.period != first.value.period:
        shown = joined(" ", [shown, say(_ELSEWHERE)])
    return Caution(shown, cited) if now is None else Headline(shown, cited)


_ELSEWHERE = to_say("Pages differ, or the date stands in another place; no line with a date was changed.")


def _now(case: Case, life: Life) -> Value | None:
    features = (f for a in case.about for f in a.features)
    feature = next((f for f in features if case.roadmap.history().life_of(f) is life), None)
    return None if feature is None else feature.value(Field.TIMEFRAME)
