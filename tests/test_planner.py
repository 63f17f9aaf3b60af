"""Planning reviews: each period once, whatever races, stops or turns its clock back. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.schedule.planner import CATCH_UP, SPREAD, Schedule, plan_reviews
from bot.schedule.rule import read_rule
from bot.schedule.working_days import WorkingDays
from bot.state.database import Database
from bot.state.ledger import Ledger, State
from bot.state.tables import DELIVERIES

DAY = 86_400.0


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def _schedule(place: str = "C1", rule: str = "monthly", since: str = "2026-01-01", zone: str = "UTC") -> Schedule:
    return Schedule("T1", place, read_rule(rule), ZoneInfo(zone), WorkingDays(), _seconds(since))


async def _recorded(database: Database) -> dict[str, State]:
    async with database.read() as connection:
        rows = (await connection.execute(select(DELIVERIES.c.key, DELIVERIES.c.state))).all()
    return {key: State(state) for key, state in rows}


async def test_a_period_is_planned_when_it_is_due_and_not_before(database: Database) -> None:
    ledger, schedules = Ledger(database), [_schedule(since="2026-10-15")]
    assert await plan_reviews(ledger, schedules, _seconds("2026-11-02 09:29")) == (0, 0)
    assert await plan_reviews(ledger, schedules, _seconds("2026-11-02 09:30") + SPREAD) == (1, 0)
    assert await plan_reviews(ledger, schedules, _seconds("2026-11-30 23:00")) == (0, 0)
    assert await _recorded(database) == {"T1|C1|review|2026-11": State.PENDING}


async def test_check_17_three_replicas_plan_it_once(database: Database) -> None:
    schedules = [_schedule(f"C{n}", since="2026-10-15") for n in range(20)]
    now = _seconds("2026-11-02 12:00")
    planned = await asyncio.gather(*(plan_reviews(Ledger(database), schedules, now) for _ in range(3)))
    assert sum(new for new, _ in planned) == 20


async def test_fault_14_down_on_the_day_and_up_three_days_later_it_is_sent_late(database: Database) -> None:
    now = _seconds("2026-11-02 09:30") + 3 * DAY
    assert await plan_reviews(Ledger(database), [_schedule(since="2026-10-15")], now) == (1, 0)


async def test_fault_14_down_for_months_only_the_newest_is_sent(database: Database) -> None:
    now = _seconds("2026-11-05 00:00")
    assert await plan_reviews(Ledger(database), [_schedule(since="2026-08-10")], now) == (1, 2)
    assert await _recorded(database) == {
        "T1|C1|review|2026-09": State.SKIPPED,
        "T1|C1|review|2026-10": State.SKIPPED,
        "T1|C1|review|2026-11": State.PENDING,
    }


async def test_fault_14_forty_days_late_it_is_recorded_and_not_sent(database: Database) -> None:
    now = _seconds("2026-11-30 12:00")
    assert now - _seconds("2026-11-02 10:00") > CATCH_UP
    assert await plan_reviews(Ledger(database), [_schedule(since="2026-10-15")], now) == (0, 1)


async def test_fault_15_a_clock_that_goes_back_a_month_plans_nothing_twice(database: Database) -> None:
    ledger, schedules = Ledger(database), [_schedule(since="2026-09-15")]
    assert await plan_reviews(ledger, schedules, _seconds("2026-11-03")) == (1, 1)
    assert await plan_reviews(ledger, schedules, _seconds("2026-10-03")) == (0, 0)
    assert await plan_reviews(ledger, schedules, _seconds("2026-11-03")) == (0, 0)


async def test_fault_15_a_schedule_that_is_edited_after_sending_is_not_sent_again_in_that_period(
    database: Database,
) -> None:
    ledger = Ledger(database)
    now = _seconds("2026-11-20 12:00")
    assert await plan_reviews(ledger, [_schedule(rule="monthly on day 16", since="2026-11-01")], now) == (1, 0)
    assert await plan_reviews(ledger, [_schedule(rule="monthly on day 18", since="2026-11-01")], now) == (0, 0)
    moved = _schedule(rule="monthly on day 18", since="2026-11-01", zone="Asia/Tokyo")
    assert await plan_reviews(ledger, [moved], now) == (0, 0)


async def test_nothing_is_owed_for_the_time_before_a_schedule_was_made(database: Database) -> None:
    now = _seconds("2026-11-20 12:00")
    assert await plan_reviews(Ledger(database), [_schedule(since="2026-11-20 11:00")], now) == (0, 0)


async def test_two_years_of_ticks_with_outages_send_every_period_once_or_record_it(database: Database) -> None:
    ledger = Ledger(database)
    schedules = [_schedule("C1"), _schedule("C2", "quarterly"), _schedule("C3", "monthly on day 31", zone="Asia/Tokyo")]
    now, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 20, tzinfo=UTC)
    new = missed = 0
    for tick in range(10_000):
        planned, skipped = await plan_reviews(ledger, schedules, min(now, end).timestamp())
        new, missed = new + planned, missed + skipped
        if now >= end:
            break
        now += timedelta(days=45) if tick % 9 == 8 else timedelta(days=2, hours=7)
    recorded = await _recorded(database)
    assert len([k for k in recorded if "|C1|" in k]) == 25
    assert len([k for k in recorded if "|C2|" in k]) == 9
    assert len([k for k in recorded if "|C3|" in k]) == 24
    assert (new + missed, missed > 0) == (len(recorded), True)
