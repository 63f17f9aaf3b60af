"""“That's me”: said on a card, confirmed by an admin, taken back by either. On SQLite and on Postgres."""

from __future__ import annotations

import time

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.block_rules import message_error, texts
from bot.slack.admins import WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import KeptIdentities
from handlers.slack.identity_buttons import BACK, SAY
from tests.identifying import ADMIN, DANA, PAGE, as_user, bot_with, buttons_in, notices, offered, responses, say_dana
from tests.slack_bot import Office, connected
from tests.slack_views import home, roadmap_of, shown


async def test_a_card_offers_it_for_owners_nobody_is_known_for(database: Database) -> None:
    async with bot_with(database) as bot:
        assert [b["action_id"] for label, b in (await offered(bot)).items() if "That's me" in label] == [f"{SAY}:0"]
        assert [label for label in await offered(bot, "import") if "That's me" in label] == [
            "That's me: Dana",
            "That's me: Bo",
        ]
        for question in ("export", "alerts", "blocked", "help", "zzz"):
            assert not any("That's me" in label for label in await offered(bot, question))


async def test_who_owns_all_is_offered_only_when_it_was_asked(database: Database) -> None:
    async with bot_with(database) as bot:
        assert "That's me: Robin" in await offered(bot, "who owns alerts?")


async def test_without_a_database_it_is_not_offered() -> None:
    async with connected(office=Office(roadmap=roadmap_of(PAGE))) as bot:
        assert not any("That's me" in label for label in await offered(bot))


async def test_an_admin_confirms_what_a_person_says(database: Database) -> None:
    async with bot_with(database) as bot:
        await say_dana(bot)
        [word] = await responses(bot, 1)
        assert word["text"] == "An admin is asked to confirm that you are Dana. Until then nothing changes."
        assert bot.office.people.owners("U1") == ()
        [(place, content)] = await notices(database)
        assert (place, content["text"]) == (ADMIN, "<@U1> says: I am Dana on the pages. Is that so?")
        message = {"type": "message", "ts": "1.1", "text": content["text"], "blocks": content["blocks"]}
        admin = as_user(bot, ADMIN)
        await admin.click(
            buttons_in(content["blocks"])["Confirm"], admin.in_message(bot.slack.workspace.direct(ADMIN).id, message)
        )
        done = (await responses(bot, 2))[-1]
        assert (done["replace_original"], done["text"]) == (True, "<@U1> is Dana here, confirmed by <@U3>.")
        assert bot.office.people.owners("U1") == ("Dana",)
        assert not any("That's me" in label for label in await offered(bot))
        [(place, content)] = await notices(database)
        assert (place, content["text"]) == ("U1", "You are Dana here from now on: an admin confirmed it.")
        await bot.send.open_home()
        assert "2 items owned by Dana" in shown(await home(bot))


async def test_saying_it_twice_asks_once(database: Database) -> None:
    async with bot_with(database) as bot:
        await say_dana(bot)
        await say_dana(bot)
        assert (await responses(bot, 2))[-1]["text"] == "That you are Dana waits for an admin already."
    assert len(await notices(database)) == 1


async def test_an_admin_declines_and_the_person_is_told(database: Database) -> None:
    async with bot_with(database) as bot:
        await say_dana(bot)
        [(_, content)] = await notices(database)
        admin = as_user(bot, ADMIN)
        await admin.click(
            buttons_in(content["blocks"])["Decline"], admin.in_message(bot.slack.workspace.direct(ADMIN).id)
        )
        assert (await responses(bot, 2))[-1]["text"] == "<@U1> is not Dana here."
        await admin.click(
            buttons_in(content["blocks"])["Confirm"], admin.in_message(bot.slack.workspace.direct(ADMIN).id)
        )
        assert (await responses(bot, 3))[-1]["text"] == "<@U1> took back that they are Dana."
        [(place, told)] = await notices(database)
        assert (place, told["text"]) == ("U1", "An admin did not confirm that you are Dana.")


async def test_a_person_takes_it_back_on_home_and_so_does_an_admin(database: Database) -> None:
    async with bot_with(database, ADMIN) as bot:
        identities = bot.office.identities
        assert identities is not None
        for _ in range(2):
            await identities.say(DANA)
            await identities.confirm(DANA, ADMIN)
            user = "U1" if not bot.slack.workspace.homes else ADMIN
            await as_user(bot, user).open_home()
            calls = await bot.slack.called("views.publish", 1 if user == "U1" else 3)
            view = bot.slack.workspace.homes[user].told()
            assert "Dana" in shown(view)
            back = buttons_in(view["blocks"])["Take it back"]
            await as_user(bot, user).click(back, bot.send.in_view(view))
            await bot.slack.called("views.publish", len(calls) + 1)
            assert bot.office.people.owners("U1") == ()
            assert "Take it back" not in buttons_in(bot.slack.workspace.homes[user].told()["blocks"])
        assert "Nobody has told me yet" in shown(bot.slack.workspace.homes["U1"].told())


async def test_an_owner_that_no_page_names_any_more_is_nobody(database: Database) -> None:
    async with bot_with(database) as bot:
        gone = {"action_id": f"{SAY}:0", "type": "button", "value": "Old <!channel> name"}
        await bot.send.click(gone, bot.send.in_message(ephemeral=True))
        [word] = await responses(bot, 1)
        assert word["text"] == "No page names Old &lt;!channel&gt; name as an owner any more."
        for value in ("", "U1", "|Dana"):
            await bot.send.click(
                {"action_id": BACK, "type": "button", "value": value}, bot.send.in_message(ephemeral=True)
            )


async def test_an_owner_whose_name_is_a_ping_pings_nobody(database: Database) -> None:
    people = KnownPeople(NamedPeople())
    page = "# Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n| Search | Blocked | <!channel> Dana |\n| Export | Done | Kim |\n"
    office = Office(people=people, roadmap=roadmap_of(page), identities=KeptIdentities(database, people))
    office.admins = WorkspaceAdmins((ADMIN,), time.monotonic)
    async with connected(office=office) as bot:
        buttons = [b for label, b in (await offered(bot)).items() if "That's me" in label]
        for button in buttons:
            await bot.send.click(button, bot.send.in_message(ephemeral=True))
            await responses(bot, 1)
    for _, content in await notices(database):
        assert "<!" not in content["text"] + "".join(texts([b for b in content["blocks"] if b["type"] == "rich_text"]))
    assert buttons


async def test_a_name_that_no_button_can_carry_has_none(database: Database) -> None:
    page = f"# Plan\n\n| Feature | Owner |\n|---|---|\n| Search | {'Long' * 600} |\n"
    office = Office(roadmap=roadmap_of(page), identities=KeptIdentities(database, KnownPeople(NamedPeople())))
    async with connected(office=office) as bot:
        said = (await bot.send.command("who owns search?")).said
        assert message_error(said) is None
        assert not [label for label in buttons_in(said["blocks"]) if label.startswith("That's me")]
        await bot.send.click({"type": "button", "action_id": SAY + ":0", "value": "Long" * 600})
        (told,) = await responses(bot, 1)
    assert message_error(told) is None
