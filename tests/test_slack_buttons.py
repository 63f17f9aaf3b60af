"""Buttons under answers: they ask, turn pages, share and take opinions, each where it should."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.slack.block_rules import message_error
from bot.playground.slack.faults import Fault
from knowledge.answer import Answer, Caution, Choices, Headline, Intent, Item, Items, Part
from knowledge.assemble import assemble
from knowledge.model import Document, Source
from tests.asking import ask, sample
from tests.slack_bot import TODAY, Echo, Office, connected
from tests.slack_views import buttons, many, pressed, response


async def test_a_card_asks_what_comes_next_and_answers_the_one_who_pressed() -> None:
    async with connected() as bot:
        said = (await bot.send.command("when is warmup?")).said
        assert list(buttons(said)) == ["Details", "Who owns it", "Share in channel"]
        await pressed(bot, said, "Who owns it", ephemeral=True)
        answered = await response(bot)
    assert "Product Leadership" in answered["text"]
    assert answered["response_type"] == "ephemeral"
    assert answered["replace_original"] is False
    assert message_error(answered) is None


async def test_the_overview_asks_what_comes_next() -> None:
    async with connected() as bot:
        said = (await bot.send.command("")).said
        asking = [label for label in buttons(said) if label != "Share in channel"]
        for times, label in enumerate(asking, 1):
            await pressed(bot, said, label, ephemeral=True)
            assert "I answer questions" not in (await response(bot, times))["text"]
    assert asking == ["This quarter", "Next", "Blocked", "Help"]


async def test_in_a_direct_message_the_answer_stays() -> None:
    async with connected() as bot:
        await bot.send.direct("warmup")
        (post,) = await bot.slack.posted()
        assert "Share in channel" not in buttons(post)
        await pressed(bot, post, "Timeline", channel="D1")
        assert (await response(bot))["response_type"] == "in_channel"


@pytest.mark.parametrize(
    ("question", "name", "expected"),
    [("who owns warmup inbox", "Warmup", "No owner is written for Warmup"), ("when is wrmup scheduling", "", "")],
)
async def test_names_that_may_be_meant_are_buttons_that_ask_the_same_of_them(
    question: str, name: str, expected: str
) -> None:
    async with connected() as bot:
        said = (await bot.send.command(question)).said
        if not name:
            assert message_error(said) is None
            return
        await pressed(bot, said, name, ephemeral=True)
        assert expected in (await response(bot))["text"]


async def test_what_was_meant_is_answered_to_all_once_and_the_thread_goes_on() -> None:
    root = "1900000000.000001"
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> who owns warmup inbox", ts=root)
        (post,) = await bot.slack.posted()
        message = {"type": "message", "ts": "1900000000.000005", "thread_ts": root}
        for times in (1, 2):
            await bot.send.click(buttons(post)["Warmup"], bot.send.in_message(message=message))
            await response(bot, times)
        first, second = [call.said for call in await bot.slack.called("response_url", 2)]
        await bot.send.mention("<@U0BOT> and when is it?", thread_ts=root)
        assert "Q3 2026" in (await bot.slack.posted(2))[1]["text"]
    assert "No owner is written for Warmup" in first["text"]
    assert (first["response_type"], first["thread_ts"]) == ("in_channel", root)
    assert second["response_type"] == "ephemeral"


async def test_help_that_others_see_is_gone_on_with_alone() -> None:
    async with connected() as bot:
        await bot.send.mention("<@U0BOT> help")
        (post,) = await bot.slack.posted()
        await pressed(bot, post, "help lists")
        assert (await response(bot))["response_type"] == "ephemeral"


def test_the_question_of_a_button_is_understood_for_every_name_of_the_sample() -> None:
    from handlers.slack.asked import question_about

    features = [f for f in sample().roadmap.top if not f.is_section]
    missed = [
        (feature.name, intent)
        for feature in features
        for intent in (Intent.DETAIL, Intent.STATUS, Intent.TIMELINE, Intent.OWNER)
        if feature.name not in ask(question_about(feature.name, intent)).subjects
    ]
    assert missed == []


async def test_a_list_of_500_is_paged_through_and_none_is_lost() -> None:
    seen: set[str] = set()
    async with connected(office=many(500)) as bot:
        said = (await bot.send.command("list everything")).said
        for turn in range(1, 40):
            assert message_error(said) is None
            tables = [block for block in said["blocks"] if block["type"] == "table"]
            names = [row[0]["elements"][0]["elements"][0]["text"] for row in tables[0]["rows"][1:]]
            assert all(f"• {name}: Planned; Q3 2026" in said["text"] for name in names)
            seen.update(names)
            if "Next page" not in buttons(said):
                break
            await pressed(bot, said, "Next page", ephemeral=True)
            said = await response(bot, turn)
            assert said["replace_original"] is True
    assert len(seen) == 500
    assert "Page 25 of 25. Items 481 to 500 of 500." in said["text"]
    assert "Previous page" in buttons(said)


async def test_turning_a_page_that_others_read_shows_it_to_the_one_who_turned() -> None:
    async with connected(office=many(60)) as bot:
        await bot.send.mention("list everything")
        (post,) = await bot.slack.posted()
        await pressed(bot, post, "Next page")
        turned = await response(bot)
    assert turned["response_type"] == "ephemeral"
    assert turned["replace_original"] is False
    assert "Items 21 to 40 of 60" in turned["text"]


async def test_sharing_asks_again_and_says_who_shared() -> None:
    office = Office()
    async with connected(office=office) as bot:
        said = (await bot.send.command("status of warmup")).said
        office.roadmap = assemble(
            [Document("plan.md", "# Plan\n\n| Feature | Status |\n|---|---|\n| Warmup | Done |\n")], sample().lexicon
        )
        await pressed(bot, said, "Share in channel", ephemeral=True)
        shared = await response(bot)
    assert shared["response_type"] == "in_channel"
    assert "Done" in shared["text"]
    assert shared["text"].startswith("Shared by <@U1>:")
    assert {"type": "user", "user_id": "U1"} in shared["blocks"][0]["elements"][0]["elements"]
    assert "Share in channel" not in buttons(shared)
    assert message_error(shared) is None


async def test_sharing_twice_shares_once() -> None:
    async with connected() as bot:
        said = (await bot.send.command("status of warmup")).said
        place = bot.send.in_message(ephemeral=True)
        for _ in range(2):
            await bot.send.click(buttons(said)["Share in channel"], place)
        await response(bot, 2)
        sent = bot.slack.responses
    assert sorted(s["response_type"] for s in sent) == ["ephemeral", "in_channel"]
    assert "shared already" in next(s["text"] for s in sent if s["response_type"] == "ephemeral")


async def test_what_is_not_known_is_not_to_be_shared() -> None:
    async with connected() as bot:
        assert "Share in channel" not in buttons((await bot.send.command("flying carpets")).said | {})


async def test_blocks_that_slack_refuses_are_followed_by_the_text() -> None:
    async with connected() as bot:
        said = (await bot.send.command("warmup")).said
        bot.slack.refuse_next("response_url", *[Fault(status=400, error="invalid_blocks")] * 2)
        await pressed(bot, said, "Timeline", ephemeral=True)
        answered = await response(bot, 3)
    assert "blocks" not in answered
    assert "Q3 2026" in answered["text"]


async def test_an_answer_to_a_click_that_came_too_late_goes_to_the_direct_message() -> None:
    async with connected() as bot:
        said = (await bot.send.command("warmup")).said
        place = bot.send.in_message(ephemeral=True)
        bot.waits.passed += 3_600
        await bot.send.click(buttons(said)["Timeline"], place)
        (post,) = await bot.slack.posted()
    assert post["channel"] == "U1"
    assert "Q3 2026" in post["text"]


@pytest.mark.parametrize("action", ["ask:x", "turn:x", "share", "rate", "search", "form", "unknown"])
async def test_a_click_without_a_value_is_taken(action: str) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.click({"type": "button", "action_id": action})).status == 200
        assert (
            await bot.send.interaction({"type": "block_actions", "actions": [{"action_id": action, "type": "button"}]})
        ).status == 200


async def test_a_card_shows_its_cautions_and_its_sources_as_links() -> None:
    async with connected() as bot:
        said = (await bot.send.command("zapier integration")).said
    assert "⚠ Pages disagree on the timeline" in str(said["blocks"])
    assert "https://docs.example.com/product/automation/zapier-integration.md#L15" in str(said["blocks"])
    assert "inherited" in str(said["blocks"])
    assert "product/automation/zapier-integration.md:15" in said["text"]


async def test_many_names_and_cautions_stay_within_the_limits() -> None:
    names = tuple(f"{'Very ' * 30}long {n}" for n in range(40))
    items = tuple(Item(name, Source("a.md", 1), "x" * 4_000) for name in names)
    parts: tuple[Part, ...] = (
        Headline("h" * 9_000),
        Choices(names),
        Items(items),
        *(Caution("c" * 2_000) for _ in range(40)),
    )

    class Long(Echo):
        def reply(self, _: Any) -> Answer:
            return Answer(Intent.LIST, parts, TODAY)

    async with connected(Long()) as bot:
        said = (await bot.send.command("x")).said
        while True:
            assert message_error(said) is None
            assert len(said["text"]) <= 4_000
            if "Next page" not in buttons(said):
                break
            calls = len(bot.slack.responses)
            await pressed(bot, said, "Next page", ephemeral=True)
            said = await response(bot, calls + 1)
