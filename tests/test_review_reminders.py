"""What follows when nobody answers, planned in the ledger and sent. On SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.reviews.minutes import Minutes
from bot.reviews.reminders import Reminders
from bot.reviews.reviewing import Reviewing
from bot.state.database import Database
from bot.state.ledger import Ledger
from bot.state.tables import DELIVERIES, SCHEDULES
from knowledge.review.decision import Place, Verdict
from knowledge.review.given import Given, asking
from tests.reviewing import SETTINGS, Room, buttons_of, room

A_DAY = 86_400.0


@asynccontextmanager
async def begun(database: Database, folder: Path, days: int, **settings: str) -> AsyncIterator[Room]:
    """A review that began so many days ago, each of which is one of work, and was sent then; nobody answered."""
    rule = f"monthly on day {(date.today() - timedelta(days=days)).day} at 00:00"
    reviews = SETTINGS["reviews"] | {"rules": [{"channel": "C1", "rule": rule}]} | settings
    async with room(database, folder, file=SETTINGS | {"reviews": reviews}) as here:
        await here.round()
        async with database.write() as connection:
            await connection.execute(update(SCHEDULES).values(since=1_000.0))
        await here.round()
        assert [len(here.messages(place)) for place in ("C1", "U1", "U2")] == [1, 1, 1]
        yield here


async def _planned(here: Room) -> list[tuple[str, str]]:
    """What is planned beside the review itself: its kind, and the place it goes to."""
    found = select(DELIVERIES.c.kind, DELIVERIES.c.place).where(DELIVERIES.c.kind != "review").order_by(DELIVERIES.c.id)
    async with here.office.database.read() as connection:
        return [(kind, place) for kind, place in (await connection.execute(found)).all()]


async def _days_on(here: Room, days: int) -> int:
    """How many messages are new when so many more days have passed."""
    return await here.office.reminders.plan("T1", await here.office.database.clock() + days * A_DAY)


async def _decide(here: Room, verdict: Verdict, path: str = "plan.md", answered: int = 0) -> None:
    until = date.today() + timedelta(days=1) if verdict is Verdict.SNOOZED else None
    given = Given(asking(answered), Place(path), verdict, "T1:U1", until=until)
    await here.office.minutes.decisions.decide(given)


def _last(here: Room, place: str) -> str:
    return " ".join(str(here.messages(place)[-1].said["text"]).split())


async def test_nobody_is_reminded_too_early(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 1) as here:
        await here.round()
        assert await _planned(here) == []


async def test_owners_are_asked_again_once_and_what_they_answer_is_shown(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 2) as here:
        await here.round()
        await here.round()
        assert sorted(await _planned(here)) == [("reminder", "U1"), ("reminder", "U2")]
        assert "Asked for again: nobody answered for 2 working days: • Mail: " in _last(here, "U1")
        message = here.messages("U1")[-1]
        row = buttons_of(message.said["blocks"], "Mail")
        assert list(row) == ["Still right", "Changed", "Outdated…", "Not now…", "Not mine"]
        assert "Mark these 2 reviewed…" in buttons_of(message.said["blocks"])
        await here.send.click(row["Still right"], here.where("U1", message))
        await here.slack.called("chat.update", 3)
        assert _last(here, "U1").startswith("1 page is due for your review on ")


async def test_then_who_stands_in_is_asked_then_the_channel_sees_it(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 2) as here:
        assert await _days_on(here, 0) == 2
        assert [await _days_on(here, days) for days in (1, 2)] == [0, 0]
        assert await _days_on(here, 3) == 1
        assert [await _days_on(here, days) for days in (4, 7)] == [0, 0]
        assert await _days_on(here, 8) == 1
        assert await _days_on(here, 9) == 0
        assert (await _planned(here))[2:] == [("reminder", "U3"), ("stale", "C1")]


async def test_who_stands_in_is_told_why(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 5) as here:
        await here.round()
        assert await _planned(here) == [("reminder", "U3")]
        assert "Asked of you, who stand in: nobody answered for 5 working days: • Mail: " in _last(here, "U3")
        assert "Not mine" not in buttons_of(here.messages("U3")[-1].said["blocks"], "Mail")


async def test_the_stale_list_is_posted_once_and_shrinks(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 10) as here:
        for _ in range(3):
            await here.round()
        assert await _planned(here) == [("stale", "C1")]
        assert _last(here, "C1").startswith("3 pages are due for review, and nobody answered for 10 working days.")
        for path in ("mail.md", "plan.md", "search.md"):
            await _decide(here, Verdict.RIGHT, path)
        await here.round()
        assert _last(here, "C1").startswith("Nothing that was asked for here is due any more")


async def test_it_stops_when_it_is_answered(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 2) as here:
        for path in ("mail.md", "plan.md", "search.md"):
            await _decide(here, Verdict.RIGHT, path)
        assert [await _days_on(here, days) for days in (0, 3, 8)] == [0, 0, 0]


async def test_an_answer_between_plan_and_sending_is_enough(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 2) as here:
        assert await _days_on(here, 0) == 2
        await _decide(here, Verdict.RIGHT, "search.md")
        await here.round()
        assert [len(here.messages(place)) for place in ("U1", "U2")] == [2, 1]


async def test_what_was_put_off_is_asked_for_when_it_comes_back(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 1) as here:
        for path in ("mail.md", "search.md"):
            await _decide(here, Verdict.RIGHT, path)
        await _decide(here, Verdict.SNOOZED)
        assert await _days_on(here, 0) == 0
        assert await _days_on(here, 1) == 1
        assert await _days_on(here, 2) == 0
        assert await _days_on(here, 3) == 1, "two working days after it came back"
        assert await _planned(here) == [("reminder", "U1")] * 2


async def test_what_is_not_theirs_and_what_is_put_off_a_third_time_goes_to_who_stands_in_at_once(
    database: Database, tmp_path: Path
) -> None:
    async with begun(database, tmp_path, 1) as here:
        await _decide(here, Verdict.NOT_MINE)
        for times in range(3):
            await _decide(here, Verdict.SNOOZED, "mail.md", times)
        await here.round()
        assert await _planned(here) == [("reminder", "U3")]
        assert "2 pages are due for your review on " in _last(here, "U3")
        assert "Asked of you now: • Mail: " in _last(here, "U3")


async def test_replicas_plan_it_once(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 2) as here:
        assert await _days_on(here, 0) == 2
        here.office.reminders.looked.clear()
        assert await _days_on(here, 0) == 0


@pytest.mark.parametrize("days", [2, 5])
async def test_a_review_that_was_never_sent_is_not_reminded_of(database: Database, tmp_path: Path, days: int) -> None:
    rule = f"monthly on day {(date.today() - timedelta(days=days)).day} at 00:00"
    reviews = SETTINGS["reviews"] | {"rules": [{"channel": "C1", "rule": rule}]}
    async with room(database, tmp_path, file=SETTINGS | {"reviews": reviews}) as here:
        await here.round()
        await here.round()
        assert await _planned(here) == []


async def test_without_anybody_who_stands_in_that_step_is_left_out(database: Database, tmp_path: Path) -> None:
    async with begun(database, tmp_path, 5, stands_in="") as here:
        await here.round()
        assert await _planned(here) == []
        assert await _days_on(here, 5) == 1


class _Counted(Minutes):
    """Minutes that count how often the pages are looked through."""

    looks = 0

    async def reviewing(self, workspace: str | None = None) -> Reviewing:
        self.looks += 1
        return await super().reviewing(workspace)


async def test_the_pages_are_looked_through_only_on_days_on_which_a_step_is_due(
    database: Database, tmp_path: Path
) -> None:
    async with begun(database, tmp_path, 1) as here:
        minutes = _Counted(here.office.app, database)
        reminders = Reminders(minutes, Ledger(database))
        now, counted = await database.clock(), []
        for days in range(12):
            await reminders.plan("T1", now + days * A_DAY)
            await reminders.plan("T1", now + days * A_DAY + 30)
            counted.append(minutes.looks)
        assert [days + 1 for days in range(12) if counted[days] > ([0, *counted][days])] == [1, 2, 5, 10]
        await _decide(here, Verdict.RIGHT)
        await reminders.plan("T1", now + 12 * A_DAY)
        assert minutes.looks == counted[-1] + 1
