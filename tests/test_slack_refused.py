"""Blocks that Slack refuses, and pages of answers asked for in words, as where no buttons are shown."""

from __future__ import annotations

import re

import pytest

from bot.languages.catalogues import languages
from bot.playground.slack.block_rules import message_error
from bot.playground.slack.faults import Fault
from handlers.slack.asked import Asked, by_words
from tests.slack_bot import Office, connected
from tests.slack_views import buttons, response, roadmap_of


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("where", ["a mention", "a click"])
async def test_the_rest_of_a_list_stays_in_reach_when_its_blocks_are_refused(times: int, where: str) -> None:
    async with connected() as bot:
        if where == "a mention":
            bot.slack.refuse_next("chat.postMessage", *[Fault(error="invalid_blocks")] * times)
            await bot.send.mention("<@U0BOT> list everything")
            (said,) = await bot.slack.posted()
        else:
            bot.slack.refuse_next("response_url", *[Fault(400, "invalid_blocks")] * times)
            await bot.send.click({"type": "button", "action_id": "ask:x", "value": "0:list everything"})
            said = (await bot.slack.called("response_url", times + 1))[-1].said
        if times == 1:
            assert {block["type"] for block in said["blocks"]} == {"section", "actions"}
            assert message_error(said) is None
            await bot.send.click(buttons(said)["Next page"])
            second = (await response(bot, 1 + (times + 1) * (where == "a click")))["text"]
        else:
            assert "blocks" not in said
            asked = re.search("Ask “(.*)” for the next one.", said["text"])
            assert asked
            second = (await bot.send.command(asked[1])).said["text"]
    assert "Campaigns" in said["text"]
    assert "Page 2 of 15. Items 21 to 40 of 285." in second


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("list everything, page 15", "Page 15 of 15. Items 281 to 285 of 285."),
        ("list everything page 2.", "Page 2 of 15. Items 21 to 40 of 285."),
        ("qué está planeado para Q3 2026, página 2?", "Página 2 de 4."),
        ("Q3 2026; page 99", "Page 4 of 4. Items 61 to 62 of 62."),
    ],
)
async def test_a_page_can_be_asked_for_in_words(typed: str, shown: str) -> None:
    async with connected(office=Office(languages=languages())) as bot:
        assert shown in (await bot.send.command(typed)).said["text"]


@pytest.mark.parametrize("typed", ["what is on page 2", "page 2", "page 2 of warmup", "warmup page two", ", page 2"])
def test_other_pages_are_not_those_of_an_answer(typed: str) -> None:
    assert by_words(Asked(typed)) == Asked(typed)


async def test_an_item_whose_name_ends_so_is_that_item() -> None:
    page = "# Plan\n\n| Feature | Status |\n|---|---|\n| Landing page 2 | Blocked |\n| Landing | Done |\n"
    async with connected(office=Office(roadmap=roadmap_of(page))) as bot:
        assert "Blocked" in (await bot.send.command("landing page 2")).said["text"]
