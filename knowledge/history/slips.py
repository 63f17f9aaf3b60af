"""How a feature's window moved: each move in days, the first promise, and what is written now.

A window slips when its end moves later; for windows without an end its start counts. A date that
gave way to words without one ("Later", "TBD") is a move, too, of no number of days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.history.change import Change, ChangeKind
from knowledge.model import Field
from knowledge.period import Period


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a window: the change that brought it, and by how many days it went later.

    `days` is negative for earlier, 0 when only the start moved, None when no date is left.
    """

    change: Change
    days: int | None


def moves_of(changes: Iterable[Change]) -> tuple[Move, ...]:
    """The moves among changes, in their order. A first date, or a date that got written anew, is none."""
    return tuple(m for c in changes if (m := _move(c)) is not None)


def total(moves: Iterable[Move]) -> int:
    """Days by which all moves together went later."""
    return sum(m.days or 0 for m in moves)


def days_later(old: Period, new: Period) -> int:
    """Days by which the end moved, or the start where a window has no end; negative for earlier."""
    if old.end is not None and new.end is not None:
        return (new.end - old.end).days
    return (new.start - old.start).days


def _move(change: Change) -> Move | None:
    old, new = change.old, change.new
    if change.kind != ChangeKind.FIELD or change.field != Field.TIMEFRAME or old is None or new is None:
        return None
    if old.period is None:
        return None
    if new.period is None:
        return Move(change, None)
    has_moved = (old.period.start, old.period.end) != (new.period.start, new.period.end)
    return Move(change, days_later(old.period, new.period)) if has_moved else None
