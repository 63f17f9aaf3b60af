"""What people said when they were asked to review: only ever added to, and the first who decides has decided.

A decision is one row for each review ("workspace|place|review|2026-11") and place. Whoever comes second, by a
double click or from another message of the same review, is told what the first one said. What was put off or
is not theirs is asked for again under a key of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.tables import REVIEWS
from knowledge.review.decision import Decision, Place, Verdict

LONGEST_NOTE = 1_000
"""Characters of a reason that are kept."""

LONGEST_FEATURE = 300
"""Characters of a feature's key that are kept."""


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict of one person on one place, in answer to a review."""

    review: str
    place: Place
    verdict: Verdict
    person: str
    """As `bot.state.opinions.person` names them."""
    note: str = ""
    commit: str | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when a snooze has no end, or anything else has one."""
        Decision(self.place, self.verdict, date.min, until=self.until)


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict as it is kept: when it was given (seconds since 1970), and whether this call was the first."""

    given: Given
    at: float
    is_first: bool = False


class Reviews:
    """The decisions of a database. There is no way to change one or to take it back."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    async def decide(self, given: Given) -> Kept:
        """Keep a verdict, unless its place was decided in this review: then what was said is given back."""
        [kept] = await self.decide_all([given])
        return kept

    async def decide_all(self, given: Sequence[Given]) -> list[Kept]:
        """The same for several places of one review at once ("mark all reviewed"), in their order.

        Raises ValueError when they are of more than one review.
        """
        if len({one.review for one in given}) > 1:
            raise ValueError("decisions are kept for one review at a time")
        if not given:
            return []
        values = [_values(one) | {"at": self._database.now} for one in given]
        new = self._insert(REVIEWS).values(values).on_conflict_do_nothing()
        mine = and_(REVIEWS.c.delivery == given[0].review, REVIEWS.c.path.in_([one.place.path for one in given]))
        async with self._database.write() as connection:
            rows = (await connection.execute(new.returning(REVIEWS.c.path, REVIEWS.c.feature))).all()
            every = (await connection.execute(select(REVIEWS).where(mine))).all()
        first = {Place(*row) for row in rows}
        kept = {one.given.place: one for one in map(_kept, every)}
        return [replace(kept[place], is_first=place in first) for place in (_short(one.place) for one in given)]

    async def history(self, path: str | None = None, most: int = 50) -> list[Kept]:
        """What was decided, the latest first: of a page and its features, or of everything."""
        found = select(REVIEWS).order_by(REVIEWS.c.at.desc(), REVIEWS.c.id.desc()).limit(most)
        if path is not None:
            found = found.where(REVIEWS.c.path == path)
        async with self._database.read() as connection:
            return [_kept(row) for row in (await connection.execute(found)).all()]

    async def decisions(self, zone: tzinfo = UTC) -> tuple[Decision, ...]:
        """Every decision, oldest first, on the day it was in `zone`."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(REVIEWS).order_by(REVIEWS.c.at, REVIEWS.c.id))).all()
        return tuple(_decision(_kept(row), zone) for row in rows)

    async def last_reviewed(self, zone: tzinfo = UTC) -> Mapping[Place, date]:
        """The day each place was last vouched for: still right, or changed and being edited."""
        vouched = (Verdict.RIGHT, Verdict.CHANGED)
        return {d.place: d.day for d in await self.decisions(zone) if d.verdict in vouched}


def _short(place: Place) -> Place:
    return replace(place, feature=place.feature[:LONGEST_FEATURE])


def _values(given: Given) -> dict[str, Any]:
    place, until = _short(given.place), given.until
    return {
        "delivery": given.review,
        "path": place.path,
        "feature": place.feature,
        "verdict": given.verdict,
        "person": given.person,
        "note": given.note[:LONGEST_NOTE] or None,
        "commit": given.commit,
        "until": None if until is None else datetime.combine(until, time(), UTC).timestamp(),
    }


def _kept(row: Row[Any]) -> Kept:
    until = None if row.until is None else datetime.fromtimestamp(row.until, UTC).date()
    place, verdict = Place(row.path, row.feature), Verdict(row.verdict)
    return Kept(Given(row.delivery, place, verdict, row.person, row.note or "", row.commit, until), row.at)


def _decision(kept: Kept, zone: tzinfo) -> Decision:
    given, day = kept.given, datetime.fromtimestamp(kept.at, zone).date()
    return Decision(given.place, given.verdict, day, given.commit, given.note, given.until)
