"""Digests of what is watched: one message a week or a month. On SQLite and on Postgres."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.schedule.hours import Hours
from bot.schedule.working_days import WorkingDays
from bot.state.database import Database
from bot.watching.digests import is_digest_due
from handlers.watches import Cadence, Watch
from tests.watching import (
    A_DAY,
    ANN,
    DONE,
    PLANNED,
    SEARCH,
    STARTED,
    Office,
    watching_office,
)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with watching_office(database) as opened:
        yield opened


@pytest.mark.parametrize(("cadence", "days"), [(Cadence.WEEKLY, 8), (Cadence.MONTHLY, 40)])
async def test_a_digest_tells_all_of_its_time_in_one_message(office: Office, cadence: Cadence, days: int) -> None:
    await office.watches.watch(Watch(ANN, SEARCH, cadence))
    office.versions += [STARTED, DONE]
    assert await office.once() == []
    await office.set(told_at=time.time() - days * A_DAY)
    assert await office.once() == ["U1: Search: status “Planned” → “Done”"]
    began = datetime.fromtimestamp(time.time() - days * A_DAY, UTC)
    assert f"1 item that you watch has changed since {began.day} {began:%b %Y}." in office.slack.posts[0]["text"]
    office.versions.append(PLANNED)
    assert await office.once() == []


async def test_a_digest_without_changes_is_not_sent(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH, Cadence.WEEKLY))
    await office.set(told_at=time.time() - 8 * A_DAY)
    assert await office.once() == []
    assert [kept.told_at > time.time() - 60 for kept in await office.watches.every()] == [True]


def _at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("cadence", "told", "now", "is_due"),
    [
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-16T09:29", False),
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-16T09:30", True),
        (Cadence.WEEKLY, "2026-02-16T09:30", "2026-02-20T12:00", False),
        (Cadence.WEEKLY, "2026-02-09T10:00", "2026-02-20T12:00", True),
        (Cadence.MONTHLY, "2026-02-10T10:00", "2026-03-02T09:29", False),
        (Cadence.MONTHLY, "2026-02-10T10:00", "2026-03-02T09:30", True),
        (Cadence.MONTHLY, "2026-03-02T09:30", "2026-03-31T12:00", False),
    ],
)
def test_a_digest_is_due_once_a_week_or_a_month(cadence: Cadence, told: str, now: str, is_due: bool) -> None:
    assert is_digest_due(cadence, _at(told), _at(now), Hours(UTC, WorkingDays())) is is_due


def test_a_digest_comes_by_the_clock_and_the_holidays_of_its_reader() -> None:
    tokyo = Hours(ZoneInfo("Asia/Tokyo"), WorkingDays(free=frozenset({date(2026, 2, 23)})))
    due = [
        is_digest_due(Cadence.WEEKLY, _at("2026-02-10T10:00"), _at(now), tokyo)
        for now in ("2026-02-16T00:29", "2026-02-16T00:30", "2026-02-16T12:00")
    ]
    assert due == [False, True, True]
    later = [
        is_digest_due(Cadence.WEEKLY, _at("2026-02-16T01:00"), _at(now), tokyo)
        for now in ("2026-02-23T12:00", "2026-02-24T00:30")
    ]
    assert later == [False, True]
