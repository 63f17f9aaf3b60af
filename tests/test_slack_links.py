"""Links to pages are shown as cards; a workflow can look an item up."""

from __future__ import annotations

import pytest

from bot.playground.slack.block_rules import blocks_problems, texts
from bot.playground.slack.faults import Fault
from handlers.addresses import Addresses
from handlers.conversation import Message
from knowledge.answer import Answer
from tests.slack_bot import Echo, Office, connected
from tests.slack_views import PAGE, unfurls


async def test_a_link_to_a_page_is_shown_as_a_card() -> None:
    async with connected() as bot:
        await bot.send.links(PAGE + "#L3")
        cards = await unfurls(bot)
    assert list(cards) == [PAGE + "#L3"]
    blocks = cards[PAGE + "#L3"]["blocks"]
    text = "\n".join(texts(blocks))
    assert "Core warmup system approved" in text
    assert "Q3 2026" in text
    assert "inherited" in text
    assert list(blocks_problems(blocks, "message")) == []


@pytest.mark.parametrize(
    "link", ["product/warmup", "product/warmup/", "product/warmup/README", "Product/Warmup/readme.md"]
)
async def test_a_link_may_name_a_page_as_links_do(link: str) -> None:
    async with connected() as bot:
        await bot.send.links(f"https://docs.example.com/{link}")
        assert "Q3 2026" in "\n".join(texts(list((await unfurls(bot)).values())))


async def test_a_page_that_differs_from_others_says_so_on_its_card() -> None:
    async with connected() as bot:
        await bot.send.links("https://docs.example.com/product/automation/zapier-integration.md")
        assert "Pages disagree on the timeline" in "\n".join(texts(list((await unfurls(bot)).values())))


async def test_a_page_without_a_status_is_named() -> None:
    async with connected() as bot:
        await bot.send.links("https://docs.example.com/README.md")
        assert "is a page of the roadmap" in "\n".join(texts(list((await unfurls(bot)).values())))


@pytest.mark.parametrize(
    "links",
    [
        ("https://docs.example.com/nowhere.md",),
        ("https://evil.example/product/warmup/README.md",),
        ("https://docs.example.com.evil.example/product/warmup/README.md",),
        (PAGE, PAGE + "#L1", "https://docs.example.com/README.md"),
    ],
    ids=["no page", "another site", "a look-alike", "three links"],
)
async def test_other_links_and_many_links_are_left_alone(links: tuple[str, ...]) -> None:
    async with connected() as bot:
        assert (await bot.send.links(*links)).status == 200
    assert bot.slack.calls == []


async def test_a_page_is_shown_once_an_hour_in_a_channel() -> None:
    async with connected() as bot:
        await bot.send.links(PAGE)
        await unfurls(bot)
        await bot.send.links(PAGE + "#L9")
        await bot.send.links(PAGE, channel="C2")
        await unfurls(bot, 2)
        bot.waits.passed += 3_601
        await bot.send.links(PAGE)
        await unfurls(bot, 3)
    assert len(bot.slack.calls) == 3


async def test_without_addresses_no_link_is_ours() -> None:
    async with connected(office=Office(addresses=Addresses())) as bot:
        await bot.send.links(PAGE)
    assert bot.slack.calls == []


async def test_a_card_that_slack_refuses_stops_nothing() -> None:
    async with connected() as bot:
        bot.slack.refuse_next("chat.unfurl", Fault(error="cannot_unfurl_url"))
        await bot.send.links(PAGE)
        await bot.slack.called("chat.unfurl")
        assert (await bot.send.command("warmup")).status == 200


async def test_a_workflow_looks_an_item_up() -> None:
    async with connected() as bot:
        await bot.send.run_function("look_up_item", item="warmup")
        (call,) = await bot.slack.called("functions.completeSuccess")
    assert call.error is None
    found = call.said["outputs"]
    assert found["found"] is True
    assert found["name"] == "Warmup"
    assert found["timeline"] == "Q3 2026"
    assert found["status"].startswith("Core warmup system approved")
    assert found["owner"] == "Product Leadership (inherited)"
    assert found["source"].startswith("product/warmup/README.md:")
    assert "Warmup" in found["answer"]


@pytest.mark.parametrize("item", ["flying carpets", "", None])
async def test_a_workflow_that_asks_for_nothing_known_goes_on(item: str | None) -> None:
    async with connected() as bot:
        await bot.send.run_function("look_up_item", item=item)
        (call,) = await bot.slack.called("functions.completeSuccess")
    found = call.said["outputs"]
    assert found["found"] is False
    assert (found["name"], found["status"], found["owner"]) == ("", "not written", "not written")
    assert found["answer"]


async def test_a_workflow_whose_answer_fails_is_told_so() -> None:
    class Broken(Echo):
        def reply(self, message: Message) -> Answer:
            raise ZeroDivisionError(message.text)

    async with connected(Broken()) as bot:
        await bot.send.run_function("look_up_item", item="warmup")
        (call,) = await bot.slack.called("functions.completeError")
    assert call.error is None
    assert "ZeroDivisionError" not in call.said["error"]


async def test_a_step_of_another_name_is_left_alone() -> None:
    async with connected() as bot:
        assert (await bot.send.run_function("other", item="warmup")).status == 200
    assert bot.slack.calls == []
