"""Guests and people of other organisations get one line, wherever they ask, and nothing of the roadmap."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from bot.playground.slack.acts import Acts
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN
from bot.slack.manifest import Wanted
from tests.slack_bot import Connected, Office, connected
from tests.slack_views import PAGE

OUTSIDERS = ("U-GUEST", "U-OTHER")
SECRET_WORDS = ("Q3 2026", "Core warmup system", "Product Leadership", "README.md", "MVP Completion", "in progress")
"""What stands in answers about the sample roadmap."""


def closed() -> Office:
    """The bot as it is without the setting."""
    return Office(outsiders=False)


async def asks_everywhere(send: Acts) -> list[str]:
    """Asks on every surface; what the requests are answered with."""
    values = {"question": {"question": {"type": "plain_text_input", "value": "warmup"}}}
    answered = [
        await send.command("warmup"),
        await send.command(""),
        await send.mention("<@U0BOT> warmup"),
        await send.direct("warmup"),
        await send.open_home(),
        await send.open_home("messages"),
        await send.links(PAGE),
        await send.shortcut("ask_roadmap"),
        await send.message_shortcut("about_message", "warmup"),
        await send.type_ahead("item", "warm"),
        await send.submit({"id": "V1", "type": "modal", "callback_id": "ask_form", "blocks": []}, values),
        *[
            await send.click({"type": "button", "action_id": action, "value": "0:warmup"})
            for action in ("ask:x", "turn:next", "share")
        ],
    ]
    assert {a.status for a in answered} == {200}
    return [a.text for a in answered]


def sent(bot: Connected) -> list[dict[str, Any]]:
    """What the bot sent by itself, but its questions about who asks."""
    return [call.said for call in bot.slack.calls if call.method != "users.info"]


@pytest.mark.parametrize("user", OUTSIDERS)
async def test_check_20_guests_and_strangers_get_nothing_of_the_roadmap_on_any_surface(user: str) -> None:
    async with connected(office=closed()) as bot:
        answered = await asks_everywhere(replace(bot.send, user=user))
    told = "\n".join([*answered, *map(json.dumps, sent(bot))])
    assert [word for word in SECRET_WORDS if word in told] == []
    assert "members of this organisation only" in told


@pytest.mark.parametrize("user", OUTSIDERS)
async def test_check_20_guests_and_strangers_are_told_why(user: str) -> None:
    async with connected(office=closed()) as bot:
        send = replace(bot.send, user=user)
        assert "members of this organisation only" in (await send.command("warmup")).said["text"]
        await send.mention("<@U0BOT> warmup", channel="C-SHARED")
        (said,) = [call.said for call in await bot.slack.called("chat.postEphemeral")]
    assert said["user"] == user
    assert "members of this organisation only" in said["text"]


@pytest.mark.parametrize("user", [*OUTSIDERS, "U1"])
async def test_a_setting_lets_them_ask(user: str) -> None:
    async with connected() as bot:
        assert "Q3 2026" in (await replace(bot.send, user=user).command("when is warmup?")).said["text"]
    assert bot.slack.calls == []


async def test_slack_is_asked_about_a_member_once_an_hour_however_many_ask_at_once() -> None:
    async with connected(office=closed()) as bot:
        answered = await asyncio.gather(*(bot.send.command("when is warmup?") for _ in range(20)))
        assert all("Q3 2026" in answer.said["text"] for answer in answered)
        assert len(bot.slack.calls) == 1
        bot.waits.passed += 3_601
        await bot.send.command("when is warmup?")
    assert [call.method for call in bot.slack.calls] == ["users.info"] * 2


async def test_check_20_a_channel_shared_with_others_is_answered_to_the_asker_alone() -> None:
    async with connected(office=closed()) as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", channel="C-SHARED")
        (call,) = await bot.slack.called("chat.postEphemeral")
        await bot.send.links(PAGE, channel="C-SHARED")
    assert call.said["user"] == "U1"
    assert "Q3 2026" in call.said["text"]
    assert bot.slack.posts == []
    assert [c.method for c in bot.slack.calls] == ["users.info", "chat.postEphemeral"]


async def test_when_slack_cannot_say_who_asks_nothing_is_told_and_it_is_asked_again() -> None:
    async with connected(office=closed()) as bot:
        bot.slack.refuse_next("users.info", Fault(error="internal_error"))
        assert "Please ask again" in (await bot.send.command("when is warmup?")).said["text"]
        assert "Q3 2026" in (await bot.send.command("when is warmup?")).said["text"]


async def test_check_20_without_the_scope_that_tells_guests_nobody_is_answered_and_all_are_told_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected(office=closed()) as bot:
        bot.slack.tokens[TOKEN] -= {"users:read"}
        answered = await asks_everywhere(bot.send)
        told = (await bot.send.command("when is warmup?")).said["text"]
        bot.slack.tokens[TOKEN] |= {"users:read"}
        assert "Q3 2026" in (await bot.send.command("when is warmup?")).said["text"]
    assert [word for word in SECRET_WORDS if word in "\n".join([*answered, *map(json.dumps, sent(bot))])] == []
    assert "users:read" in told
    assert "users:read" in caplog.text


SHARED, UNKNOWN = "People of another organisation read this channel", "Slack does not tell me whether"


@pytest.mark.parametrize(("channel", "line"), [("C-SHARED", SHARED), ("G-NOT-IN", UNKNOWN), ("D2", UNKNOWN)])
async def test_check_20_an_answer_is_not_shared_where_people_of_another_organisation_read_or_may(
    channel: str, line: str
) -> None:
    async with connected(office=closed()) as bot:
        await press_share(bot, channel)
        (said,) = [call.said for call in await bot.slack.called("response_url")]
    assert said["response_type"] == "ephemeral"
    assert said["text"].startswith(line)
    assert bot.slack.posts == []


@pytest.mark.parametrize("channel", ["C1", "C-NOT-IN", "G1"])
async def test_an_answer_is_shared_where_members_read(channel: str) -> None:
    async with connected(office=closed()) as bot:
        await press_share(bot, channel)
        (said,) = [call.said for call in await bot.slack.called("response_url")]
    assert (said["response_type"], "Q3 2026" in said["text"]) == ("in_channel", True)


async def test_a_setting_lets_answers_be_shared_with_another_organisation() -> None:
    async with connected() as bot:
        await press_share(bot, "C-SHARED")
        (said,) = [call.said for call in await bot.slack.called("response_url")]
    assert said["response_type"] == "in_channel"
    assert [call.method for call in bot.slack.calls] == ["response_url"]


async def test_an_answer_that_slack_cannot_say_enough_of_may_be_shared_later() -> None:
    async with connected(office=closed()) as bot:
        bot.slack.refuse_next("conversations.info", Fault(error="internal_error"))
        await press_share(bot, "C1")
        await press_share(bot, "C1")
        first, second = await bot.slack.called("response_url", 2)
    assert (first.said["response_type"], second.said["response_type"]) == ("ephemeral", "in_channel")


async def test_an_answer_that_can_be_shared_no_more_is_told_of_directly() -> None:
    async with connected() as bot:
        said = (await bot.send.command("when is warmup?", channel_id="C-NOT-IN")).said
        place = bot.send.in_message("C-NOT-IN", ephemeral=True)
        bot.waits.passed += 1_801
        await bot.send.click(share_button(said), place)
        (told,) = await bot.slack.posted()
    assert (told["channel"], "Ask again" in told["text"]) == ("U1", True)


def share_button(said: dict[str, Any]) -> dict[str, Any]:
    """The click on "Share in channel" under an answer."""
    button = next(e for b in said["blocks"] for e in b.get("elements", []) if e.get("action_id") == "share")
    return {"type": "button", "action_id": "share", "value": button["value"]}


async def press_share(bot: Connected, channel: str) -> None:
    """Ask when Warmup is, and share the answer, with the scopes that the manifest asks for."""
    bot.slack.tokens[TOKEN] = frozenset(Wanted("").scopes)
    said = (await bot.send.command("when is warmup?", channel_id=channel)).said
    assert (await bot.send.click(share_button(said), bot.send.in_message(channel, ephemeral=True))).status == 200


async def test_somebody_slack_does_not_know_is_no_member() -> None:
    async with connected(office=closed()) as bot:
        answered = await bot.send.command("warmup", user_id="U-NOBODY")
    assert "members of this organisation only" in answered.said["text"]
