"""The messages tab of the app: what it offers to ask."""

from __future__ import annotations

from bot.languages.catalogues import languages
from bot.playground.slack.faults import Fault
from tests.slack_bot import Office, connected
from tests.slack_views import roadmap_of


async def test_the_messages_tab_offers_questions_that_are_answered() -> None:
    async with connected() as bot:
        await bot.send.open_home("messages")
        (call,) = await bot.slack.called("assistant.threads.setSuggestedPrompts")
        assert call.error is None
        assert "thread_ts" not in call.said
        offered = [prompt["message"] for prompt in call.said["prompts"]]
        for number, message in enumerate(offered, 1):
            await bot.send.direct(message)
            assert "I answer questions" not in (await bot.slack.posted(number))[-1]["text"]
    assert [prompt["title"] for prompt in call.said["prompts"]] == [
        "The roadmap at a glance",
        "What is planned for this quarter?",
        "What is blocked?",
        "When is Analytics?",
    ]


async def test_the_messages_tab_offers_questions_in_the_language_of_the_setting() -> None:
    async with connected(office=Office(languages=languages("es"))) as bot:
        await bot.send.open_home("messages")
        (call,) = await bot.slack.called("assistant.threads.setSuggestedPrompts")
        assert call.said["title"] == "Pregúntame"
        for number, prompt in enumerate(call.said["prompts"], 1):
            await bot.send.direct(prompt["message"])
            assert "Respondo preguntas" not in (await bot.slack.posted(number))[-1]["text"]
    assert call.said["prompts"][1] == {"title": "¿Qué hay previsto para este trimestre?", "message": "este trimestre"}


async def test_what_the_messages_tab_offers_follows_the_roadmap_once_an_hour() -> None:
    async with connected() as bot:
        for _ in range(3):
            assert (await bot.send.look_at("C2")).status == 200
        await bot.slack.called("assistant.threads.setSuggestedPrompts")
        bot.waits.passed += 3_601
        await bot.send.look_at("C1")
        calls = await bot.slack.called("assistant.threads.setSuggestedPrompts", 2)
        await bot.send.look_at("C1", user="")
    assert [call.said["channel_id"] for call in calls] == ["D1", "D1"]
    assert len(bot.slack.calls) == 2


async def test_an_app_that_is_no_agent_loses_nothing_by_it() -> None:
    async with connected() as bot:
        bot.slack.refuse_next("assistant.threads.setSuggestedPrompts", Fault(error="not_agent_app"))
        await bot.send.open_home("messages")
        await bot.slack.called("assistant.threads.setSuggestedPrompts")
        assert (await bot.send.open_home("about")).status == 200


async def test_questions_offered_on_an_empty_roadmap_need_no_names() -> None:
    async with connected(office=Office(roadmap=roadmap_of("# Notes\n\nNothing.\n"))) as bot:
        await bot.send.open_home("messages")
        (call,) = await bot.slack.called("assistant.threads.setSuggestedPrompts")
    assert call.error is None
    assert all("{" not in prompt["message"] for prompt in call.said["prompts"])
