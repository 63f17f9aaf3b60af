"""Opinions of answers: helpful, or not and why."""

from __future__ import annotations

from handlers.opinions import Reason
from tests.slack_bot import Office, connected
from tests.slack_views import rating, response


async def test_helpful_is_recorded_and_thanked_for() -> None:
    office = Office()
    async with connected(office=office) as bot:
        said = (await bot.send.command("warmup")).said
        await bot.send.click(rating(said, "positive_button"), bot.send.in_message(ephemeral=True))
        assert "Thank you" in (await response(bot))["text"]
    (opinion,) = office.opinions.kept
    assert (opinion.question, opinion.helpful, opinion.user, opinion.team) == ("warmup", True, "U1", "T1")


async def test_thanks_in_a_direct_message_do_not_stay() -> None:
    async with connected() as bot:
        await bot.send.direct("warmup")
        (post,) = await bot.slack.posted()
        await bot.send.click(rating(post, "positive_button"), bot.send.in_message("D1"))
        assert (await response(bot))["response_type"] == "ephemeral"


async def test_not_helpful_asks_for_the_reason() -> None:
    office = Office()
    async with connected(office=office) as bot:
        said = (await bot.send.command("warmup")).said
        await bot.send.click(rating(said, "negative_button"), bot.send.in_message(ephemeral=True))
        await bot.slack.called("views.open")
        (view,) = bot.slack.workspace.views.values()
        note = {"note": {"type": "plain_text_input", "value": "It is Q4 now"}}
        chosen = {"reason": {"type": "radio_buttons", "selected_option": {"value": "outdated"}}}
        await bot.send.submit(view.told(), {"reason": chosen, "note": note})
    first, second = office.opinions.kept
    assert not first.helpful
    assert first.reason is None
    assert (second.question, second.reason, second.note) == ("warmup", Reason.OUTDATED, "It is Q4 now")


async def test_a_window_that_came_too_late_loses_no_opinion() -> None:
    office = Office()
    async with connected(office=office) as bot:
        said = (await bot.send.command("warmup")).said
        place = bot.send.in_message(ephemeral=True)
        bot.waits.passed += 10
        await bot.send.click(rating(said, "negative_button"), place)
        assert "noted" in (await response(bot))["text"]
    assert [opinion.helpful for opinion in office.opinions.kept] == [False]
