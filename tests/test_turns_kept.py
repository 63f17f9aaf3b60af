"""Threads that outlive the process, and for how long everything is kept. On SQLite and on Postgres."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.retention import Retention
from bot.roadmap_file import read_roadmap_file
from bot.settings import SettingsError
from bot.state.database import Database, database_url, open_database
from bot.state.forgetting import forget
from bot.state.inbox import KeptInbox
from bot.state.ledger import Ended, Ledger, Planned, State
from bot.state.opinions import KeptOpinions
from bot.state.pruning import prune, pruned
from bot.state.reviews import Reviews
from bot.state.tables import DELIVERIES, FEEDBACK, INBOX, REVIEWS, TURNS, UNANSWERED
from bot.state.turns import DAY, KeptTurns
from bot.state.unanswered import Unanswered
from handlers.conversation import Message
from handlers.opinions import Opinion
from handlers.recall import HOUR, ShortMemory
from knowledge.answer import Answer, Ending, Intent
from knowledge.question.turn import Turn
from knowledge.review.decision import Place, Verdict
from knowledge.review.given import Given
from tests.slack_bot import TODAY, Office

THREAD, TALK = "T1:C1:1900000000.000001", "T1:D1:"
TURN = Turn("who owns inbox?", ("Inbox",), ("Inbox", "Warmup"), True, "U1")
LATER = Turn("when?", ("Inbox",), (), False, "U2")


@dataclass
class Time:
    """The time of the database."""

    now: float = 1_900_000_000.0

    def clock(self) -> float:
        return self.now


@asynccontextmanager
async def _at(url: str, time: Time) -> AsyncIterator[Database]:
    async with open_database(database_url(url, {}), time.clock) as database:
        yield database


def _turns(database: Database, days: float = 7) -> KeptTurns:
    return KeptTurns(database, ShortMemory(lambda: 0.0), days)


async def test_a_thread_survives_a_restart(url_with_tables: str) -> None:
    for turn in (TURN, None):
        async with open_database(database_url(url_with_tables, {})) as database:
            turns = _turns(database)
            if turn is not None:
                turns.remember(THREAD, turn)
                continue
            assert turns.last(THREAD) is None
            assert await turns.bring(THREAD) == TURN
            assert turns.last(THREAD) == TURN


async def test_replicas_share_threads_and_the_latest_turn_counts(database: Database) -> None:
    one, other = _turns(database), _turns(database)
    one.remember(THREAD, TURN)
    assert await other.bring(THREAD) == TURN
    other.remember(THREAD, LATER)
    assert one.last(THREAD) == TURN
    assert await one.bring(THREAD) == LATER
    assert await one.bring(TALK) is None


async def test_of_several_turns_that_wait_to_be_written_the_last_counts(database: Database) -> None:
    turns = _turns(database)
    for turn in (TURN, LATER):
        turns.remember(THREAD, turn)
    assert await _turns(database).bring(THREAD) == LATER


async def test_a_thread_is_kept_for_days_and_what_a_channel_talks_of_for_an_hour(url_with_tables: str) -> None:
    time = Time()
    async with _at(url_with_tables, time) as database:
        turns = _turns(database)
        turns.remember(THREAD, TURN)
        turns.remember(TALK, TURN)
        await database.together.written()
        time.now += HOUR
        assert await _turns(database).bring(TALK) is None
        time.now += 6 * DAY
        assert await _turns(database).bring(THREAD) == TURN
        time.now += DAY
        assert await _turns(database).bring(THREAD) is None


async def test_without_the_database_there_is_the_memory(caplog: pytest.LogCaptureFixture) -> None:
    turns = _turns(Database(create_async_engine("postgresql+psycopg://u:p@127.0.0.1:1/name")))
    turns.remember(THREAD, TURN)
    assert await turns.bring(THREAD) == TURN
    assert "did not tell what was asked before in a thread" in caplog.text


async def test_no_answer_waits_for_it_longer_than_a_moment(database: Database) -> None:
    turns = KeptTurns(database, ShortMemory(lambda: 0.0), 7, patience=0.0)
    turns.remember(THREAD, TURN)
    assert await turns.bring(THREAD) == TURN


async def test_a_turn_in_a_form_of_another_version_is_as_none(database: Database) -> None:
    turns = _turns(database)
    turns.remember(THREAD, TURN)
    await database.together.written()
    async with database.write() as connection:
        await connection.execute(update(TURNS).values(payload=json.dumps({"asked": "?", "mood": "good"})))
    assert await _turns(database).bring(THREAD) is None


async def test_a_follow_up_goes_on_from_what_another_replica_answered(database: Database) -> None:
    first, second = (Office().talk().remembering(_turns(database)) for _ in range(2))
    first.reply(Message("when is warmup?", THREAD, "U1"))
    assert await second.asked_last(THREAD) == "U1"
    assert second.reply(Message("and who owns it?", THREAD, "U1")).subjects == ("Warmup",)


async def test_what_a_person_asked_is_forgotten_with_them(database: Database) -> None:
    turns = _turns(database)
    turns.remember(THREAD, TURN)
    turns.remember(TALK, LATER)
    await database.together.written()
    assert await forget(database, "T1:U1") == 1
    assert [await _turns(database).bring(thread) for thread in (THREAD, TALK)] == [None, LATER]


async def _one_of_each(database: Database) -> None:
    """A row of every kind that is not kept for ever."""
    _turns(database).remember(THREAD, TURN)
    inbox, ledger = KeptInbox(database), Ledger(database)
    await inbox.store("event|T1|Ev1", "hi")
    inbox.finish("event|T1|Ev1")
    await KeptOpinions(database).record(Opinion("who owns search?", False, "U1", "T1"))
    Unanswered(database).note(Answer(Intent.OWNER, (), TODAY, ("Search",), False, Ending.NOT_STATED))
    await Reviews(database).decide(Given("R", Place("plan.md"), Verdict.RIGHT, "T1:U1", "mine"))
    async with database.read() as connection:
        now = await connection.scalar(select(database.now))
    await ledger.plan([Planned("T1|C1|review|2026-11", "review", "T1", "C1", {}, float(now or 0.0))])
    claimed = await ledger.claim()
    assert claimed is not None
    await ledger.settle(claimed, Ended(State.FAILED, "is_archived"))
    await ledger.plan([Planned("T1|C1|review|never", "review", "T1", "C1", {}, float(now or 0.0))])
    await database.together.written()


async def _kept(database: Database) -> dict[str, Any]:
    """How many rows there are of each, and whose reviews are."""
    async with database.read() as connection:
        tables = (TURNS, INBOX, FEEDBACK, UNANSWERED, DELIVERIES)
        rows = {t.name: await connection.scalar(select(func.count()).select_from(t)) for t in tables}
        [review] = (await connection.execute(select(REVIEWS.c.person, REVIEWS.c.note))).all()
    return {name: number for name, number in rows.items() if number} | {"review": tuple(review)}


async def test_each_kind_is_dropped_when_its_days_are_over_and_not_before(url_with_tables: str) -> None:
    time, retention = Time(), Retention()
    async with _at(url_with_tables, time) as database:
        await _one_of_each(database)
        every = {"turns": 1, "inbox": 1, "feedback": 1, "unanswered": 1, "deliveries": 2, "review": ("T1:U1", "mine")}
        began, left = time.now, dict(every)
        for day, gone in ((1, "inbox"), (7, "turns"), (365, "feedback"), (400, "deliveries"), (730, "review")):
            time.now = began + day * DAY - 1
            await prune(database, retention)
            assert await _kept(database) == left
            time.now = began + day * DAY + 1
            await prune(database, retention)
            left.pop(gone)
            left |= {"deliveries": 1} if gone == "deliveries" else {}
            left |= {"review": ("forgotten", None)} if gone == "review" else {}
            if gone == "feedback":
                left.pop("unanswered")
            assert await _kept(database) == left, f"after {day} days"


async def test_while_the_bot_serves_what_is_too_old_is_dropped_and_a_database_that_is_away_stops_nothing(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_database(database_url(url, {})) as database, pruned(database, Retention(), every=0.0):
        while "could be dropped" not in caplog.text:
            async with database.read() as connection:
                await connection.execute(text("SELECT 1"))


def test_days_are_set_in_roadmap_yaml_and_a_wrong_number_is_told(tmp_path: Path) -> None:
    file = tmp_path / "roadmap.yaml"
    file.write_text("retention: {threads: 2}\n")
    assert read_roadmap_file(file).retention == Retention(threads=2)
    file.write_text("retention: {deliveries: 7}\n")
    with pytest.raises(SettingsError, match=r"retention\.deliveries in .* is 7; it must be days, 100 to 3660"):
        read_roadmap_file(file)
