"""Who people say they are is kept, and counts once an admin confirmed it. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.people import KnownPeople, NamedPeople
from bot.state.database import Database
from bot.state.forgetting import NOBODY, forget
from bot.state.identities import KeptIdentities
from bot.state.ledger import Ledger, State
from bot.state.tables import PEOPLE
from handlers.identities import Identity, Notice, Stage

DANA = Identity("Dana", "T1", "U1")
ALSO_DANA = Identity("Dana", "T1", "U2")
NOTICE = Notice("k", "T1", "U1", {"text": "hello"})


def _people() -> KnownPeople:
    return KnownPeople(NamedPeople({"Kim": ("U9",)}, {"U9": "Asia/Tokyo"}))


async def test_what_somebody_says_counts_once_it_is_confirmed(database: Database) -> None:
    people = _people()
    identities = KeptIdentities(database, people)
    assert [await identities.say(DANA) for _ in range(2)] == [Stage.NEW, Stage.WAITING]
    assert (people.owners("U1"), identities.is_known("Dana")) == ((), False)
    assert await identities.confirm(DANA, "U3") == "U3"
    assert (people.owners("U1"), identities.is_known("dana")) == (("Dana",), True)
    assert await identities.say(DANA) is Stage.CONFIRMED
    assert await identities.of("T1", "U1") == [replace(DANA, confirmed_by="U3")]


async def test_the_first_admin_who_decides_has_decided(database: Database) -> None:
    identities = KeptIdentities(database, _people())
    await identities.say(DANA)
    by = await asyncio.gather(*(identities.confirm(DANA, f"U{n}") for n in range(3, 8)))
    assert len(set(by)) == 1
    assert await identities.confirm(replace(DANA, owner="Robin"), "U3") is None


async def test_what_is_taken_back_counts_no_more(database: Database) -> None:
    people = _people()
    identities = KeptIdentities(database, people)
    await identities.say(DANA)
    await identities.confirm(DANA, "U3")
    assert [await identities.take_back(DANA) for _ in range(2)] == [True, False]
    assert (people.owners("U1"), await identities.of("T1", "U1")) == ((), [])


async def test_people_of_the_settings_stay_and_are_not_matched_by_name(database: Database) -> None:
    people = _people()
    identities = KeptIdentities(database, people)
    for who in (Identity("Kim", "T1", "U1"), DANA, ALSO_DANA):
        await identities.say(who)
        await identities.confirm(who, "U3")
    assert people.all.ids == {"Kim": ("U9", "U1"), "Dana": ("U1", "U2")}
    assert people.all.zones == {"U9": "Asia/Tokyo"}
    assert people.owners("Dana") == ()


async def test_another_process_learns_it_in_its_next_round(database: Database) -> None:
    here, there = KeptIdentities(database, _people()), _people()
    await here.say(DANA)
    await here.confirm(DANA, "U3")
    assert there.owners("U1") == ()
    await KeptIdentities(database, there).refresh()
    assert there.owners("U1") == ("Dana",)


async def test_what_waits_comes_first_for_each_workspace_alone(database: Database) -> None:
    identities = KeptIdentities(database, _people())
    for who in (DANA, ALSO_DANA, Identity("Dana", "T2", "U1")):
        await identities.say(who)
    await identities.confirm(DANA, "U3")
    assert await identities.every("T1") == [ALSO_DANA, replace(DANA, confirmed_by="U3")]


async def test_a_person_who_is_forgotten_is_nobody_and_an_admin_has_confirmed_nothing(database: Database) -> None:
    people = _people()
    identities = KeptIdentities(database, people)
    for who in (DANA, ALSO_DANA):
        await identities.say(who)
        await identities.confirm(who, "U3")
    await identities.notify([NOTICE])
    assert await forget(database, "T1:U1") == 2
    assert await forget(database, "U3") == 1
    async with database.read() as connection:
        [row] = (await connection.execute(select(PEOPLE))).all()
    assert (row.person, row.confirmed_by) == ("T1:U2", NOBODY)
    assert await Ledger(database).counts() == {}


async def test_a_notice_is_planned_once(database: Database) -> None:
    identities = KeptIdentities(database, _people())
    for _ in range(2):
        await identities.notify([NOTICE])
    assert await Ledger(database).counts() == {State.PENDING: 1}


@pytest.mark.parametrize(("named", "others"), [({}, {}), ({"A": ("U1",)}, {}), ({}, {"A": ("U1",)})])
def test_people_are_added_to_those_there_are(
    named: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]
) -> None:
    people = KnownPeople(NamedPeople(named))
    people.learn(others)
    assert people.all.ids == named | others
    people.learn({})
    assert people.all.ids == named
