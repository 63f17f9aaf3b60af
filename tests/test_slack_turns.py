"""Posts into a channel wait for their turn; the time is passed in."""

from __future__ import annotations

import pytest

from bot.playground.slack.rates import POSTS_AT_ONCE
from bot.slack.turns import BURST, Turns
from tests.slack_bot import Echo, Waits, connected


@pytest.mark.parametrize(("posts", "waits"), [(1, []), (BURST, []), (BURST + 3, [1.0, 1.0, 1.0])])
async def test_a_few_posts_go_at_once_and_the_others_one_a_second(posts: int, waits: list[float]) -> None:
    time = Waits()
    turns = Turns(lambda: time.passed, time.sleep)
    for _ in range(posts):
        await turns.wait("C1")
    assert time.seconds == waits


async def test_a_channel_at_rest_takes_a_few_again() -> None:
    time = Waits()
    turns = Turns(lambda: time.passed, time.sleep)
    for _ in range(BURST):
        await turns.wait("C1")
    time.passed += BURST
    for _ in range(BURST):
        await turns.wait("C1")
    assert time.seconds == []


async def test_channels_do_not_wait_for_one_another() -> None:
    time = Waits()
    turns = Turns(lambda: time.passed, time.sleep)
    for number in range(BURST * 3):
        await turns.wait(f"C{number % 3}")
    assert time.seconds == []


async def test_many_questions_in_a_channel_are_all_answered_within_the_limit_of_slack() -> None:
    many = POSTS_AT_ONCE * 3
    async with connected(Echo()) as bot:
        for number in range(many):
            await bot.send.mention(f"question {number}")
        await bot.slack.posted(many)
    assert [call.error for call in bot.slack.kept.of("chat.postMessage")] == [None] * many
