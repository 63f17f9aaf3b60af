"""Questions in Slack, answered by the real bot over signed HTTP, on the sample roadmap."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

from bot.app import SAMPLE
from bot.library import load_lexicon, read_roadmap
from bot.people import NamedPeople
from bot.playground.slack.block_rules import message_error, texts
from bot.playground.slack.liveness import alive
from handlers.conversation import Conversation
from handlers.slack.blocks import LONGEST, MOST_BLOCKS
from handlers.slack.replies import LONGEST_TEXT
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import sample
from tests.slack_bot import TODAY, Echo, Office, connected

KNOWN = ("https://docs.example.com/",)
"""How the addresses of pages begin."""

HOSTILE = (
    "<!channel> <!here> <@U1> <#C1> <!subteam^S1> <http://evil.example|click> <mailto:a@b.c>",
    "&lt;!channel&gt; &amp;lt;!here&amp;gt;",
    "@channel @here @everyone http://evil.example www.evil.example",
    "\u202eevil\u202c \u200b<\u200b!channel> \u2066x\u2069",
    "*bold* _it_ ~no~ `code` ```block``` :bomb: >quote",
    "a payload= and a payload",
    "[click](http://evil.example) ![x](http://evil.example/x.png) <script>alert(1)</script>",
)


@lru_cache
def _talk() -> Conversation:
    lexicon = load_lexicon(lambda _: False)
    roadmap = read_roadmap(SAMPLE, lexicon)
    return Conversation(lambda: roadmap, lexicon, lambda: TODAY)


def _shown(said: dict[str, Any]) -> str:
    return "".join(texts(said["blocks"]))


async def test_a_command_is_answered_privately_in_the_response() -> None:
    async with connected(_talk()) as bot:
        answered = await bot.send.command("warmup")
        assert answered.status == 200
        assert answered.said["response_type"] == "ephemeral"
        assert "Q3 2026" in answered.said["text"]
        assert "product/warmup/README.md:" in _shown(answered.said)
        assert "Q3 2026" in _shown(answered.said)
        assert message_error(answered.said) is None
        assert {call.method for call in bot.slack.calls} <= {"auth.test"}


async def test_a_command_of_another_name_is_answered_too() -> None:
    async with connected(_talk()) as bot:
        answered = await bot.send.command("warmup", command="/plan")
        assert "Q3 2026" in answered.said["text"]


async def test_a_mention_is_answered_in_a_thread_under_it() -> None:
    async with connected(_talk()) as bot:
        assert (await bot.send.mention("<@U0BOT> who owns inbox?", ts="1700000000.5")).status == 200
        (post,) = await bot.slack.posted()
        assert post["channel"] == "C1"
        assert post["thread_ts"] == "1700000000.5"
        assert "Product Leadership" in post["text"]
        assert "README.md:" in post["text"]


async def test_a_direct_message_is_answered_where_it_was_written() -> None:
    async with connected(_talk()) as bot:
        await bot.send.direct("when is warmup?")
        (post,) = await bot.slack.posted()
        assert post["channel"] == "D1"
        assert "thread_ts" not in post
        assert "Q3 2026" in post["text"]


async def test_a_post_in_a_channel_that_mentions_nobody_is_not_answered() -> None:
    echo = Echo()
    async with connected(echo) as bot:
        await bot.send.event({"type": "message", "channel": "C1", "channel_type": "channel", "ts": "1.1", "text": "hi"})
    assert echo.asked == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_in_a_question_comes_alive(text: str) -> None:
    async with connected(Echo()) as bot:
        said = (await bot.send.command(text)).said
        await bot.send.direct(text)
        (post,) = await bot.slack.posted()
    assert alive(said, KNOWN) == []
    assert alive(post, KNOWN) == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_in_a_question_comes_alive_in_a_real_answer(text: str) -> None:
    async with connected(_talk()) as bot:
        assert alive((await bot.send.command(f"who owns {text}")).said, KNOWN) == []


def test_a_live_ping_is_seen_by_the_check_above() -> None:
    quiet = {"unfurl_links": False, "unfurl_media": False, "parse": "none"}
    assert alive({"text": "<!channel>", **quiet})
    assert alive({"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>"}}], **quiet})
    assert alive({"text": "see http://evil.example", "unfurl_links": False, "unfurl_media": False})
    assert alive({"text": "x"})


@pytest.mark.parametrize("text", ["", "   ", "x" * 20_000, "<" * 10_000, "warmup " * 3_000, "\u0000", "🤖"])
async def test_an_empty_or_endless_question_gets_a_short_answer(text: str) -> None:
    async with connected(_talk()) as bot:
        answered = await bot.send.command(text)
        assert answered.status == 200
        assert 0 < len(answered.said["text"]) < 1_000


@pytest.mark.parametrize("text", ["&" * 10_000, "<!channel>" * 1_000, "word " * 4_000])
async def test_a_long_answer_stays_within_the_limits_of_slack(text: str) -> None:
    async with connected(Echo()) as bot:
        said = (await bot.send.command(text)).said
    assert len(said["text"]) <= LONGEST_TEXT
    assert len(said["blocks"]) <= MOST_BLOCKS
    assert sum(map(len, texts(said["blocks"]))) <= LONGEST
    assert message_error(said) is None


async def test_a_long_list_says_how_much_of_it_is_shown() -> None:
    async with connected(_talk()) as bot:
        said = (await bot.send.command("list everything that is planned")).said
    assert " of " in said["text"]
    assert message_error(said) is None


async def test_pages_with_markup_in_their_names_ping_nobody() -> None:
    lexicon = load_lexicon(lambda _: False)
    page = "# <!channel> Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n| <@U1> & <!here> | Done <http://e.x> | @here |\n"
    roadmap = assemble([Document("<!channel>.md", page)], lexicon)
    async with connected(Conversation(lambda: roadmap, lexicon, lambda: TODAY)) as bot:
        for question in ("what is done?", "who owns here?", "list everything"):
            assert alive((await bot.send.command(question)).said, KNOWN) == []


@pytest.mark.parametrize(
    ("mention", "called"), [("<@U2>", "@bob"), ("<@U2|bobby>", "@bobby"), ("<@U1>", "Platform Team"), ("<@U9>", "@U9")]
)
async def test_people_whom_a_question_mentions_are_called_by_their_names(mention: str, called: str) -> None:
    echo, office = Echo(), Office(people=NamedPeople({"Platform Team": ("U1",)}))
    async with connected(echo, office) as bot:
        await bot.send.command(f"what does {mention} own?")
        await bot.send.mention(f"<@U0BOT> <@U2> what does {mention} own?")
        await bot.send.direct(f"what does {mention} own?")
        await bot.slack.posted(2)
    assert echo.asked == [f"what does {called} own?"] * 3


async def test_the_bot_is_nobody_a_question_is_about() -> None:
    echo = Echo()
    async with connected(echo) as bot:
        await bot.send.command("warmup")
        await bot.send.mention("hey <@U0BOT> when is warmup?")
    assert " ".join(echo.asked[-1].split()) == "hey when is warmup?"


async def test_a_fact_is_shown_with_what_it_is_said_of_unless_all_are_said_of_one_thing() -> None:
    async with connected(_talk()) as bot:
        overview = _shown((await bot.send.command("")).said)
        detail = _shown((await bot.send.command("warmup")).said)
    assert "MVP Completion, timeline: Q1 2026" in overview
    assert "Warmup, timeline" not in detail
    assert "Timeline: Q3 2026" in detail


@pytest.mark.parametrize("text", ["", "hello", "warmup", "help", "watch", "who owns it?", "this quarter"])
async def test_where_there_are_no_items_no_answer_names_one(text: str) -> None:
    async with connected(office=Office(roadmap=assemble([], sample().lexicon))) as bot:
        said = (await bot.send.command(text)).said["text"]
    assert not re.search(r"Billing|\{|“[^”]* ”|\b0 ", said)


async def test_pages_without_items_say_where_to_look() -> None:
    async with connected(office=Office(roadmap=assemble([], sample().lexicon))) as bot:
        assert "roadmap-bot check" in (await bot.send.command("")).said["text"]
