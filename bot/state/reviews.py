"""What people said when they were asked to review: only ever added to, and the first who decides has decided.

A decision is one row for each place and asking of it (`knowledge/review/given.asking`). Whoever comes second, by a
double click or from another message, is told what the first one said. What was put off or is not theirs is asked for
again under a key of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, tzinfo
from typing import Any

from sqlalchemy import Row, and_, select, tuple_

from bot.state.database import Database
from bot.state.edits import want_anew
from bot.state.tables import REVIEWS
from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.given import Given, Kept

LONGEST_NOTE = 1_000
"""Characters of a reason that are kept."""

LONGEST_FEATURE = 300
"""Characters of a feature's key that are kept."""


class Reviews:
    """The decisions of a database. There is no way to change one or to take it back."""

    def __init__(self, database: Database) -> None:
        """`database` has our tables."""
        self._database = database

    async def decide(self, given: Given, people: Collection[str] = ()) -> Kept:
        """Keep a verdict, unless that asking of its place was answered: then what was said is given back.

        The messages that show the place are to be drawn anew: those in channels, and of these people.
        """
        [kept] = await self.decide_all([given], people)
        return kept

    async def decide_all(self, given: Sequence[Given], people: Collection[str] = ()) -> list[Kept]:
        """The same for several places at once ("mark all reviewed"), in their order."""
        if not given:
            return []
        values = [_values(one) | {"at": self._database.now} for one in given]
        new = self._database.insert(REVIEWS).values(values).on_conflict_do_nothing()
        same = tuple_(REVIEWS.c.delivery, REVIEWS.c.path, REVIEWS.c.feature)
        async with self._database.write() as connection:
            rows = (
                await connection.execute(new.returning(REVIEWS.c.delivery, REVIEWS.c.path, REVIEWS.c.feature))
            ).all()
            every = (await connection.execute(select(REVIEWS).where(same.in_([_key(one) for one in given])))).all()
            if rows:
                await want_anew(connection, people)
        first = {tuple(row) for row in rows}
        kept = {_key(one.given): one for one in map(_kept, every)}
        return [replace(kept[key], is_first=key in first) for key in map(_key, given)]

    async def answer_to(self, review: str, place: Place) -> Kept | None:
        """What was said of a place in answer to a review; None when nobody answered."""
        at = _short(place)
        mine = and_(REVIEWS.c.delivery == review, REVIEWS.c.path == at.path, REVIEWS.c.feature == at.feature)
        async with self._database.read() as connection:
            row = (await connection.execute(select(REVIEWS).where(mine))).first()
        return None if row is None else _kept(row)

    async def history(self, path: str | None = None, most: int = 50, skipped: int = 0) -> list[Kept]:
        """What was decided, the latest first, after so many: of a page and its features, or of everything."""
        found = select(REVIEWS).order_by(REVIEWS.c.at.desc(), REVIEWS.c.id.desc()).limit(most).offset(skipped)
        if path is not None:
            found = found.where(REVIEWS.c.path == path)
        async with self._database.read() as connection:
            return [_kept(row) for row in (await connection.execute(found)).all()]

    async def decisions(self, zone: tzinfo = UTC) -> tuple[Decision, ...]:
        """Every decision, oldest first, on the day it was in `zone`."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(REVIEWS).order_by(REVIEWS.c.at, REVIEWS.c.id))).all()
        return tuple(_decision(_kept(row), zone) for row in rows)


def _key(given: Given) -> tuple[str, str, str]:
    """What is unique of a decision."""
    place = _short(given.place)
    return given.review, place.path, place.feature


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
