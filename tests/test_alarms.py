"""What can't be delivered is told to the admins, once a cause. On SQLite and on Postgres, through the fake Slack."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, fake_slack
from bot.slack.admins import WorkspaceAdmins
from bot.slack.client import open_session
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ledger, NotNow, Planned
from bot.state.troubles import LATE, LOOKED_BACK, KeptTroubles
from bot.state.watches import KeptWatches
from bot.watching.instead import tell_instead
from bot.watching.rounds import KIND
from handlers.troubles import ADVICE
from handlers.watches import Listener, Watch
from knowledge.watching.watched import Watched, WatchKind
from tests.alarmed import Room
from tests.slack_bot import Office as BotOffice
from tests.slack_bot import connected
from tests.slack_views import shown

ADMIN = "U3"
REFUSALS = ("is_archived", "not_in_channel", "account_inactive", "token_revoked")


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Room]:
    async with fake_slack() as slack, open_session() as session:
        client = AsyncWebClient(TOKEN, base_url=slack.url, session=session, retry_handlers=[])
        yield Room(slack, database, client)


@pytest.mark.parametrize("error", REFUSALS)
async def test_a_refusal_is_told_to_the_admins_once_with_what_mends_it(
    room: Room, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    await room.refused(error)
    [text] = await room.told()
    assert text.startswith(f"{ADMIN}: <#C1> gets no messages from me: {error} (since ")
    assert text.endswith(ADVICE[error])
    await room.refused(error)
    assert await room.told() == []
    assert await room.told(room.new_alarms()) == []
    assert room.alarms.health() == {"deliveries": {"refused": 1, "overdue": 0}}
    assert [r.levelname for r in caplog.records if f"C1 in workspace T1 gets no messages: {error}" in r.message] == [
        "ERROR",
        "ERROR",
    ]


async def test_another_place_and_another_cause_are_told_too(room: Room) -> None:
    await room.refused("is_archived")
    await room.refused("not_in_channel", "C2")
    assert len(await room.told()) == 2
    await room.refused("not_in_channel", "C1")
    assert len(await room.told()) == 1


async def test_what_was_mended_is_no_trouble_and_what_comes_again_is_told_again(room: Room) -> None:
    await room.refused("is_archived")
    assert len(await room.told()) == 1
    await room.a_second_later()
    await room.plan()
    await room.send()
    await room.a_second_later()
    assert await KeptTroubles(room.database).of("T1") == []
    assert await room.told() == []
    assert room.alarms.health()["deliveries"]["refused"] == 0
    await room.refused("is_archived")
    assert len(await room.told()) == 1


async def test_the_admins_of_a_refused_token_can_not_be_told_and_the_health_check_says_it(room: Room) -> None:
    room.slack.refuse_next("users.list", Fault(error="token_revoked"))
    await room.refused("token_revoked")
    assert await room.told() == []
    assert room.alarms.health()["deliveries"]["refused"] == 1


async def test_a_notice_that_is_refused_makes_no_further_notice(room: Room) -> None:
    await room.refused("account_inactive", "U1", NOTICE)
    room.seen = room.number
    assert await room.told() == []


async def test_old_refusals_are_forgotten(room: Room) -> None:
    await room.refused("is_archived")
    await room.set(settled=time.time() - LOOKED_BACK - 1)
    assert await room.told() == []


async def test_what_is_due_and_does_not_go_out_is_told_once(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    an_hour_ago = time.time() - LATE - 1
    for _ in range(2):
        await room.plan(due=an_hour_ago)
    await room.alarms.once()
    await room.alarms.once()
    assert room.alarms.health() == {"deliveries": {"refused": 0, "overdue": 2}}
    assert caplog.text.count("2 messages are due for more than an hour in workspace T1") == 1
    for _ in range(2):
        await room.send()
        await room.a_second_later()
    [alarm] = [post for post in room.slack.posts if post["channel"] == ADMIN]
    assert alarm["text"].startswith("2 messages are due for more than an hour and did not go out.")
    await room.alarms.once()
    assert room.alarms.health() == {"deliveries": {"refused": 0, "overdue": 0}}


@pytest.mark.parametrize(
    ("row", "is_overdue"),
    [
        ({"due": -LATE - 1, "not_before": -LATE - 1}, True),
        ({"due": -LATE + 60, "not_before": -LATE + 60}, False),
        ({"due": -LATE - 1, "not_before": LATE}, False),
        ({"due": -LATE - 1, "not_before": 60, "limited_until": 60}, True),
        ({"due": -60, "not_before": 60, "limited_until": 60}, False),
        ({"due": -LATE - 1, "not_before": 60, "doubt_since": -LATE - 1}, True),
        ({"due": -LATE - 1, "not_before": 60, "doubt_since": -60}, False),
    ],
)
async def test_what_waits_for_working_hours_is_not_overdue(room: Room, row: dict[str, float], is_overdue: bool) -> None:
    await room.plan()
    await room.set(**{name: time.time() + seconds for name, seconds in row.items()})
    assert (await KeptTroubles(room.database).overdue() != []) is is_overdue


async def test_a_workspace_that_takes_nothing_for_an_hour_is_told_of(room: Room) -> None:
    await room.plan(due=time.time() - LATE - 1)
    room.slack.refuse_next("chat.postMessage", Fault(429, "ratelimited", {"Retry-After": "30"}))
    assert await room.send() == [NotNow(30.0)]
    await room.alarms.once()
    assert room.alarms.health()["deliveries"]["overdue"] == 1


async def test_what_a_channel_does_not_take_is_told_to_who_watches_there(room: Room) -> None:
    watches = KeptWatches(room.database)
    for person in ("U1", "U2"):
        thing = Watched(WatchKind.FEATURE, f"Thing of {person}")
        await watches.watch(Watch(Listener("T1", "C-NOT-IN", person), thing))
    ids = [kept.id for kept in await watches.every()]
    payload = {"watches": ids, "content": {"text": "It changed.", "blocks": []}}
    await Ledger(room.database).plan([Planned("w", KIND, "T1", "C-NOT-IN", payload, 0.0)])
    await room.send()
    assert [await tell_instead(room.database, watches) for _ in range(2)] == [2, 0]
    await room.send()
    told = sorted((post["channel"], post["text"].splitlines()[-1]) for post in room.slack.posts)
    assert told == [("U1", "It changed."), ("U2", "It changed.")]
    assert (
        "did not take this, so I tell you: I am not in that channel: /invite me there." in room.slack.posts[0]["text"]
    )


async def test_a_person_who_can_not_be_reached_is_told_nowhere_else(room: Room) -> None:
    watches = KeptWatches(room.database)
    await watches.watch(Watch(Listener("T1", "U1", "U1"), Watched(WatchKind.FEATURE, "Search")))
    [kept] = await watches.every()
    payload = {"watches": [kept.id], "content": {"text": "It changed."}}
    await Ledger(room.database).plan([Planned("w", KIND, "T1", "U1", payload, 0.0)])
    room.slack.refuse_next("chat.postMessage", Fault(error="user_disabled"))
    await room.send()
    assert await tell_instead(room.database, watches) == 0


async def test_home_shows_admins_what_slack_refuses(room: Room) -> None:
    await room.refused("is_archived")
    await room.refused("is_archived")
    people = KnownPeople(NamedPeople())
    office = BotOffice(
        identities=KeptIdentities(room.database, people), admins=WorkspaceAdmins((ADMIN,), time.monotonic)
    )
    office.troubles = KeptTroubles(room.database)
    async with connected(office=office) as bot:
        for user, times in (("U1", 1), (ADMIN, 2)):
            await replace(bot.send, user=user).open_home()
            await bot.slack.called("views.publish", times)
        homes = {user: shown(view.told()) for user, view in bot.slack.workspace.homes.items()}
    assert "What Slack refuses" not in homes["U1"]
    assert "gets no messages from me: is_archived" in homes[ADMIN]
    assert ", 2 times). That channel is archived" in homes[ADMIN]
