"""`/roadmap review`: all that is due, to the one who asked."""

from __future__ import annotations

from bot.playground.slack.block_rules import texts
from tests.hostile import troubles
from tests.slack_bot import connected
from tests.slack_views import buttons


async def test_review_tells_what_is_due_page_by_page_and_loses_nothing() -> None:
    async with connected() as bot:
        answered = await bot.send.command("review")
        said = answered.said
    assert said["response_type"] == "ephemeral"
    assert list(troubles(said)) == []
    shown = "\n".join(texts(said["blocks"]))
    assert "58 pages are due for review on 10 Feb 2026." in shown
    assert "of 58" in shown
    assert "Next page" in buttons(said)
