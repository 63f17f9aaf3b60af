"""When a planned message must wait: out of hours, and when a person had enough for a day. On SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.courier import Courier, Found, Letter, NotThere
from bot.schedule.hours import Hours
from bot.schedule.quiet import ASKED_FOR, Quiet
from bot.schedule.working_days import WorkingDays
from bot.state.database import database_url, open_database
from bot.state.ledger import Ledger, NotNow, Outcome, Planned, Sent

MADRID = ZoneInfo("Europe/Madrid")
TOKYO = ZoneInfo("Asia/Tokyo")


def _at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID).timestamp()


@dataclass
class Office:
    """A courier by a clock that the test turns, and what it sent where."""

    now: float
    courier: Courier | None = None
    sent: list[str] = field(default_factory=list)

    async def send(self, letter: Letter) -> Outcome:
        """The platform takes it."""
        self.sent.append(letter.planned.key)
        return Sent(f"171.{len(self.sent)}")

    async def look(self, _: Planned, __: float) -> Found:
        """Nothing is there."""
        return NotThere()

    async def plan(self, key: str, place: str = "U1", payload: dict[str, Any] | None = None) -> None:
        """A message that is due now."""
        assert self.courier is not None
        await self.courier.ledger.plan([Planned(key, "review", "T1", place, payload or {}, self.now)])

    async def next(self) -> Outcome | None:
        """Deal with one delivery, some seconds later than the last one."""
        assert self.courier is not None
        self.now += 5.0
        return await self.courier.deliver_next()


async def _compose(planned: Planned) -> Letter:
    return Letter(planned, {"text": planned.key})


@asynccontextmanager
async def _office(url: str, at: str, most_a_day: int = 3) -> AsyncIterator[Office]:
    made = Office(_at(at))
    async with open_database(database_url(url, {}), lambda: made.now) as database:
        ledger = Ledger(database)
        hours = {("T1", "U2"): Hours(TOKYO, WorkingDays())}
        quiet = Quiet(ledger, Hours(MADRID, WorkingDays()), hours, most_a_day)
        made.courier = Courier(ledger, made, _compose, lambda: 0.0, wait=quiet.wait)
        yield made


async def test_out_of_hours_a_message_waits_until_they_begin(url_with_tables: str) -> None:
    async with _office(url_with_tables, "2026-11-27 18:00:00") as office:
        await office.plan("late")
        assert await office.next() == NotNow(_at("2026-11-30 08:00:00") - office.now, whole_workspace=False)
        office.now = _at("2026-11-30 07:59:50")
        assert await office.next() is None
        assert isinstance(await office.next(), Sent)


@pytest.mark.parametrize("part", [0.1, 0.0000003, 0.9999996])
def test_a_moment_of_work_is_now_however_finely_it_is_told(part: float) -> None:
    at = _at("2026-11-24 10:30:00") + part
    assert Hours(MADRID, WorkingDays()).opens(at) == at


async def test_everybody_has_hours_of_their_own(url_with_tables: str) -> None:
    async with _office(url_with_tables, "2026-11-24 10:30:00") as office:
        await office.plan("night in Tokyo", "U2")
        await office.plan("day in Madrid", "U3")
        assert [type(await office.next()) for _ in range(2)] == [NotNow, Sent]
        assert office.sent == ["day in Madrid"]
        office.now = _at("2026-11-25 00:00:00")
        assert isinstance(await office.next(), Sent)


async def test_what_somebody_waits_for_goes_out_at_any_hour(url_with_tables: str) -> None:
    async with _office(url_with_tables, "2026-11-28 23:00:00") as office:
        await office.plan("asked", payload={ASKED_FOR: True})
        assert isinstance(await office.next(), Sent)


async def test_a_person_gets_so_many_a_day_and_the_others_on_the_next_ones(url_with_tables: str) -> None:
    async with _office(url_with_tables, "2026-11-27 10:00:00", most_a_day=2) as office:
        for n in range(5):
            await office.plan(f"{n}")
            await office.plan(f"channel {n}", "C1")
        while await office.next() is not None:
            pass
        assert [key for key in office.sent if key.isdigit()] == ["0", "1"]
        assert len(office.sent) == 7
        for day, sent in (("2026-11-30", "0123"), ("2026-12-01", "01234")):
            office.now = _at(f"{day} 08:00:00")
            while await office.next() is not None:
                pass
            assert "".join(key for key in office.sent if key.isdigit()) == sent


async def test_replicas_that_send_to_one_person_at_once_keep_to_the_number(url_with_tables: str) -> None:
    async with _office(url_with_tables, "2026-11-24 10:00:00", most_a_day=1) as office:
        assert office.courier is not None
        for key in "ab":
            await office.plan(key)
        first, second = [await office.courier.ledger.claim() for _ in range(2)]
        assert first is not None
        assert second is not None
        assert await office.courier.wait(second) > 0
        assert await office.courier.wait(first) == 0
