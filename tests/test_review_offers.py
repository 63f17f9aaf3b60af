"""Reviews are offered once in each workspace; and with the bot goes what was kept of it. On SQLite and on Postgres."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.reviews.serving import Office
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ledger, Planned, State
from bot.state.offers import Offers
from bot.state.schedules import Asked, Schedules
from bot.state.tables import DELIVERIES, OFFERS, PEOPLE, SCHEDULES, WATCHES
from bot.state.watches import KeptWatches
from bot.state.workspaces import leave
from handlers.identities import Identity
from handlers.watches import Cadence, Listener, Watch
from knowledge.watching.watched import WHOLE
from tests.reviewing import SETTINGS, Room
from tests.reviewing import room as a_room

ADMIN, OTHERS = "U3", "U1"


async def _told(database: Database) -> list[str]:
    """Who is told how reviews begin."""
    found = select(DELIVERIES.c.place, DELIVERIES.c.payload).where(DELIVERIES.c.kind == NOTICE)
    async with database.read() as connection:
        return [place for place, payload in (await connection.execute(found)).all() if "review here" in payload]


async def test_the_first_admin_who_opens_the_home_is_told_how_reviews_begin_once(
    database: Database, tmp_path: Path
) -> None:
    for who in ([OTHERS], [ADMIN], [ADMIN, OTHERS]):
        async with a_room(database, tmp_path) as room:
            for user in who:
                await room.by(user).open_home()
        assert await _told(database) == ([] if who == [OTHERS] else [ADMIN])


async def test_an_admin_who_writes_to_it_is_told(database: Database, tmp_path: Path) -> None:
    async with a_room(database, tmp_path) as room:
        await room.by(ADMIN).direct("overview")
    assert await _told(database) == [ADMIN]
    assert len(room.slack.posts) == 1


async def test_where_reviews_are_posted_nobody_is_told_that_they_can_be(database: Database, tmp_path: Path) -> None:
    await Schedules(database).ask(Asked("T1", "C1", "monthly on day 15", "UTC", "T1:U1"))
    async with a_room(database, tmp_path) as room:
        await room.by(ADMIN).open_home()
    assert await _told(database) == []


@pytest.mark.parametrize(("more", "told"), [({}, 1), ({"rules": [{"channel": "C1"}]}, 0)])
async def test_the_admins_that_the_settings_name_are_told_at_the_first_start(
    database: Database, tmp_path: Path, more: dict[str, Any], told: int
) -> None:
    file = {**SETTINGS, "admins": [ADMIN], "reviews": {**SETTINGS["reviews"], **more}}
    async with a_room(database, tmp_path, file=file) as room:
        for office in (room.office, Office(room.office.app, database, room.office.client)):
            await office.offer()
    assert await _told(database) == [ADMIN] * told


async def test_who_was_told_at_the_install_is_the_one_who_was_told(database: Database) -> None:
    offers = Offers(database)
    assert [await offers.make("T1", []), await offers.make("T1", []), await offers.make("T2", [])] == [
        True,
        False,
        True,
    ]
    assert [await Offers(database).are_made(team) for team in ("T1", "T3")] == [True, False]


async def _kept(room: Room) -> list[int]:
    async with room.office.database.read() as connection:
        tables = (WATCHES, SCHEDULES, PEOPLE, OFFERS)
        return [int((await connection.execute(select(func.count()).select_from(t))).scalar_one()) for t in tables]


async def _fill(room: Room, team: str) -> str:
    """Something of each kind for a workspace; the key of a message that waits to be sent there."""
    database = room.office.database
    await KeptWatches(database).watch(Watch(Listener(team, "C1", "U1"), WHOLE, Cadence.NOW))
    await Schedules(database).ask(Asked(team, "C1", "monthly on day 15", "UTC", f"{team}:U1"))
    await KeptIdentities(database, room.office.app.people).say(Identity("Kim", team, "U1"))
    await Offers(database).make(team, [])
    await Ledger(database).plan([Planned(f"{team}|waits", "watch", team, "C1", {"content": {"text": "told"}}, 1.0)])
    return f"{team}|waits"


@pytest.mark.parametrize(
    ("event", "stays"),
    [
        ({"type": "app_uninstalled"}, False),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, False),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, True),
    ],
)
async def test_what_is_watched_and_posted_in_a_workspace_ends_with_the_bot_there(
    database: Database, tmp_path: Path, event: dict[str, Any], stays: bool
) -> None:
    async def gone(team: str) -> None:
        await leave(database, team)

    async with a_room(database, tmp_path, leave=gone) as room:
        keys = [await _fill(room, team) for team in ("T1", "T2")]
        assert (await room.send.event(event)).status == 200
        left = 2 if stays else 1
        assert await _kept(room) == [left] * 4
        there = [await Ledger(database).state_of(key) for key in keys]
    assert there == [State.PENDING if stays else State.SKIPPED, State.PENDING]
