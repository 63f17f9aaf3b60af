"""A day at work: every surface of the bot in Slack, once."""

from __future__ import annotations

from typing import Any

from tests.slack_bot import Connected

PAGE = "https://docs.example.com/product/warmup/README.md#L3"
COMMANDS = (
    "",
    "help",
    "status of warmup",
    "when is warmup?",
    "list everything",
    "blocked",
    "next",
    "q3 2026",
    "compare warmup and inbox",
    "wramup",
    "what is the meaning of life?",
)


async def a_day(bot: Connected) -> list[dict[str, Any]]:
    """Do all of it; the answers to commands."""
    answers = [(await bot.send.command(text)).said for text in COMMANDS]
    await bot.send.mention("who owns inbox?")
    await bot.send.direct("when is warmup?")
    await bot.send.post("and now?", thread_ts="1.1")
    await bot.send.open_home()
    await bot.send.open_home("messages")
    await bot.send.look_at("C2")
    await bot.send.links(PAGE)
    await bot.send.shortcut("ask_roadmap")
    await bot.send.message_shortcut("about_message", "warmup is late")
    await bot.send.type_ahead("item", "warm")
    for channel in ("C1", "G1"):
        await _press_everything(bot, answers, channel)
    await bot.send.run_function("look_up_item", item="warmup")
    await bot.slack.called("functions.completeSuccess")
    return answers


async def _press_everything(bot: Connected, answers: list[dict[str, Any]], channel: str) -> None:
    """Every button of every answer."""
    for said in answers:
        for block in said.get("blocks", []):
            if block["type"] in ("actions", "context_actions"):
                for element in block["elements"]:
                    value = element.get("value") or element.get("positive_button", {}).get("value", "")
                    click = {"type": element["type"], "action_id": element["action_id"], "value": value}
                    await bot.send.click(click, bot.send.in_message(channel, ephemeral=True))
