"""Messages that are drawn anew: each by one at a time, until it shows what is true. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import pytest
from sqlalchemy import update

from bot.state.database import Database
from bot.state.edits import Edits, want_anew
from bot.state.ledger import Ledger, Planned, Sent
from bot.state.reviews import Reviews
from bot.state.tables import DELIVERIES
from knowledge.review.decision import Place, Verdict
from knowledge.review.given import Given, asking


async def _sent(database: Database, *places: str, kind: str = "review", period: str = "1") -> None:
    ledger = Ledger(database)
    for place in places:
        await ledger.plan([Planned(f"{place}|{kind}|{period}", kind, "T1", place, {}, 0.0)])
        claimed = await ledger.claim()
        assert claimed is not None
        assert await ledger.settle(claimed, Sent("171.1", f"in {place}"))
        async with database.write() as connection:  # a while ago
            await connection.execute(update(DELIVERIES).values(settled=1_000.0))


async def _changed(database: Database, people: Collection[str] = ()) -> None:
    async with database.write() as connection:
        await want_anew(connection, people)


async def _drawn(edits: Edits) -> list[str]:
    """Where messages were drawn anew."""
    found = []
    while (edit := await edits.claim()) is not None:
        found.append(edit.posted_in)
        await edits.done(edit)
    return found


async def test_nothing_is_drawn_before_anything_changed(database: Database) -> None:
    await _sent(database, "C1")
    assert await Edits(database).claim() is None


async def test_a_message_is_drawn_by_one_at_a_time(database: Database) -> None:
    await _sent(database, "C1")
    await _changed(database)
    edits = Edits(database)
    claimed = await asyncio.gather(*(edits.claim() for _ in range(5)))
    assert len([edit for edit in claimed if edit is not None]) == 1


async def test_what_changes_while_it_is_drawn_is_drawn_once_more(database: Database) -> None:
    await _sent(database, "C1")
    await _changed(database)
    edits = Edits(database)
    edit = await edits.claim()
    assert edit is not None
    for _ in range(3):
        await _changed(database)
    await edits.done(edit)
    assert await _drawn(edits) == ["in C1"]


async def test_what_one_that_died_left_is_drawn_by_another_and_the_dead_settles_nothing(database: Database) -> None:
    await _sent(database, "C1")
    await _changed(database)
    dead = await Edits(database, lease=0.0).claim()
    edits = Edits(database)
    alive = await edits.claim()
    assert dead is not None
    assert alive is not None
    await edits.done(dead)
    await edits.later(alive, 0.0)
    assert await _drawn(edits) == ["in C1"]


async def test_what_can_not_be_drawn_now_waits(database: Database) -> None:
    await _sent(database, "C1")
    await _changed(database)
    edits = Edits(database)
    edit = await edits.claim()
    assert edit is not None
    await edits.later(edit, 60.0)
    assert await edits.claim() is None


async def test_channels_and_the_people_concerned_are_drawn_the_latest_of_each_kind(database: Database) -> None:
    await _sent(database, "C1", "U1", "U2")
    await _sent(database, "C1", period="2")
    await _sent(database, "C1", kind="stale")
    await _sent(database, "C1", kind="watch")
    await _changed(database, ["U1"])
    assert sorted(await _drawn(Edits(database))) == ["in C1", "in C1", "in U1"]


@pytest.mark.parametrize(("clicks", "drawn"), [(1, ["in C1"]), (2, ["in C1"])])
async def test_a_decision_asks_for_it_and_a_late_one_does_not(
    database: Database, clicks: int, drawn: list[str]
) -> None:
    await _sent(database, "C1")
    reviews, edits = Reviews(database), Edits(database)
    for _ in range(clicks):
        await reviews.decide(Given(asking(0), Place("plan.md"), Verdict.RIGHT, "T1:U1"))
    assert await _drawn(edits) == drawn
    await reviews.decide(Given(asking(0), Place("plan.md"), Verdict.OUTDATED, "T1:U2"))
    assert await _drawn(edits) == []
