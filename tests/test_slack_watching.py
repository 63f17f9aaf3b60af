"""Watching through Slack: by words, by buttons, from Home. On SQLite and on Postgres."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.playground.slack.block_rules import texts
from bot.state.database import Database
from bot.state.watches import KeptWatches
from handlers.slack.buttons import END, OFF, ON
from handlers.watches import Cadence, Listener, Watch
from knowledge.watching.watched import Watched, WatchKind
from tests.hostile import troubles
from tests.slack_bot import Connected, Office, connected
from tests.slack_views import home, shown
from tests.watching import PLAN, roadmap_after

ANN, HERE = Listener("T1", "U1", "U1"), Listener("T1", "C1", "U1")
SEARCH = Watched(WatchKind.FEATURE, "Search")


@asynccontextmanager
async def bot_with(database: Database) -> AsyncIterator[Connected]:
    """The bot over pages with a past, and its watches in a database."""
    office = Office(roadmap=roadmap_after(PLAN), watches=KeptWatches(database))
    async with connected(office=office) as bot:
        yield bot


def _buttons(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The buttons of a message or a view by their labels."""
    elements = [e for block in blocks if block["type"] == "actions" for e in block["elements"]]
    elements += [block["accessory"] for block in blocks if "accessory" in block]
    return {e["text"]["text"]: e for e in elements}


async def _responses(bot: Connected, times: int) -> list[dict[str, Any]]:
    """What was sent to the addresses that come with clicks, once there is so much."""
    return [call.said for call in await bot.slack.called("response_url", times)]


async def _watched(database: Database) -> list[Watch]:
    return [kept.watch for kept in await KeptWatches(database).every()]


async def test_a_command_in_a_channel_watches_for_the_channel(database: Database) -> None:
    async with bot_with(database) as bot:
        said = (await bot.send.command("watch search weekly")).said
        assert said["response_type"] == "ephemeral"
        assert said["text"].startswith("This channel watches Search now, told weekly.")
        assert "Share in channel" not in _buttons(said["blocks"])
    assert await _watched(database) == [Watch(HERE, SEARCH, Cadence.WEEKLY)]


@pytest.mark.parametrize("text", ["watch search for me", "tell me when search changes, for me"])
async def test_a_command_can_ask_for_the_person_alone(database: Database, text: str) -> None:
    async with bot_with(database) as bot:
        assert (await bot.send.command(text)).said["text"].startswith("You watch Search now.")
    assert await _watched(database) == [Watch(ANN, SEARCH)]


