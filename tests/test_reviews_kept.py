"""Decisions on reviews: only added to, the first click wins. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select

from bot.state.database import Database
from bot.state.forgetting import NOBODY, forget
from bot.state.reviews import LONGEST_FEATURE, LONGEST_NOTE, Reviews
from bot.state.tables import REVIEWS
from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.given import Given

REVIEW = "T1|C1|review|2026-11"
PLAN = Place("plan.md")


def _given(verdict: Verdict = Verdict.RIGHT, place: Place = PLAN, person: str = "T1:U1", review: str = REVIEW) -> Given:
    until = date(2026, 12, 1) if verdict is Verdict.SNOOZED else None
    return Given(review, place, verdict, person, until=until)


async def _rows(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(REVIEWS))).scalar_one())


async def test_fault_25_five_clicks_at_once_make_one_decision(database: Database) -> None:
    reviews = Reviews(database)
    clicks = [_given(verdict, person=f"T1:U{n}") for n, verdict in enumerate(Verdict)]
    kept = await asyncio.gather(*map(reviews.decide, clicks))
    assert await _rows(database) == 1
    [winner] = [k for k in kept if k.is_first]
    assert {k.given for k in kept} == {winner.given}


async def test_a_second_click_is_told_what_the_first_one_said(database: Database) -> None:
    reviews = Reviews(database)
    first = await reviews.decide(_given(Verdict.OUTDATED))
    second = await reviews.decide(_given(Verdict.RIGHT, person="T1:U2"))
    assert (first.is_first, second.is_first) == (True, False)
    assert (second.given, second.at) == (first.given, first.at)


async def test_the_next_review_asks_anew(database: Database) -> None:
    reviews = Reviews(database)
    for review in (REVIEW, "T1|C1|review|2026-12"):
        assert (await reviews.decide(_given(review=review))).is_first
    assert await _rows(database) == 2


async def test_a_feature_is_decided_apart_from_its_page(database: Database) -> None:
    reviews = Reviews(database)
    for place in (PLAN, Place("plan.md", "search"), Place("other.md")):
        assert (await reviews.decide(_given(place=place))).is_first


async def test_marking_all_leaves_what_was_decided(database: Database) -> None:
    reviews = Reviews(database)
    await reviews.decide(_given(Verdict.OUTDATED, person="T1:U2"))
    kept = await reviews.decide_all([_given(), _given(place=Place("other.md"))])
    assert [(k.given.place.path, k.given.verdict, k.is_first) for k in kept] == [
        ("plan.md", Verdict.OUTDATED, False),
        ("other.md", Verdict.RIGHT, True),
    ]
    assert await reviews.decide_all([]) == []


async def test_two_who_mark_all_at_once_decide_everything_once(database: Database) -> None:
    reviews = Reviews(database)
    places = [Place(f"{n}.md") for n in range(30)]
    both = await asyncio.gather(
        reviews.decide_all([_given(place=p, person="T1:U1") for p in places]),
        reviews.decide_all([_given(place=p, person="T1:U2") for p in reversed(places)]),
    )
    assert await _rows(database) == 30
    assert sum(k.is_first for kept in both for k in kept) == 30


async def test_history_is_the_latest_first_and_of_a_page_when_asked(database: Database) -> None:
    reviews = Reviews(database)
    for path in ("a.md", "b.md", "a.md"):
        await reviews.decide(_given(place=Place(path), review=f"{path}{await _rows(database)}"))
    assert [k.given.place.path for k in await reviews.history()] == ["a.md", "b.md", "a.md"]
    assert [k.given.place.path for k in await reviews.history("b.md")] == ["b.md"]
    assert len(await reviews.history(most=2)) == 2


async def _insert(database: Database, at: str, verdict: Verdict, until: str | None = None) -> None:
    seconds = datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp()
    end = None if until is None else datetime.fromisoformat(until).replace(tzinfo=UTC).timestamp()
    values = {"delivery": at, "path": "plan.md", "feature": "", "verdict": verdict, "person": "T1:U1"}
    async with database.write() as connection:
        await connection.execute(insert(REVIEWS).values(**values, at=seconds, until=end))


async def test_decisions_are_told_on_the_day_they_were_given_where_people_are(database: Database) -> None:
    await _insert(database, "2026-11-03 23:30", Verdict.SNOOZED, "2026-11-10")
    await _insert(database, "2026-11-02 23:30", Verdict.RIGHT)
    reviews = Reviews(database)
    assert await reviews.decisions() == (
        Decision(PLAN, Verdict.RIGHT, date(2026, 11, 2)),
        Decision(PLAN, Verdict.SNOOZED, date(2026, 11, 3), until=date(2026, 11, 10)),
    )
    assert [d.day.day for d in await reviews.decisions(ZoneInfo("Asia/Tokyo"))] == [3, 4]


async def test_long_words_are_cut_and_still_decided_once(database: Database) -> None:
    reviews = Reviews(database)
    given = Given(REVIEW, Place("plan.md", "x" * 5_000), Verdict.OUTDATED, "T1:U1", "y" * 5_000)
    assert [(await reviews.decide(given)).is_first for _ in range(2)] == [True, False]
    [kept] = await reviews.history()
    assert (len(kept.given.place.feature), len(kept.given.note)) == (LONGEST_FEATURE, LONGEST_NOTE)


async def test_forgetting_a_person_keeps_what_was_decided(database: Database) -> None:
    reviews = Reviews(database)
    await reviews.decide(_given())
    assert await forget(database, "T1:U1") == 1
    assert [k.given.person for k in await reviews.history()] == [NOBODY]
    assert [d.place for d in await reviews.decisions()] == [PLAN]


@pytest.mark.parametrize(("verdict", "until"), [(Verdict.RIGHT, date(2026, 12, 1)), (Verdict.SNOOZED, None)])
def test_only_a_snooze_has_an_end(verdict: Verdict, until: date | None) -> None:
    with pytest.raises(ValueError, match="nothing else, has an end"):
        Given(REVIEW, PLAN, verdict, "T1:U1", until=until)
