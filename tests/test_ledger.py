"""The ledger: planned once, claimed by one, settled by who holds it. On SQLite and on Postgres.

A lease of no seconds ends at once, which is what a crash looks like to the next one who claims.
"""

from __future__ import annotations

import asyncio

import pytest

from bot.state.database import Database, database_url, open_database
from bot.state.ledger import Claimed, Doubt, Ended, Ledger, NotNow, Planned, Sent, State

ENDED_AT_ONCE = 0.0


def _planned(key: str = "T1|C1|monthly|2026-11", due: float = 0.0) -> Planned:
    return Planned(key, "review", "T1", "C1", {"text": "Hello"}, due)


async def _claim(ledger: Ledger) -> Claimed:
    claimed = await ledger.claim()
    assert claimed is not None
    return claimed


async def test_a_key_is_planned_once(database: Database) -> None:
    ledger = Ledger(database)
    assert await ledger.plan([_planned(), _planned("other")]) == 2
    assert await ledger.plan([_planned(), _planned("third")]) == 1
    assert await ledger.plan([]) == 0


async def test_replicas_that_plan_at_once_plan_it_once(database: Database) -> None:
    planned = await asyncio.gather(*(Ledger(database).plan([_planned()]) for _ in range(4)))
    assert sum(planned) == 1


async def test_what_is_claimed_comes_as_it_was_planned(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    claimed = await _claim(ledger)
    assert (claimed.planned, claimed.attempts, claimed.doubt_since) == (_planned(), 1, None)


async def test_what_is_not_due_is_not_claimed(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned(due=4_000_000_000.0)])
    assert await ledger.claim() is None


async def test_the_longest_due_goes_first(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned("late", 2.0), _planned("early", 1.0)])
    assert [(await _claim(ledger)).planned.key for _ in range(2)] == ["early", "late"]


async def test_one_claim_at_a_time(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    claims = await asyncio.gather(*(Ledger(database).claim() for _ in range(4)))
    assert sum(c is not None for c in claims) == 1


async def test_what_was_sent_is_not_claimed_again(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    assert await ledger.settle(await _claim(ledger), Sent("171.001"))
    assert await ledger.claim() is None
    assert await ledger.counts() == {State.SENT: 1}


async def test_a_claim_that_was_left_is_in_doubt_since_it_was_made(database: Database) -> None:
    ledger = Ledger(database, ENDED_AT_ONCE)
    await ledger.plan([_planned()])
    first = await _claim(ledger)
    second = await _claim(ledger)
    assert first.doubt_since is None
    assert second.doubt_since is not None
    assert second.attempts == 2
    third = await _claim(ledger)
    assert third.doubt_since == second.doubt_since, "the first doubt is the one to look back to"


async def test_who_lost_the_claim_settles_nothing(database: Database) -> None:
    ledger = Ledger(database, ENDED_AT_ONCE)
    await ledger.plan([_planned()])
    lost, held = await _claim(ledger), await _claim(ledger)
    assert not await ledger.settle(lost, Ended(State.FAILED, "too late"))
    assert await ledger.settle(held, Sent("171.001"))
    assert await ledger.counts() == {State.SENT: 1}


async def test_a_refusal_for_a_while_is_no_attempt_and_no_doubt(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    await ledger.settle(await _claim(ledger), NotNow(0.0))
    again = await _claim(ledger)
    assert (again.attempts, again.doubt_since) == (1, None)
    await ledger.settle(again, NotNow(30.0))
    assert await ledger.claim() is None


async def test_a_doubt_waits_then_is_told_to_who_claims_it(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    await ledger.settle(await _claim(ledger), Doubt(0.0))
    doubted = await _claim(ledger)
    assert doubted.doubt_since is not None
    await ledger.settle(doubted, Doubt(90.0))
    assert await ledger.claim() is None


@pytest.mark.parametrize("state", [State.FAILED, State.SKIPPED, State.UNCERTAIN])
async def test_what_ended_stays_so(database: Database, state: State) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned()])
    await ledger.settle(await _claim(ledger), Ended(state, "is_archived"))
    assert await ledger.claim() is None
    assert await ledger.plan([_planned()]) == 0, "not even when it is planned anew"
    assert await ledger.counts() == {state: 1}


async def test_a_workspace_that_takes_no_more_for_now_gets_nothing_and_others_do(database: Database) -> None:
    ledger = Ledger(database)
    other = Planned("T2|C1|monthly|2026-11", "review", "T2", "C1", {}, 2.0)
    await ledger.plan([_planned("first", 0.0), _planned("second", 1.0), other])
    await ledger.settle(await _claim(ledger), NotNow(30.0))
    assert (await _claim(ledger)).planned == other
    assert await ledger.claim() is None


async def test_a_place_gets_one_message_a_second_and_others_do_not_wait(database: Database) -> None:
    ledger = Ledger(database)
    elsewhere = Planned("T1|C2|monthly|2026-11", "review", "T1", "C2", {}, 2.0)
    await ledger.plan([_planned("first", 0.0), _planned("second", 1.0), elsewhere])
    await ledger.settle(await _claim(ledger), Sent("171.001"))
    assert (await _claim(ledger)).planned == elsewhere
    assert await ledger.claim() is None


async def test_who_may_not_look_for_now_holds_up_nobody_else(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned("first", 0.0), _planned("second", 1.0)])
    await ledger.settle(await _claim(ledger), NotNow(30.0, whole_workspace=False))
    assert (await _claim(ledger)).planned.key == "second"


async def test_what_is_planned_while_a_workspace_takes_no_more_waits_too(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned("first", 0.0)])
    await ledger.settle(await _claim(ledger), NotNow(30.0))
    await ledger.plan([_planned("second", 1.0), Planned("third", "review", "T1", "C2", {}, 1.0)])
    assert await ledger.claim() is None


async def test_what_is_planned_within_a_second_of_another_waits_too(database: Database) -> None:
    ledger = Ledger(database)
    await ledger.plan([_planned("first", 0.0)])
    await ledger.settle(await _claim(ledger), Sent("171.001"))
    await ledger.plan([_planned("second", 1.0)])
    assert await ledger.claim() is None


async def test_it_knows_what_a_place_was_told_since_a_moment(url_with_tables: str) -> None:
    now = 1_000.0
    async with open_database(database_url(url_with_tables, {}), lambda: now) as database:
        ledger = Ledger(database)
        elsewhere = Planned("elsewhere", "review", "T1", "C2", {}, 0.0)
        await ledger.plan([_planned(str(n), float(n)) for n in range(1, 6)] + [elsewhere])
        await ledger.settle(await _claim(ledger), Sent("171.001"))
        await ledger.settle(await _claim(ledger), Sent("171.002"))
        now = 2_000.0
        await ledger.settle(await _claim(ledger), Ended(State.SKIPPED, "nothing was left to say"))
        third, fourth = await _claim(ledger), await _claim(ledger)
        assert third.at == now
        assert [await ledger.told_before(third, since) for since in (0.0, 1_001.0)] == [1, 0]
        assert [await ledger.told_before(fourth, since) for since in (0.0, 1_001.0)] == [2, 1]
