"""Hostile text on every surface: whatever pages and people write, no ping and no foreign link comes alive."""

from __future__ import annotations

import re
from typing import Any

import pytest

from handlers.slack.escaping import cut_escaped, inert
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import sample
from tests.hostile import HOSTILE, NAMES, PING_OR_LINK, troubles
from tests.slack_bot import Connected, Echo, Office, connected
from tests.slack_views import buttons, rating


async def everything_sent(bot: Connected, text: str) -> list[dict[str, Any]]:
    """What requests are answered with when a person writes `text` wherever one can write; see `calls` for the rest."""
    command = await bot.send.command(text)
    said = command.said
    await bot.send.direct(text)
    await bot.send.mention(f"<@U0BOT> {text}")
    await bot.send.message_shortcut("about_message", text)
    await bot.send.run_function("look_up_item", item=text)
    await bot.send.open_home()
    await bot.send.open_home("messages")
    await bot.send.links("https://docs.example.com/plan.md", f"https://docs.example.com/{text[:500]}")
    search = {"type": "plain_text_input", "action_id": "search", "value": text}
    await bot.send.click(search, bot.send.in_view({"id": "V0", "type": "home", "blocks": []}))
    await bot.send.click({"type": "button", "action_id": "ask:x", "value": f"0:{text[:1_900]}"})
    await bot.send.click(rating(said, "negative_button"), bot.send.in_message(ephemeral=True))
    values = {"question": {"question": {"type": "plain_text_input", "value": text}}}
    submitted = await bot.send.submit({"id": "V1", "type": "modal", "callback_id": "ask_form", "blocks": []}, values)
    typed = await bot.send.type_ahead("item", text)
    for button in buttons(said).values():
        await bot.send.click(button, bot.send.in_message(ephemeral=True))
    return [answered.said for answered in (command, typed, submitted) if answered.text]


def calls(bot: Connected) -> list[dict[str, Any]]:
    """All calls that the bot made; by now every one that it had begun."""
    return [_told(call.said) for call in bot.slack.calls]


def _told(said: dict[str, Any]) -> dict[str, Any]:
    """What was sent, without the one mention that is ours: who shared an answer."""
    if not said.get("text", "").startswith("Shared by <@U1>:"):
        return said
    return {**said, "text": said["text"].removeprefix("Shared by <@U1>:"), "blocks": said.get("blocks", [])[1:]}


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
async def test_check_13_what_people_write_does_nothing_on_any_surface(text: str) -> None:
    async with connected() as bot:
        sent = await everything_sent(bot, text)
    assert [trouble for said in sent + calls(bot) for trouble in troubles(said)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
async def test_check_13_what_an_answer_repeats_does_nothing_on_any_surface(text: str) -> None:
    async with connected(Echo()) as bot:
        sent = await everything_sent(bot, text)
    assert [trouble for said in sent + calls(bot) for trouble in troubles(said)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
async def test_check_13_what_pages_say_does_nothing_on_any_surface(text: str) -> None:
    async with connected(office=Office(roadmap=hostile_pages(text))) as bot:
        questions = [
            "",
            "list everything",
            "help",
            "blocked",
            "Innocent",
            "who owns innocent?",
            "where do pages disagree?",
        ]
        answered = [await bot.send.command(question) for question in [*questions, "what are the phases?"]]
        sent = [a.said for a in answered] + await everything_sent(bot, "Innocent")
        sent.append((await bot.send.type_ahead("item", "")).said)
    assert [trouble for said in sent + calls(bot) for trouble in troubles(said)] == []


def hostile_pages(text: str) -> Any:
    """A roadmap with this text wherever a page can have it: titles, names, values, headings, paths."""
    flat = " ".join(text.split()).replace("|", "\\|") or "x"
    table = f"| Feature | Status | Timeline | Owner |\n|---|---|---|---|\n| {flat} | Blocked {flat} | Q1 2026 {flat} | {flat} |\n"
    row = f"| Innocent | Planned {flat} | Q3 2026 | {flat} |\n"
    plan = f'---\ntitle: "x"\n---\n# {flat}\n\n## Phases\n\n| Phase | Timeline | Focus |\n|---|---|---|\n| {flat} | Q1 2026 | {flat} |\n\n'
    own = f"# Innocent\n\n**Status**: Done {flat}\n**Timeline**: Q4 2026 {flat}\n**Scope**: {flat}\n\n{flat}\n"
    documents = [
        Document("README.md", f"{plan}## {flat}\n\n{table}{row}"),
        Document("innocent.md", own),
        Document(f"{flat[:60].replace('/', '_')}.md", f"# {flat}\n\n**Status**: {flat}\n"),
        Document("plan.md", f"# {flat}\n\n**Status**: Planned {flat}\n\n{flat}\n"),
    ]
    return assemble(documents, sample().lexicon)


def test_the_check_sees_a_live_ping_on_each_surface() -> None:
    mention = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>"}}
    link = {"type": "link", "url": "https://evil.example", "text": "x"}
    linked = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link]}]}
    assert list(troubles({"text": "<!channel>", "unfurl_links": False, "unfurl_media": False, "parse": "none"}))
    assert list(troubles({"text": "x", "blocks": [mention], "unfurl_links": False, "unfurl_media": False}))
    assert list(troubles({"text": "x"}))
    assert list(troubles({"view": {"type": "home", "blocks": [linked]}}))
    assert list(troubles({"unfurls": {"x": {"blocks": [linked]}}}))
    assert list(troubles({"outputs": {"answer": "see http://evil.example"}}))
    assert list(troubles({"options": [{"text": {"type": "mrkdwn", "text": "x"}, "value": "x"}]}))
    assert list(troubles({"options": [{"text": {"type": "plain_text", "text": "\u202ex"}, "value": "x"}]}))


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_inert_text_is_still_the_text(text: str) -> None:
    shown = inert(text)
    assert not PING_OR_LINK.search(shown)
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("most", range(1, 40))
def test_a_text_is_cut_where_no_sign_of_markup_is_torn(most: int) -> None:
    cut = cut_escaped("a &amp;&lt;b&gt; by <@U123>: &amp; and more to come", most)
    assert len(cut) <= most
    assert re.fullmatch(r"(?:[^&<]|&(?:amp|lt|gt);|<@U123>)*", cut)
    assert cut_escaped("short", 5) == "short"
