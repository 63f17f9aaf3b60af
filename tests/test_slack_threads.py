"""Threads and waiting: a follow-up goes on from what was asked, and who waits sees that the bot is at work."""

from __future__ import annotations

import asyncio

from bot.playground.slack.faults import Fault
from tests.slack_bot import Echo, Office, connected

ROOT = "1900000000.000001"


async def test_a_follow_up_with_a_mention_goes_on_from_the_thread() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", ts=ROOT)
        await bot.slack.posted()
        await bot.send.mention("<@U0BOT> and who owns it?", thread_ts=ROOT)
        first, second = await bot.slack.posted(2)
    assert first["thread_ts"] == second["thread_ts"] == ROOT
    assert "No owner is written for Warmup" in second["text"]


async def test_a_follow_up_with_a_file_of_which_slack_tells_no_workspace_goes_on() -> None:
    async with connected() as bot:
        await bot.send.direct("when is warmup?")
        await bot.slack.posted()
        await bot.send.direct("and who owns it?", subtype="file_share", files=[{"id": "F1"}], team=None)
        assert "No owner is written for Warmup" in (await bot.slack.posted(2))[1]["text"]


async def test_timeline_in_a_thread_is_that_of_what_it_is_about() -> None:
    office = Office()
    talk = office.talk()
    office.understand = talk.understand
    async with connected(talk, office) as bot:
        await bot.send.mention("<@U0BOT> who owns warmup?", ts=ROOT)
        await bot.slack.posted()
        await bot.send.mention("<@U0BOT> timeline", thread_ts=ROOT)
        await bot.slack.posted(2)
        await bot.send.mention("<@U0BOT> timeline")
        _, second, third = await bot.slack.posted(3)
    assert second["text"].startswith("Warmup is planned for Q3 2026")
    assert third["text"].startswith("16 main items")


async def test_another_thread_knows_nothing_of_it() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", ts=ROOT)
        await bot.slack.posted()
        await bot.send.mention("<@U0BOT> and who owns it?", thread_ts="1900000000.000009")
        assert "Warmup" not in (await bot.slack.posted(2))[1]["text"]


async def test_a_follow_up_in_a_direct_message_goes_on() -> None:
    async with connected() as bot:
        await bot.send.direct("when is warmup?")
        await bot.slack.posted()
        await bot.send.direct("and who owns it?")
        assert "No owner is written for Warmup" in (await bot.slack.posted(2))[1]["text"]


async def test_whoever_asked_may_go_on_without_a_mention_where_threads_are_followed() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", ts=ROOT)
        await bot.slack.posted()
        await bot.send.post("and who owns it?", thread_ts=ROOT)
        assert "No owner is written for Warmup" in (await bot.slack.posted(2))[1]["text"]


async def test_people_who_talk_to_each_other_are_left_alone() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", ts=ROOT)
        await bot.slack.posted()
        await bot.send.post("thanks!", thread_ts=ROOT)
        await bot.send.post("who owns it?", thread_ts=ROOT, user="U2")
        await bot.send.post("<@U2> who owns it?", thread_ts=ROOT)
        await bot.send.post("who owns it?")
        await bot.send.post("who owns it?", thread_ts="1900000000.000009")
    assert len(bot.slack.posts) == 1


async def test_a_mention_that_comes_as_a_message_first_is_still_answered() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> when is warmup?", ts=ROOT)
        await bot.slack.posted()
        ts = "1900000000.000077"
        await bot.send.post("<@U0BOT> and who owns it?", ts=ts, thread_ts=ROOT)
        await bot.send.mention("<@U0BOT> and who owns it?", ts=ts, thread_ts=ROOT)
        await bot.slack.posted(2)
    assert len(bot.slack.posts) == 2


async def test_words_of_the_grammar_work_in_every_place() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> help lists")
        await bot.send.mention("<@U0BOT>")
        await bot.send.direct("compare warmup inbox")
        posts = {post["text"] for post in await bot.slack.posted(3)}
    assert any(text.startswith("Lists:") for text in posts)
    assert any("16 main items" in text for text in posts)
    assert any("Inbox comes first" in text for text in posts)


async def test_who_waits_is_told_that_the_bot_is_at_work() -> None:
    released = asyncio.Event()
    async with connected(Echo(), Office(patience=0.0)) as bot:
        bot.slack.refuse_next("chat.postMessage", Fault(429, "ratelimited", {"Retry-After": "1"}, released))
        await bot.send.direct("warmup", ts=ROOT)
        (status,) = await bot.slack.called("assistant.threads.setStatus")
        released.set()
        await bot.slack.posted()
        shown, cleared = await bot.slack.called("assistant.threads.setStatus", 2)
    assert status.said.items() >= {"channel_id": "D1", "thread_ts": ROOT, "status": "is looking it up…"}.items()
    assert shown.error is None
    assert cleared.said["status"] == ""


async def test_a_status_that_slack_does_not_take_is_left_out() -> None:
    async with connected(Echo(), Office(patience=0.0)) as bot:
        bot.slack.refuse_next("assistant.threads.setStatus", *[Fault(error="channel_not_found")] * 2)
        await bot.send.direct("warmup")
        await bot.slack.posted()


async def test_an_answer_that_is_there_at_once_shows_no_status() -> None:
    async with connected(Echo(), Office(patience=5.0)) as bot:
        await bot.send.direct("warmup")
        await bot.slack.posted()
    assert [call.method for call in bot.slack.calls] == ["chat.postMessage"]
