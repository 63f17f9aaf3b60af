"""“That's me”: said on a card, confirmed by an admin, taken back by either. On SQLite and on Postgres."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.acts import Acts
from bot.playground.slack.block_rules import texts
from bot.playground.slack.faults import Fault
from bot.slack.admins import AN_HOUR, WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ledger, Sent
from handlers.identities import Identity
from handlers.slack.identity_buttons import BACK, NO, SAY, YES
from tests.slack_bot import Connected, Office, connected
from tests.test_slack_home import home, roadmap_of, shown

PAGE = (
    "# Plan\n\n**Owner**: Robin\n\n| Feature | Status | Owner |\n|---|---|---|\n"
    "| Search | Blocked | Dana |\n| Export | Done | Kim |\n| Import | Planned | Dana, Kim and Bo |\n| Alerts | Planned | |\n"
)
ADMIN = "U3"
DANA = Identity("Dana", "T1", "U1")


@asynccontextmanager
async def bot_with(database: Database, *named: str) -> AsyncIterator[Connected]:
    """The bot, which knows who Kim is; admins are named, else they are those of the workspace."""
    people = KnownPeople(NamedPeople({"Kim": ("U2",)}))
    office = Office(people=people, roadmap=roadmap_of(PAGE), identities=KeptIdentities(database, people))
    office.admins = WorkspaceAdmins(named, time.monotonic)
    async with connected(office=office) as bot:
        yield bot


def _buttons(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {e["text"]["text"]: e for block in blocks if block["type"] == "actions" for e in block["elements"]}


async def _said(bot: Connected, question: str = "search") -> dict[str, dict[str, Any]]:
    return _buttons((await bot.send.command(question)).said["blocks"])


async def _responses(bot: Connected, times: int) -> list[dict[str, Any]]:
    return [call.said for call in await bot.slack.called("response_url", times)]


async def _notices(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """What is planned to be told, and to whom; it is sent by that."""
    ledger, found = Ledger(database, kinds=[NOTICE]), []
    while (claimed := await ledger.claim()) is not None:
        await ledger.settle(claimed, Sent(str(claimed.id)))
        found.append((claimed.planned.place, claimed.planned.payload["content"]))
    return found


async def _say(bot: Connected) -> None:
    """U1 says on a card of Search that they are Dana."""
    await bot.send.click((await _said(bot))["That's me: Dana"], bot.send.in_message(ephemeral=True))
    await _responses(bot, 1)


def _as(bot: Connected, user: str) -> Acts:
    return replace(bot.send, user=user)


async def test_a_card_offers_it_for_owners_nobody_is_known_for(database: Database) -> None:
    async with bot_with(database) as bot:
        assert [b["action_id"] for label, b in (await _said(bot)).items() if "That's me" in label] == [f"{SAY}:0"]
        assert [label for label in await _said(bot, "import") if "That's me" in label] == [
            "That's me: Dana",
            "That's me: Bo",
        ]
        for question in ("export", "alerts", "blocked", "help", "zzz"):
            assert not any("That's me" in label for label in await _said(bot, question))


async def test_who_owns_all_is_offered_only_when_it_was_asked(database: Database) -> None:
    async with bot_with(database) as bot:
        assert "That's me: Robin" in await _said(bot, "who owns alerts?")


async def test_without_a_database_it_is_not_offered() -> None:
    async with connected(office=Office(roadmap=roadmap_of(PAGE))) as bot:
        assert not any("That's me" in label for label in await _said(bot))


async def test_an_admin_confirms_what_a_person_says(database: Database) -> None:
    async with bot_with(database) as bot:
        await _say(bot)
        [word] = await _responses(bot, 1)
        assert word["text"] == "An admin is asked to confirm that you are Dana. Until then nothing changes."
        assert bot.office.people.owners("U1") == ()
        [(place, content)] = await _notices(database)
        assert (place, content["text"]) == (ADMIN, "<@U1> says: I am Dana on the pages. Is that so?")
        message = {"type": "message", "ts": "1.1", "text": content["text"], "blocks": content["blocks"]}
        admin = _as(bot, ADMIN)
        await admin.click(
            _buttons(content["blocks"])["Confirm"], admin.in_message(bot.slack.workspace.direct(ADMIN).id, message)
        )
        done = (await _responses(bot, 2))[-1]
        assert (done["replace_original"], done["text"]) == (True, "<@U1> is Dana here, confirmed by <@U3>.")
        assert bot.office.people.owners("U1") == ("Dana",)
        assert not any("That's me" in label for label in await _said(bot))
        [(place, content)] = await _notices(database)
        assert (place, content["text"]) == ("U1", "You are Dana here from now on: an admin confirmed it.")
        await bot.send.open_home()
        assert "2 items owned by Dana" in shown(await home(bot))


@pytest.mark.parametrize("named", [(), ("U2", "U3")])
async def test_admins_are_those_of_the_settings_else_of_the_workspace(
    database: Database, named: tuple[str, ...]
) -> None:
    async with bot_with(database, *named) as bot:
        await _say(bot)
    assert [place for place, _ in await _notices(database)] == list(named or (ADMIN,))


async def test_where_there_is_no_admin_that_is_said(database: Database) -> None:
    async with bot_with(database) as bot:
        bot.slack.refuse_next("users.list", Fault(error="missing_scope"))
        await _say(bot)
        assert "whoever runs this bot names them as `admins` in roadmap.yaml" in (await _responses(bot, 1))[0]["text"]
    assert await _notices(database) == []


async def test_saying_it_twice_asks_once(database: Database) -> None:
    async with bot_with(database) as bot:
        await _say(bot)
        await _say(bot)
        assert (await _responses(bot, 2))[-1]["text"] == "That you are Dana waits for an admin already."
    assert len(await _notices(database)) == 1


@pytest.mark.parametrize("action", [YES, NO, BACK])
async def test_nobody_but_an_admin_decides_about_others(database: Database, action: str) -> None:
    async with bot_with(database) as bot:
        await _say(bot)
        forged = {"action_id": action, "type": "button", "value": "U1|Dana"}
        await _as(bot, "U2").click(forged, _as(bot, "U2").in_message(ephemeral=True))
        assert (await _responses(bot, 2))[-1]["text"] == "Only an admin can do that."
        assert bot.office.people.owners("U1") == ()
        assert await KeptIdentities(database, KnownPeople(NamedPeople())).of("T1", "U1") == [DANA]


async def test_a_person_does_not_confirm_themselves(database: Database) -> None:
    async with bot_with(database) as bot:
        await _say(bot)
        await bot.send.click(
            {"action_id": YES, "type": "button", "value": "U1|Dana"}, bot.send.in_message(ephemeral=True)
        )
        assert (await _responses(bot, 2))[-1]["text"] == "Only an admin can do that."
        assert bot.office.people.owners("U1") == ()


async def test_an_admin_declines_and_the_person_is_told(database: Database) -> None:
    async with bot_with(database) as bot:
        await _say(bot)
        [(_, content)] = await _notices(database)
        admin = _as(bot, ADMIN)
        await admin.click(
            _buttons(content["blocks"])["Decline"], admin.in_message(bot.slack.workspace.direct(ADMIN).id)
        )
        assert (await _responses(bot, 2))[-1]["text"] == "<@U1> is not Dana here."
        await admin.click(
            _buttons(content["blocks"])["Confirm"], admin.in_message(bot.slack.workspace.direct(ADMIN).id)
        )
        assert (await _responses(bot, 3))[-1]["text"] == "<@U1> took back that they are Dana."
        [(place, told)] = await _notices(database)
        assert (place, told["text"]) == ("U1", "An admin did not confirm that you are Dana.")


async def test_a_person_takes_it_back_on_home_and_so_does_an_admin(database: Database) -> None:
    async with bot_with(database, ADMIN) as bot:
        identities = bot.office.identities
        assert identities is not None
        for _ in range(2):
            await identities.say(DANA)
            await identities.confirm(DANA, ADMIN)
            user = "U1" if not bot.slack.workspace.homes else ADMIN
            await _as(bot, user).open_home()
            calls = await bot.slack.called("views.publish", 1 if user == "U1" else 3)
            view = bot.slack.workspace.homes[user].told()
            assert "Dana" in shown(view)
            back = _buttons(view["blocks"])["Take it back"]
            await _as(bot, user).click(back, bot.send.in_view(view))
            await bot.slack.called("views.publish", len(calls) + 1)
            assert bot.office.people.owners("U1") == ()
            assert "Take it back" not in _buttons(bot.slack.workspace.homes[user].told()["blocks"])
        assert "Nobody has told me yet" in shown(bot.slack.workspace.homes["U1"].told())


async def test_home_shows_admins_what_waits_and_others_nothing_of_it(database: Database) -> None:
    async with bot_with(database, ADMIN) as bot:
        await _say(bot)
        await _as(bot, "U2").open_home()
        await bot.slack.called("views.publish")
        await _as(bot, ADMIN).open_home()
        await bot.slack.called("views.publish", 2)
        homes = {user: view.told() for user, view in bot.slack.workspace.homes.items()}
        assert "Confirm" not in _buttons(homes["U2"]["blocks"])
        confirm = _buttons(homes[ADMIN]["blocks"])["Confirm"]
        await _as(bot, ADMIN).click(confirm, bot.send.in_view(homes[ADMIN]))
        await bot.slack.called("views.publish", 3)
        assert bot.office.people.owners("U1") == ("Dana",)


async def test_an_owner_that_no_page_names_any_more_is_nobody(database: Database) -> None:
    async with bot_with(database) as bot:
        gone = {"action_id": f"{SAY}:0", "type": "button", "value": "Old <!channel> name"}
        await bot.send.click(gone, bot.send.in_message(ephemeral=True))
        [word] = await _responses(bot, 1)
        assert word["text"] == "No page names Old &lt;!channel&gt; name as an owner any more."
        for value in ("", "U1", "|Dana"):
            await bot.send.click(
                {"action_id": BACK, "type": "button", "value": value}, bot.send.in_message(ephemeral=True)
            )


async def test_who_is_an_admin_is_asked_once_an_hour(database: Database) -> None:
    passed = [0.0]
    async with bot_with(database) as bot:
        bot.office.admins = WorkspaceAdmins((), lambda: passed[0])
        client: Any = None

        class Client:
            calls = 0

            async def users_info(self, user: str) -> dict[str, Any]:
                self.calls += 1
                return {"user": bot.slack.workspace.users[user].told()}

        client = Client()
        for passed[0] in (0.0, AN_HOUR - 1, AN_HOUR + 1):
            assert await bot.office.admins.is_admin("U3", client)
            assert not await bot.office.admins.is_admin("U1", client)
    assert client.calls == 4


async def test_an_owner_whose_name_is_a_ping_pings_nobody(database: Database) -> None:
    people = KnownPeople(NamedPeople())
    page = "# Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n| Search | Blocked | <!channel> Dana |\n| Export | Done | Kim |\n"
    office = Office(people=people, roadmap=roadmap_of(page), identities=KeptIdentities(database, people))
    office.admins = WorkspaceAdmins((ADMIN,), time.monotonic)
    async with connected(office=office) as bot:
        offered = [b for label, b in (await _said(bot)).items() if "That's me" in label]
        for button in offered:
            await bot.send.click(button, bot.send.in_message(ephemeral=True))
            await _responses(bot, 1)
    for _, content in await _notices(database):
        assert "<!" not in content["text"] + "".join(texts([b for b in content["blocks"] if b["type"] == "rich_text"]))
    assert offered
