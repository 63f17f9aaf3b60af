"""What goes wrong at Slack or with us: the asker still hears of it, and nothing is posted twice."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

import pytest

from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import fake_slack
from bot.serve import serve
from bot.settings import SettingsError
from handlers.conversation import Message
from knowledge.answer import Answer
from tests.slack_bot import Connected, Echo, connected, desk_of, settings

POST = "chat.postMessage"


@dataclass
class Broken:
    """Fails whatever it is asked."""

    def reply(self, message: Message) -> Answer:
        raise ZeroDivisionError("a fault for " + message.text)

    def overhear(self, message: Message) -> Answer | None:
        return self.reply(message)

    async def asked_last(self, thread: str) -> str | None:  # noqa: ARG002
        return None


async def test_a_failure_of_ours_is_told_with_a_reference_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Broken()) as bot:
        command = await bot.send.command("warmup")
        await bot.send.direct("warmup")
        (post,) = await bot.slack.posted()
    assert command.status == 200
    for text in (command.said["text"], post["text"]):
        reference = re.search(r"reference (\w{8})", text)
        assert reference
        assert reference[1] in caplog.text
        assert "ZeroDivisionError" not in text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("error", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"])
async def test_an_answer_whose_blocks_are_refused_is_posted_as_text(error: str) -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, Fault(error=error))
        await bot.send.direct("warmup")
        (post,) = await bot.slack.posted()
    assert "blocks" not in post
    assert "warmup" in post["text"]


async def test_a_post_that_slack_holds_back_is_sent_when_slack_says(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, Fault(429, "ratelimited", {"Retry-After": "7"}))
        await bot.send.direct("warmup")
        await bot.slack.posted()
    assert bot.waits.seconds == [7.0]
    assert len(bot.slack.posts) == 1
    assert "could not be sent" not in caplog.text


async def test_a_post_that_slack_always_holds_back_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, *[Fault(429, "ratelimited", {"Retry-After": "1"})] * 9)
        await bot.send.direct("warmup")
    assert len(bot.slack.kept.of(POST)) == 6, "three times the answer, three times the word that there is none"
    assert "an answer could not be sent" in caplog.text


async def test_an_asker_whose_answer_slack_holds_back_too_long_is_told() -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, *[Fault(429, "ratelimited", {"Retry-After": "61"})])
        await bot.send.direct("warmup")
        (told,) = await bot.slack.posted()
    assert "reference" in told["text"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(502),
        Fault(503),
        Fault(error="internal_error"),
        Fault(error="fatal_error", commits=True),
        Fault(500, commits=True),
        Fault(cuts=True),
        Fault(cuts=True, commits=True),
    ],
    ids=lambda fault: f"{fault.status} {fault.error} {fault.cuts} {fault.commits}",
)
async def test_a_post_that_may_have_arrived_is_not_sent_again(fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, fault)
        await bot.send.direct("warmup")
        await bot.slack.called(POST)
        await _answers_again(bot)
    assert [call.method for call in bot.slack.calls if call.method != "auth.test"] == [POST, POST]
    assert "an answer could not be sent (1 so far)" in caplog.text


@pytest.mark.parametrize("error", ["restricted_action", "is_archived", "not_in_channel", "never_heard_of"])
async def test_an_asker_whose_answer_slack_refuses_is_told(error: str, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, Fault(error=error))
        await bot.send.mention("warmup", thread_ts="1.1")
        (told,) = await bot.slack.called("chat.postEphemeral")
    assert (told.said["channel"], told.said["user"], told.said["thread_ts"]) == ("C1", "U1", "1.1")
    reference = re.search(r"reference (\w{8})", told.said["text"])
    assert reference
    assert f"reference {reference[1]}" in caplog.text
    assert bot.slack.posts == []


async def test_an_asker_in_a_channel_without_the_bot_is_told_directly(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        await bot.send.mention("warmup", channel="C-NOT-IN")
        (told,) = await bot.slack.posted()
        assert told["channel"] == "U1"
        await _answers_again(bot)
    assert "not_in_channel" in caplog.text


async def test_a_failure_that_can_not_be_told_where_it_was_asked_is_told_directly() -> None:
    async with connected() as bot:
        said = (await bot.send.command("when is warmup?")).said
        element = next(e for b in said["blocks"] if b["type"] == "actions" for e in b["elements"])
        place = bot.send.in_message(ephemeral=True)
        bot.waits.passed += 1_801
        bot.slack.refuse_next(POST, Fault(error="restricted_action"))
        await bot.send.click({"type": "button", "action_id": element["action_id"], "value": element["value"]}, place)
        (told,) = await bot.slack.posted()
    assert (told["channel"], "reference" in told["text"]) == ("U1", True)


async def test_an_answer_under_way_is_sent_before_the_bot_stops() -> None:
    released = asyncio.Event()
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, Fault(429, "ratelimited", {"Retry-After": "0"}, released))
        await bot.send.direct("warmup")
        await bot.slack.called(POST)
        released.set()
    assert len(bot.slack.posts) == 1


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_token_that_slack_refuses_ends_the_bot_with_its_name(error: str) -> None:
    async with fake_slack() as slack:
        slack.refuse_next("auth.test", Fault(error=error))
        with pytest.raises(SettingsError, match=f"SLACK_BOT_TOKEN is refused by Slack .{error}."):
            await serve(settings(slack.url), desk_of(Echo()), lambda _: None)


async def test_a_port_that_is_taken_is_named() -> None:
    async with fake_slack() as slack:
        port = int(slack.url.rsplit(":", 1)[1].split("/")[0])
        with pytest.raises(SettingsError, match=f"HOST and PORT are 127.0.0.1 and {port}: .*; choose others"):
            await serve(settings(slack.url, port), desk_of(Echo()), lambda _: None)


async def _answers_again(bot: Connected) -> None:
    posted = len(bot.slack.posts)
    await bot.send.direct("still there?")
    await bot.slack.posted(posted + 1)
