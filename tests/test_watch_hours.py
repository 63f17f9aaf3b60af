"""What people watch is told to them within their working hours. On SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from bot.schedule.hours import Hours
from bot.state.database import Database
from bot.state.ledger import Ledger, State
from bot.state.tables import DELIVERIES
from handlers.watches import Watch
from tests.watching import (
    ANN,
    AROUND_THE_CLOCK,
    BOB,
    DONE,
    HERE,
    QUIET,
    SEARCH,
    STARTED,
    Office,
    watching_office,
)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with watching_office(database) as made:
        yield made


def _resting() -> Hours:
    """The hours of somebody who does not work today, nor, where a day begins while this is run, on the next."""
    today = datetime.now(UTC).weekday()
    weekdays = frozenset(range(7)) - {today, (today + 1) % 7}
    return Hours(UTC, replace(AROUND_THE_CLOCK.days, weekdays=weekdays))


async def test_who_rests_is_told_in_one_message_when_they_work_again_and_a_channel_at_once(office: Office) -> None:
    office.hours["U1"] = _resting()
    for listener in (ANN, BOB, HERE):
        await office.watches.watch(Watch(listener, SEARCH))
    rounds = office.rounds()
    office.versions.append(STARTED)
    assert sorted(await office.once(rounds)) == [f"{p}: Search: status “Planned” → “In progress”" for p in ("C1", "U2")]
    office.versions.append(DONE)
    async with office.database.write() as connection:
        await connection.execute(update(DELIVERIES).values(settled=DELIVERIES.c.settled - 10.0))
    assert len(await office.once(rounds)) == 2
    office.hours.clear()
    assert await office.once(rounds) == ["U1: Search: status “Planned” → “Done”"]


async def test_what_was_planned_and_not_sent_in_time_waits_for_working_hours(office: Office) -> None:
    await office.watches.watch(Watch(ANN, SEARCH))
    await office.watches.watch(Watch(HERE, SEARCH))
    office.versions.append(STARTED)
    rounds = office.rounds()
    await rounds.once()
    office.elapsed += QUIET
    await rounds._plan()
    office.hours["U1"] = _resting()
    assert [post.partition(":")[0] for post in await office.once(rounds)] == ["C1"]
    assert await Ledger(office.database).counts() == {State.SENT: 1, State.PENDING: 1}
