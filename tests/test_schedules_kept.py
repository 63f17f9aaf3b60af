"""Where somebody asked for reviews. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy import update

from bot.state.database import Database
from bot.state.forgetting import NOBODY, forget
from bot.state.schedules import Asked, Schedules
from bot.state.tables import SCHEDULES

ASKED = Asked("T1", "C1", "monthly on day 15", "Europe/Madrid", "T1:U1")


async def _only(schedules: Schedules) -> Asked:
    [asked] = await schedules.all()
    return asked


async def _began_long_ago(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(update(SCHEDULES).values(since=1_000.0))


async def test_a_schedule_is_kept_from_now_on(database: Database) -> None:
    schedules = Schedules(database)
    await schedules.ask(ASKED)
    kept = await _only(schedules)
    assert replace(kept, since=0.0) == ASKED
    assert kept.since > 1_700_000_000


async def test_an_edit_goes_on_from_where_it_began(database: Database) -> None:
    schedules = Schedules(database)
    await schedules.ask(ASKED)
    await _began_long_ago(database)
    await schedules.ask(replace(ASKED, rule="weekly on tuesday", person="T1:U2"))
    assert await _only(schedules) == replace(ASKED, rule="weekly on tuesday", person="T1:U2", since=1_000.0)


async def test_what_was_stopped_begins_anew(database: Database) -> None:
    schedules = Schedules(database)
    await schedules.ask(ASKED)
    await _began_long_ago(database)
    assert [await schedules.stop("T1", "C1") for _ in range(2)] == [True, False]
    assert await schedules.all() == []
    await schedules.ask(ASKED)
    assert (await _only(schedules)).since > 1_700_000_000


async def test_places_do_not_touch_each_other(database: Database) -> None:
    schedules = Schedules(database)
    for workspace, place in (("T2", "C1"), ("T1", "C2"), ("T1", "C1")):
        await schedules.ask(replace(ASKED, workspace=workspace, place=place))
    assert not await schedules.stop("T3", "C1")
    assert await schedules.stop("T1", "C2")
    assert [(a.workspace, a.place) for a in await schedules.all()] == [("T1", "C1"), ("T2", "C1")]


async def test_five_who_ask_at_once_make_one_schedule(database: Database) -> None:
    schedules = Schedules(database)
    await asyncio.gather(*(schedules.ask(replace(ASKED, person=f"T1:U{n}")) for n in range(5)))
    assert (await _only(schedules)).place == "C1"


async def test_forgetting_who_asked_keeps_the_schedule(database: Database) -> None:
    schedules = Schedules(database)
    await schedules.ask(ASKED)
    assert await forget(database, "T1:U1") == 1
    assert (await _only(schedules)).person == NOBODY
