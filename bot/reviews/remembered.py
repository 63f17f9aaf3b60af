"""What the database knows of reviews, flags and gaps, as the review of a day needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, tzinfo

from sqlalchemy import func, select

from bot.reviews.memory import Remembered
from bot.state.database import Database
from bot.state.reviews import Reviews
from bot.state.tables import FEEDBACK, UNANSWERED
from handlers.opinions import Reason
from knowledge.review.known import Told

SubjectOf = Callable[[str], str | None]
"""A question as somebody typed it -> the name on the pages of what it is about; None when that is nothing of theirs."""


async def remember(database: Database, subject_of: SubjectOf, zone: tzinfo = UTC) -> Remembered:
    """Everything up to now; days are those of `zone`. Nobody's name is in it."""
    decisions = await Reviews(database).decisions(zone)
    return Remembered(decisions, await _flags(database, subject_of, zone), await _gaps(database, zone))


async def _flags(database: Database, subject_of: SubjectOf, zone: tzinfo) -> tuple[Told, ...]:
    counted = select(FEEDBACK.c.question, func.count(), func.max(FEEDBACK.c.at))
    counted = counted.where(FEEDBACK.c.verdict == Reason.OUTDATED).group_by(FEEDBACK.c.question)
    async with database.read() as connection:
        rows = (await connection.execute(counted.order_by(FEEDBACK.c.question))).all()
    about = ((subject_of(question), times, at) for question, times, at in rows)
    return _by_subject((name, times, _day(at, zone)) for name, times, at in about if name is not None)


def _by_subject(rows: Iterable[tuple[str, int, date]]) -> tuple[Told, ...]:
    """One for each subject, however the questions about it were worded."""
    found: dict[str, Told] = {}
    for name, times, day in rows:
        before = found.get(name)
        latest = day if before is None or before.day is None else max(day, before.day)
        found[name] = Told(name, "", times + (0 if before is None else before.times), latest)
    return tuple(found.values())


async def _gaps(database: Database, zone: tzinfo) -> tuple[Told, ...]:
    """By what was asked of what; different endings of the same question are one."""
    table = UNANSWERED.c
    counted = select(table.subject, table.field, func.sum(table.times), func.max(table.last_at))
    counted = counted.group_by(table.subject, table.field).order_by(table.subject, table.field)
    async with database.read() as connection:
        rows = (await connection.execute(counted)).all()
    return tuple(Told(subject, field, int(times), _day(at, zone)) for subject, field, times, at in rows)


def _day(seconds: float, zone: tzinfo) -> date:
    return datetime.fromtimestamp(seconds, zone).date()
