"""Watches are kept: once for each place and thing, until they end. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio

from bot.state.database import Database
from bot.state.forgetting import forget
from bot.state.ledger import Ledger, Planned, State
from bot.state.watches import MOST, Kept, KeptWatches
from handlers.watches import Cadence, Listener, Noted, Watch
from knowledge.watching.watched import Watched, WatchKind

ANN, BOB = Listener("T1", "U1", "U1"), Listener("T1", "U2", "U2")
HERE, HERE_BY_BOB = Listener("T1", "C1", "U1"), Listener("T1", "C1", "U2")
SEARCH, EXPORT = Watched(WatchKind.FEATURE, "Search"), Watched(WatchKind.FEATURE, "Export")
PLANNED = Planned("k", "watch", "T1", "U1", {}, 0.0)


async def _one(watches: KeptWatches) -> Kept:
    [kept] = await watches.every()
    return kept


async def test_a_person_and_a_channel_watch_a_thing_once_each(database: Database) -> None:
    watches = KeptWatches(database)
    assert [await watches.watch(Watch(who, SEARCH)) for who in (ANN, HERE, BOB)] == [Noted.NEW] * 3
    assert [await watches.watch(Watch(who, SEARCH)) for who in (ANN, HERE_BY_BOB)] == [Noted.SAME] * 2
    assert await watches.at(HERE_BY_BOB) == [Watch(HERE, SEARCH)]
    assert await watches.of("T1", "U1") == [Watch(ANN, SEARCH), Watch(HERE, SEARCH)]
    assert await watches.of("T2", "U1") == []


async def test_another_pace_changes_the_watch_there_is(database: Database) -> None:
    watches = KeptWatches(database)
    await watches.watch(Watch(ANN, SEARCH))
    assert await watches.watch(Watch(ANN, SEARCH, Cadence.WEEKLY)) is Noted.CHANGED
    assert await watches.at(ANN) == [Watch(ANN, SEARCH, Cadence.WEEKLY)]


async def test_anybody_of_a_channel_ends_its_watch(database: Database) -> None:
    watches = KeptWatches(database)
    await watches.watch(Watch(HERE, SEARCH))
    assert not await watches.unwatch(HERE, EXPORT)
    assert not await watches.unwatch(ANN, SEARCH)
    assert await watches.unwatch(HERE_BY_BOB, SEARCH)
    assert await watches.every() == []


async def test_nothing_of_before_is_told_to_who_asks_now(database: Database) -> None:
    watches = KeptWatches(database, lambda: "c1")
    await watches.watch(Watch(ANN, SEARCH))
    kept = await _one(watches)
    assert (kept.told, kept.told_at > 1_700_000_000) == ("c1", True)


async def test_a_place_watches_so_many_things_and_no_more(database: Database) -> None:
    watches = KeptWatches(database)
    for number in range(MOST):
        await watches.watch(Watch(ANN, Watched(WatchKind.FEATURE, f"Thing {number}")))
    assert await watches.watch(Watch(ANN, SEARCH)) is Noted.TOO_MANY
    assert await watches.watch(Watch(BOB, SEARCH)) is Noted.NEW


async def test_what_is_told_is_noted_and_planned_by_one_of_several(database: Database) -> None:
    watches = KeptWatches(database, lambda: "c1")
    await watches.watch(Watch(ANN, SEARCH))
    kept = await _one(watches)
    told = await asyncio.gather(*(watches.told({kept.id: "c1"}, "c2", PLANNED) for _ in range(3)))
    assert sorted(told) == [False, False, True]
    assert (await _one(watches)).told == "c2"
    assert await Ledger(database).counts() == {State.PENDING: 1}


async def test_of_a_watch_that_ended_meanwhile_nothing_is_planned(database: Database) -> None:
    watches = KeptWatches(database)
    await watches.watch(Watch(ANN, SEARCH))
    await watches.watch(Watch(ANN, EXPORT))
    ids = [kept.id for kept in await watches.every()]
    await watches.unwatch(ANN, EXPORT)
    assert not await watches.told(dict.fromkeys(ids), "c2", PLANNED)
    assert ((await _one(watches)).told, await Ledger(database).counts()) == (None, {})
    assert [await watches.are_left(ids), await watches.are_left(ids[1:])] == [True, False]


async def test_a_person_who_is_forgotten_watches_nothing(database: Database) -> None:
    watches = KeptWatches(database)
    for who in (ANN, HERE, BOB):
        await watches.watch(Watch(who, SEARCH))
    assert await forget(database, "T1:U1") == 2
    assert [kept.watch for kept in await watches.every()] == [Watch(BOB, SEARCH)]
