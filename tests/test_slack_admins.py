"""Who may confirm who people are: the admins of the settings, else of the workspace. On SQLite and on Postgres."""

from __future__ import annotations

from typing import Any

import pytest

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.faults import Fault
from bot.slack.admins import AN_HOUR, WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import KeptIdentities
from handlers.slack.identity_buttons import BACK, NO, YES
from tests.identifying import ADMIN, DANA, as_user, bot_with, buttons_in, notices, responses, say_dana


@pytest.mark.parametrize("named", [(), ("U2", "U3")])
async def test_admins_are_those_of_the_settings_else_of_the_workspace(
    database: Database, named: tuple[str, ...]
) -> None:
    async with bot_with(database, *named) as bot:
        await say_dana(bot)
    assert [place for place, _ in await notices(database)] == list(named or (ADMIN,))


async def test_where_there_is_no_admin_that_is_said(database: Database) -> None:
    async with bot_with(database) as bot:
        bot.slack.refuse_next("users.list", Fault(error="missing_scope"))
        await say_dana(bot)
        assert "whoever runs this bot names them as `admins` in roadmap.yaml" in (await responses(bot, 1))[0]["text"]
    assert await notices(database) == []


@pytest.mark.parametrize("action", [YES, NO, BACK])
async def test_nobody_but_an_admin_decides_about_others(database: Database, action: str) -> None:
    async with bot_with(database) as bot:
        await say_dana(bot)
        forged = {"action_id": action, "type": "button", "value": "U1|Dana"}
        await as_user(bot, "U2").click(forged, as_user(bot, "U2").in_message(ephemeral=True))
        assert (await responses(bot, 2))[-1]["text"] == "Only an admin can do that."
        assert bot.office.people.owners("U1") == ()
        assert await KeptIdentities(database, KnownPeople(NamedPeople())).of("T1", "U1") == [DANA]


async def test_a_person_does_not_confirm_themselves(database: Database) -> None:
    async with bot_with(database) as bot:
        await say_dana(bot)
        await bot.send.click(
            {"action_id": YES, "type": "button", "value": "U1|Dana"}, bot.send.in_message(ephemeral=True)
        )
        assert (await responses(bot, 2))[-1]["text"] == "Only an admin can do that."
        assert bot.office.people.owners("U1") == ()


async def test_home_shows_admins_what_waits_and_others_nothing_of_it(database: Database) -> None:
    async with bot_with(database, ADMIN) as bot:
        await say_dana(bot)
        await as_user(bot, "U2").open_home()
        await bot.slack.called("views.publish")
        await as_user(bot, ADMIN).open_home()
        await bot.slack.called("views.publish", 2)
        homes = {user: view.told() for user, view in bot.slack.workspace.homes.items()}
        assert "Confirm" not in buttons_in(homes["U2"]["blocks"])
        confirm = buttons_in(homes[ADMIN]["blocks"])["Confirm"]
        await as_user(bot, ADMIN).click(confirm, bot.send.in_view(homes[ADMIN]))
        await bot.slack.called("views.publish", 3)
        assert bot.office.people.owners("U1") == ("Dana",)


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
