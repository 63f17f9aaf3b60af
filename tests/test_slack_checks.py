"""What a bot in Slack has to get right, by number. Those that are not here stand with what they are about, named by
their number too: `pytest -k test_check_11`.

3 test_slack_runner (its time: bench/slack.py), 11 test_serve, 12 test_slack_junk, 13 test_slack_hostile, 14 test_slack_schemas
and test_slack_manifest, 17 test_schedule, test_planner and test_courier, 18 test_slack_installs and test_state_installs,
20 test_slack_outsiders; more of 4 in test_state_kept, of 6 and 7 in test_slack_installs, of 7 and 12 in test_slack_shapes.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.playground.slack.calls import RESPONSE
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN
from bot.playground.slack.workspace import BOT, BOT_USER
from bot.slack.manifest import Wanted
from bot.slack.retries import MOST_RETRIES
from handlers.conversation import Message
from knowledge.answer import Answer
from tests.slack_bot import Connected, Echo, Office, connected
from tests.slack_day import PAGE, a_day

POST = "chat.postMessage"
MENTION = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "<@U0BOT> warmup?"}


@dataclass
class Broken:
    """Fails whatever it is asked."""

    def reply(self, message: Message) -> Answer:
        raise ZeroDivisionError(message.text)

    def overhear(self, message: Message) -> Answer | None:  # noqa: ARG002
        return None

    async def asked_last(self, thread: str) -> str | None:  # noqa: ARG002
        return None


@pytest.mark.parametrize(
    "text", ["payload", "what is the payload of v2", "a payload= &payload=%7B%7D", "{'payload': 1}"]
)
async def test_check_01_a_command_with_the_word_payload_in_it_is_answered(text: str) -> None:
    async with connected(Echo()) as bot:
        answered = await bot.send.command(text)
    assert answered.status == 200
    assert text.replace("&", "&amp;") in answered.said["text"]


async def test_check_02_a_failure_is_a_200_and_a_message_with_the_reference_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected(Broken()) as bot:
        assert (await bot.send.mention("warmup")).status == 200
        (post,) = await bot.slack.posted()
        command = await bot.send.command("warmup")
    assert command.status == 200
    for text in (post["text"], command.said["text"]):
        found = re.search(r"reference (\w{8})", text)
        assert found
        assert f"reference {found[1]}" in caplog.text


async def test_check_04_three_copies_of_an_event_get_one_answer() -> None:
    async with connected(Echo()) as bot:
        copies = (bot.send.event(dict(MENTION), "Ev1", retry) for retry in range(4))
        assert {answer.status for answer in await asyncio.gather(*copies)} == {200}
    assert len(bot.slack.posts) == 1


async def test_check_04_an_event_whose_first_copy_was_lost_is_answered_from_the_second() -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.event(dict(MENTION), "Ev1", retry=1)).status == 200
        assert len(await bot.slack.posted()) == 1


async def test_check_05_a_mention_and_the_message_of_the_same_post_get_one_answer() -> None:
    async with connected(Echo()) as bot:
        message = {**MENTION, "type": "message", "channel_type": "im"}
        await asyncio.gather(bot.send.event(dict(MENTION)), bot.send.event(message))
    assert len(bot.slack.posts) == 1


async def test_check_06_twenty_cold_requests_at_once_ask_slack_at_most_once_who_we_are() -> None:
    async with connected(Echo()) as bot:
        bot.slack.rates.limited = False
        await asyncio.gather(*(bot.send.mention(f"question {number}") for number in range(20)))
        await bot.slack.posted(20)
    assert len(bot.slack.kept.of("auth.test")) <= 1


@pytest.mark.parametrize(
    "kind",
    [
        *Wanted("", PAGE, follows_threads=True).events,
        *("app_rate_limited", "reaction_added", "message_changed", "team_join", "never_heard_of"),
        *("agent_session_stopped", "assistant_thread_started", "entity_details_requested"),
    ],
)
async def test_check_07_every_event_is_a_200(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        for more in ({}, {"user": "U1", "channel": "C1", "tab": "home", "ts": "1.1"}):
            assert (await bot.send.event({"type": kind.split(".")[0], **more})).status == 200
        assert (await bot.send.json({"type": kind, "team_id": "T1"})).status == 200
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_check_08_a_mention_in_a_thread_is_answered_in_it_and_so_is_a_failure() -> None:
    async with connected(Echo()) as bot:
        await bot.send.mention("warmup", thread_ts="1.1")
        (post,) = await bot.slack.posted()
        bot.slack.refuse_next(POST, Fault(error="restricted_action"))
        await bot.send.mention("warmup", thread_ts="2.2")
        (told,) = await bot.slack.called("chat.postEphemeral")
    assert (post["thread_ts"], told.said["thread_ts"]) == ("1.1", "2.2")


async def test_check_09_an_answer_in_a_thread_of_a_direct_message_reads_no_history() -> None:
    async with connected(Echo()) as bot:
        await bot.send.direct("warmup", thread_ts="1.1")
        (post,) = await bot.slack.posted()
    assert post["thread_ts"] == "1.1"
    assert {call.method for call in bot.slack.calls} == {POST}


@pytest.mark.parametrize(
    "sign",
    [
        {"bot_id": "B9"},
        {"bot_id": BOT, "user": BOT_USER},
        {"bot_profile": {"id": "B9"}},
        {"subtype": "bot_message", "bot_id": "B9"},
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
    ],
)
async def test_check_10_what_bots_say_is_never_answered(sign: dict[str, Any]) -> None:
    async with connected(Echo()) as bot:
        await bot.send.mention("warmup", **sign)
        await bot.send.direct("warmup", **sign)
    assert bot.slack.calls == []


async def test_check_10_two_bots_do_not_go_on_talking_to_each_other() -> None:
    async with connected(Echo()) as bot:
        await bot.send.mention("<@U0BOT> warmup")
        for heard in range(3):
            said = (await bot.slack.posted())[-1]
            other = {"bot_id": "B9", "user": "U9", "text": f"<@U0BOT> {said['text']}", "ts": f"9.{heard}"}
            await bot.send.event({"type": "app_mention", "channel": "C1", **other})
    assert len(bot.slack.posts) == 1


LIMITED = Fault(429, "ratelimited", {"Retry-After": "3"})
FAULTS = {
    "held back once": ([LIMITED], 1),
    "held back for good": ([LIMITED] * (MOST_RETRIES + 1), 0),
    "500": ([Fault(500)], 0),
    "502": ([Fault(502)], 0),
    "cut before": ([Fault(cuts=True)], 0),
    "cut after": ([Fault(cuts=True, commits=True)], 1),
    "500 after": ([Fault(500, commits=True)], 1),
    "refused": ([Fault(error="is_archived")], 0),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_check_15_a_post_that_goes_wrong_is_made_once_or_told_of_or_counted(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    faults, answers = FAULTS[name]
    async with connected(Echo()) as bot:
        bot.slack.refuse_next(POST, *faults)
        assert (await bot.send.mention("warmup")).status == 200
    told = [call.said for call in bot.slack.kept.of("chat.postEphemeral")]
    assert len(bot.slack.posts) == answers
    assert len(bot.slack.posts) + len(told) <= 1
    assert bot.slack.posts or told or "an answer could not be sent (1 so far)" in caplog.text
    assert all("reference" in message["text"] for message in told)


@pytest.mark.parametrize("commits", [True, False])
async def test_check_15_a_response_that_may_have_arrived_is_followed_by_nothing(commits: bool) -> None:
    async with connected() as bot:
        said = (await bot.send.command("when is warmup?")).said
        element = next(e for b in said["blocks"] if b["type"] == "actions" for e in b["elements"])
        bot.slack.refuse_next(RESPONSE, Fault(cuts=True, commits=commits))
        click = {"type": "button", "action_id": element["action_id"], "value": element["value"]}
        assert (await bot.send.click(click, bot.send.in_message(ephemeral=True))).status == 200
    assert [call.method for call in bot.slack.calls] == [RESPONSE]


@pytest.mark.parametrize("fault", [LIMITED, Fault(500), Fault(502), Fault(cuts=True)], ids=str)
@pytest.mark.parametrize("method", ["views.publish", "users.info", "chat.unfurl"])
async def test_check_15_what_may_be_repeated_is(method: str, fault: Fault) -> None:
    async with connected(office=Office(outsiders=False)) as bot:
        bot.slack.refuse_next(method, fault)
        await bot.send.open_home()
        await bot.send.links(PAGE)
        await bot.slack.kept.wait(method, 1, accepted=True)


async def test_check_16_nothing_is_streamed_so_no_stream_can_die() -> None:
    async with connected() as bot:
        await a_day(bot)
    assert [call.method for call in bot.slack.calls if "Stream" in call.method] == []


async def test_check_19_a_home_changed_by_another_is_drawn_all_the_same() -> None:
    async with connected(Echo()) as bot:
        await bot.send.open_home()
        await bot.slack.called("views.publish")
        bot.slack.refuse_next("views.publish", Fault(error="hash_conflict"))
        await bot.send.open_home()
        await _answers(bot)


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "view_too_large", "invalid_arguments"])
async def test_check_19_a_window_that_slack_does_not_open_is_told(error: str) -> None:
    async with connected() as bot:
        bot.slack.refuse_next("views.open", Fault(error=error))
        await bot.send.shortcut("ask_roadmap")
        (post,) = await bot.slack.posted()
    assert post["channel"] == "U1"


async def test_check_19_a_token_without_a_scope_stops_nothing() -> None:
    async with connected(Echo()) as bot:
        bot.slack.tokens[TOKEN] = frozenset()
        await bot.send.direct("warmup")
        await replace(bot.send, user="U2").open_home()
        assert "warmup" in (await bot.send.command("warmup")).said["text"]


def test_every_check_has_a_test_of_its_number() -> None:
    tests = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert {int(number) for number in re.findall(r"def test_check_(\d\d)_", tests)} == {*range(1, 21)}


async def _answers(bot: Connected) -> None:
    await bot.send.direct("still there?")
    await bot.slack.posted()