async def test_a_command_in_a_direct_message_watches_for_the_person(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.command("watch search", channel_id="D1")
    assert await _watched(database) == [Watch(ANN, SEARCH)]


async def test_mentions_and_direct_messages_are_understood_alike(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.mention("<@U0BOT> tell us when export changes")
        await bot.send.direct("watch search")
        await bot.slack.posted(2)
        await bot.send.mention("<@U0BOT> stop watching export")
        texts = [post["text"].partition("\n")[0] for post in await bot.slack.posted(3)]
    assert sorted(texts) == [
        "This channel watches Export no more.",
        "This channel watches Export now.",
        "You watch Search now.",
    ]
    assert await _watched(database) == [Watch(ANN, SEARCH)]


async def test_a_thing_that_is_called_so_is_answered_as_that_thing(database: Database) -> None:
    page = {"plan.md": "# Plan\n\n| Feature | Status |\n|---|---|\n| Watch list | Planned |\n| Watching | Planned |\n"}
    office = Office(roadmap=roadmap_after(page), watches=KeptWatches(database))
    async with connected(office=office) as bot:
        for text in ("watch list", "watching"):
            assert "Planned" in (await bot.send.command(text)).said["text"]
    assert await _watched(database) == []


async def test_every_card_of_one_item_has_the_button(database: Database) -> None:
    async with bot_with(database) as bot:
        for text in ("search", "status search", "who owns export?"):
            assert _buttons((await bot.send.command(text)).said["blocks"])["Watch"]["action_id"] == ON
        for text in ("q3 2026", "help", "zzz"):
            assert "Watch" not in _buttons((await bot.send.command(text)).said["blocks"])


async def test_without_a_past_or_a_database_there_is_no_button(database: Database) -> None:
    async with connected(office=Office(watches=KeptWatches(database))) as bot:
        assert "Watch" not in _buttons((await bot.send.command("warmup")).said["blocks"])
        assert "watching" not in (await bot.send.command("help")).said["text"]
    async with connected(office=Office(roadmap=roadmap_after(PLAN))) as bot:
        assert "Watch" not in _buttons((await bot.send.command("search")).said["blocks"])
        assert "only where I can write to you" in (await bot.send.command("watch search")).said["text"]


async def test_a_press_watches_for_who_pressed_and_offers_to_undo_it(database: Database) -> None:
    async with bot_with(database) as bot:
        button = _buttons((await bot.send.command("search")).said["blocks"])["Watch"]
        await bot.send.click(button, bot.send.in_message(ephemeral=True))
        [word] = await _responses(bot, 1)
        assert (word["response_type"], word["text"].partition("\n")[0]) == ("ephemeral", "You watch Search now.")
        assert await _watched(database) == [Watch(ANN, SEARCH)]
        stop = _buttons(word["blocks"])["Stop watching"]
        await bot.send.click(stop, bot.send.in_message(ephemeral=True))
        word = (await _responses(bot, 2))[-1]
        assert word["text"] == "You watch Search no more."
        assert _buttons(word["blocks"])["Watch"]["action_id"] == ON
    assert await _watched(database) == []


async def test_in_a_direct_message_the_button_turns_round(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.direct("search")
        [post] = await bot.slack.posted()
        message = {"type": "message", "ts": "1.1", "text": post["text"], "blocks": post["blocks"]}
        await bot.send.click(_buttons(post["blocks"])["Watch"], bot.send.in_message("D1", message))
        [turned] = await _responses(bot, 1)
        assert (turned["replace_original"], turned["text"]) == (True, post["text"])
        after = _buttons(turned["blocks"])
        assert (after["Stop watching"]["action_id"], "Watch" in after, "Timeline" in after) == (OFF, False, True)
    assert await _watched(database) == [Watch(ANN, SEARCH)]


async def test_in_a_window_the_button_turns_round(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.open_home()
        await home(bot)
        search = {"action_id": "search", "type": "plain_text_input", "value": "search"}
        await bot.send.click(search, bot.send.in_view(bot.slack.workspace.homes["U1"].told()))
        await bot.slack.called("views.open")
        (modal,) = [v for v in bot.slack.workspace.views.values() if v.said["type"] == "modal"]
        await bot.send.click(_buttons(modal.said["blocks"])["Watch"], bot.send.in_view(modal.told()))
        updated = (await bot.slack.called("views.update"))[-1].said["view"]
        assert "Stop watching" in _buttons(updated["blocks"])
    assert await _watched(database) == [Watch(ANN, SEARCH)]


async def test_home_shows_what_is_watched_and_ends_it(database: Database) -> None:
    watches = KeptWatches(database)
    async with bot_with(database) as bot:
        await bot.send.open_home()
        assert "You watch nothing." in shown(await home(bot))
        await watches.watch(Watch(ANN, SEARCH))
        await watches.watch(Watch(Listener("T1", "C2", "U1"), SEARCH, Cadence.MONTHLY))
        await watches.watch(Watch(Listener("T1", "U2", "U2"), Watched(WatchKind.FEATURE, "Export")))
        await bot.send.open_home()
        view = await home(bot, 2)
        assert [line for line in texts(view["blocks"]) if ": told " in line] == [
            "Search: told at once",
            "Search: told once a month",
        ]
        end = next(b["accessory"] for b in view["blocks"] if "accessory" in b)
        assert end["action_id"] == END
        await bot.send.click(end, bot.send.in_view(bot.slack.workspace.homes["U1"].told()))
        view = await home(bot, 3)
        assert [line for line in texts(view["blocks"]) if ": told " in line] == ["Search: told once a month"]
    assert len(await _watched(database)) == 2


async def test_which_of_several_is_picked_by_a_button(database: Database) -> None:
    async with bot_with(database) as bot:
        said = (await bot.send.command("watch inbox")).said
        await bot.send.click(_buttons(said["blocks"])["watch Team Inbox"], bot.send.in_message(ephemeral=True))
        [word] = await _responses(bot, 1)
        assert word["text"].startswith("This channel watches Team Inbox now.")


async def test_a_list_ends_watches_by_its_buttons(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.command("watch search")
        said = (await bot.send.command("watching")).said
        await bot.send.click(_buttons(said["blocks"])["unwatch Search"], bot.send.in_message(ephemeral=True))
        assert (await _responses(bot, 1))[0]["text"].startswith("This channel watches Search no more.")
    assert await _watched(database) == []


async def test_a_forged_press_ends_nothing(database: Database) -> None:
    async with bot_with(database) as bot:
        await bot.send.command("watch search for me")
        for value in ("", "U1", "U1|feature", "U1|planet|Search"):
            await bot.send.click(
                {"action_id": END, "type": "button", "value": value}, bot.send.in_message(ephemeral=True)
            )
    assert await _watched(database) == [Watch(ANN, SEARCH)]


@pytest.mark.parametrize("text", ["watch it", "tell us when it changes", "watch this weekly"])
async def test_in_a_thread_the_thing_need_not_be_named_again(database: Database, text: str) -> None:
    office = Office(roadmap=roadmap_after(PLAN), watches=KeptWatches(database))
    talk = office.talk()
    office.understand = talk.understand
    async with connected(talk, office) as bot:
        await bot.send.mention("<@U0BOT> who owns search?", thread_ts="1.1")
        await bot.slack.posted()
        await bot.send.mention(f"<@U0BOT> {text}", thread_ts="1.1")
        assert (await bot.slack.posted(2))[-1]["text"].startswith("This channel watches Search now")
        await bot.send.mention(f"<@U0BOT> {text}", thread_ts="2.1")
        assert (await bot.slack.posted(3))[-1]["text"].startswith("I found nothing to watch that is called")
    assert [watch.watched for watch in await _watched(database)] == [SEARCH]


async def test_nothing_that_a_page_or_a_person_says_comes_alive(database: Database) -> None:
    name = "Search <!channel> www.evil.example"
    page = {"plan.md": f"# Plan\n\n| Feature | Status |\n|---|---|\n| {name} | Planned |\n| Export | Planned |\n"}
    office = Office(roadmap=roadmap_after(page), watches=KeptWatches(database))
    watches = KeptWatches(database)
    await watches.watch(Watch(HERE, Watched(WatchKind.FEATURE, name)))
    await watches.watch(Watch(ANN, Watched(WatchKind.PAGE, "<!here>.md")))
    async with connected(office=office) as bot:
        for text in (f"watch {name}", "watching", "watch <!everyone> <@U2>", f"unwatch {name}"):
            assert list(troubles((await bot.send.command(text)).said)) == []
        await bot.send.open_home()
        assert list(troubles(await home(bot))) == []
