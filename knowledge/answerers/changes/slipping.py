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


def answer_slips(case: Case, history: History) -> Answer:
    """Every feature whose window went later on those days, the furthest first."""
    span = span_of(case, history) or whole(case, history)
    there = (life for life in history.lives if life.ended is None)
    slipped = [(life, moves) for life in there if (moves := _moves(life, span)) and _is_late(moves)]
    slipped.sort(key=lambda pair: -_late(pair[1]))
    if not slipped:
        return case.answer(
            Headline(f"{span.text} no date was moved to a later one."), beginning(history, span), intent=Intent.CHANGES
        )
    items = Items(tuple(_item(life, moves) for life, moves in slipped))
    what = "1 item has" if len(slipped) == 1 else f"{len(slipped)} items have"
    headline = Headline(f"{span.text} {what} a later date than before, or none any more.")
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
    way = f"{quoted(old.text) if old else '-'} → {quoted(new.text) if new else '-'}"
    times = "" if len(moves) == 1 else f", in {len(moves)} moves"
    return item_of(life, nets_of(changes), f"{way}, {_by(moves)}{times} ({made(changes[-1].commit)})")


def _by(moves: Sequence[Move]) -> str:
    return "no date any more" if moves[-1].days is None else _days(total(moves))


def _days(count: int) -> str:
    size = "1 day" if abs(count) == 1 else f"{abs(count)} days"
    return f"{size} {'later' if count > 0 else 'earlier'}" if count else "the same end"


def _headline(case: Case, life: Life, moves: Sequence[Move], span: Span) -> Headline:
    opening = ("Yes, " if moves and _is_late(moves) else "No, ") if case.question.yes_no else ""
    when = span.text[0].lower() + span.text[1:] if opening else span.text
    if not moves:
        return Headline(f"{opening}{when} no commit moved the date of {life.name}.")
    times = "once" if len(moves) == 1 else f"{len(moves)} times"
    open_end = "; it has no date any more" if moves[-1].days is None else ""
    dated = any(m.days is not None for m in moves)
    in_all = f", {_days(total(moves))} in all" if dated and not (len(moves) == 1 and total(moves) == 0) else ""
    text = f"{opening}{when} the date of {life.name} moved {times}{in_all}{open_end}."
    return Headline(text, facts_of(m.change for m in moves[-1:]))


def _steps(life: Life, moves: Sequence[Move]) -> Items | None:
    return Items(tuple(_item(life, [m]) for m in moves), "Moves") if moves else None


def _promise(case: Case, life: Life, moves: Sequence[Move]) -> Part | None:
    """What was promised first, beside what is written now."""
    first, now = life.first, _now(case, life)
    if first is None:
        return Hint(f"No date was ever written for {life.name}.")
    said = f"First promised: {quoted(first.value.text)} ({made(first.commit)})"
    shown = f"{said}. Written now: {quoted(now.text) if now is not None else 'no date'}."
    cited = tuple(fact(life.name, v) for v in (first.value, now) if v is not None)
    if not moves and now is not None and now.period != first.value.period:
        shown += " Pages differ, or the date stands in another place; no line with a date was changed."
    return Caution(shown, cited) if now is None else Headline(shown, cited)


def _now(case: Case, life: Life) -> Value | None:
    features = (f for a in case.about for f in (a.feature, *a.others))
    feature = next((f for f in features if case.roadmap.history().life_of(f) is life), None)
    return None if feature is None else feature.value(Field.TIMEFRAME)
