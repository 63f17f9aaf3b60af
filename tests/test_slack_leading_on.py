"""Answers that tell nothing, or ask back: what stands under them."""

from __future__ import annotations

import pytest

from bot.playground.slack.block_rules import texts
from tests.slack_bot import connected
from tests.slack_views import buttons


@pytest.mark.parametrize("typed", ["flying carpets", "\U0001f642", "...", "thanks!"])
async def test_where_nothing_is_told_buttons_lead_on(typed: str) -> None:
    async with connected() as bot:
        said = (await bot.send.command(typed)).said
    assert list(buttons(said)) == ["This quarter", "Next", "Blocked", "Help"]


async def test_a_question_back_is_asked_once_says_how_many_fit_and_is_not_to_be_shared() -> None:
    async with connected() as bot:
        said = (await bot.send.command("security")).said
    assert said["text"].startswith("9 things fit that, and these are 5 of them. Which one do you mean?")
    assert "Which one?" not in list(texts(said["blocks"]))
    assert len(buttons(said)) == 5


async def test_help_is_not_to_be_shared() -> None:
    async with connected() as bot:
        assert set(buttons((await bot.send.command("help")).said)) >= {"help items", "help lists"}
        assert "Share in channel" not in buttons((await bot.send.command("help")).said)
