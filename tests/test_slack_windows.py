"""The form "Ask the roadmap", its menu that follows what is typed, and the shortcut of a message."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.playground.slack.block_rules import message_error, texts
from bot.playground.slack.view_rules import view_error
from knowledge.typeahead import suggest
from tests.asking import sample
from tests.slack_bot import Connected, Office, connected
from tests.slack_views import buttons, roadmap_of


async def form(bot: Connected) -> dict[str, Any]:
    """The form, opened."""
    await bot.send.shortcut("ask_roadmap")
    (call,) = await bot.slack.called("views.open")
    assert call.error is None
    (view,) = bot.slack.workspace.views.values()
    return view.told()


def picked(item: str = "", about: str = "detail", question: str = "") -> dict[str, Any]:
    """What is filled in."""
    chosen = {"selected_option": {"value": item} if item else None}
    return {
        "item": {"item": {"type": "external_select", **chosen}},
        "about": {"about": {"type": "static_select", "selected_option": {"value": about}}},
        "question": {"question": {"type": "plain_text_input", "value": question or None}},
    }


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        (picked("Warmup"), "Core warmup system approved"),
        (picked("Warmup", "owner"), "No owner is written for Warmup"),
        (picked("Warmup", "timeline"), "Warmup is planned for Q3 2026"),
        (picked(question="what is blocked?"), "Blocked on Spike"),
        (picked("Warmup", question="what is blocked?"), "Blocked on Spike"),
        (picked(question="help lists"), "Lists: what is planned"),
    ],
)
async def test_the_form_is_answered_in_its_own_window(filled: dict[str, Any], expected: str) -> None:
    async with connected() as bot:
        answered = (await bot.send.submit(await form(bot), filled)).said
    assert answered["response_action"] == "update"
    assert view_error(answered["view"], "modal") is None
    assert expected in "\n".join(texts(answered["view"]["blocks"]))


async def test_an_empty_form_says_what_to_fill_in() -> None:
    async with connected() as bot:
        answered = (await bot.send.submit(await form(bot), picked())).said
    assert answered == {
        "response_action": "errors",
        "errors": {"question": "Pick an item above, or type a question here."},
    }


async def test_a_form_that_opened_too_late_says_what_to_do() -> None:
    async with connected() as bot:
        trigger = bot.slack.tickets.trigger()
        bot.waits.passed += 10
        await bot.send.interaction({"type": "shortcut", "callback_id": "ask_roadmap", "trigger_id": trigger})
        (post,) = await bot.slack.posted()
    assert post["channel"] == "U1"
    assert "right here" in post["text"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("warm", "Warmup"),
        ("WARM", "Warmup"),
        ("wamrup", "Warmup"),
        ("zapeir", "Zapier Integration"),
        ("campaing syst", "Campaign Management System"),
        ("sso enter", "SSO for Enterprise"),
        ("2fa", "Two-Factor Authentication (2FA)"),
        ("uathent", "Authentication"),
        ("twofactor", "Two-Factor Authentication (2FA)"),
        ("zapier-inte", "Zapier Integration"),
        ("bulkdomian onb", "Bulk Domain Onboarding & Templates"),
        ("factor auth", "Two-Factor Authentication (2FA)"),
        ("", "Campaigns"),
    ],
)
async def test_the_menu_follows_what_is_typed(typed: str, first: str) -> None:
    async with connected() as bot:
        options = (await bot.send.type_ahead("item", typed)).said["options"]
    assert options[0]["text"]["text"] == first
    assert len(options) <= 100
    assert all(1 <= len(o["text"]["text"]) <= 75 and 1 <= len(o["value"]) <= 150 for o in options)
    assert all(len(o.get("description", {"text": ""})["text"]) <= 75 for o in options)


@pytest.mark.parametrize(
    "typed",
    ["xyzzy", "carpet flying", "nowhere to be found", "!!", "\u202e<!channel>" + "x" * 10_000, "q" * 300],
)
async def test_a_menu_without_anything_like_it_is_empty(typed: str) -> None:
    async with connected() as bot:
        answered = await bot.send.type_ahead("item", typed)
    assert answered.status == 200
    assert answered.said["options"] == [] or typed == "!!"


async def test_another_menu_gets_no_options() -> None:
    async with connected() as bot:
        assert (await bot.send.type_ahead("other", "warm")).said["options"] == []


def test_each_name_is_suggested_once_and_found_by_its_beginning() -> None:
    roadmap = sample().roadmap
    names = [f.name for f in suggest("a", roadmap, 1_000)]
    assert len(names) == len(set(names))
    missed = [f.name for f in roadmap.top if f.name not in [s.name for s in suggest(f.name[:4], roadmap, 100)]]
    assert missed == []


async def test_names_as_long_as_pages_allow_fit_the_menu() -> None:
    office = Office(roadmap=roadmap_of(f"# Plan\n\n| Feature | Status |\n|---|---|\n| {'Very ' * 60}long | Done |\n"))
    async with connected(office=office) as bot:
        (option,) = (await bot.send.type_ahead("item", "very")).said["options"]
    assert len(option["text"]["text"]) == 75
    assert len(option["value"]) <= 150


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell warmup before the teams meeting", "names 2 things on the roadmap"),
        ("Somebody asked for Zapier integration again.", "Zapier Integration"),
        ("what is blocked?", "Blocked on Spike"),
        ("The weather is nice", "names nothing that is on the roadmap"),
        ("", "names nothing"),
        ("blah " * 3_000 + "warmup", "names nothing"),
    ],
)
async def test_the_shortcut_of_a_message_tells_what_the_roadmap_says(text: str, expected: str) -> None:
    async with connected() as bot:
        assert (await bot.send.message_shortcut("about_message", text)).status == 200
        said = (await bot.slack.called("response_url"))[0].said
    assert expected in said["text"]
    assert said["response_type"] == "ephemeral"
    assert message_error(said) is None


async def test_what_a_long_message_names_is_turned_page_by_page_and_the_message_is_kept_nowhere() -> None:
    items = "\n".join(f"| Item number {n:02} | Planned |" for n in range(45))
    office = Office(roadmap=roadmap_of(f"# Plan\n\n| Feature | Status |\n|---|---|\n{items}\n"))
    text = f"We do {', '.join(f'item number {n:02}' for n in range(45))}."
    async with connected(office=office) as bot:
        await bot.send.message_shortcut("about_message", text)
        said = [(await bot.slack.called("response_url"))[-1].said]
        for turned in (2, 3):
            press = buttons(said[-1])["Next page"]
            click = {"type": "button", "action_id": press["action_id"], "value": press["value"]}
            await bot.send.click(click, bot.send.in_message(ephemeral=True))
            said.append((await bot.slack.called("response_url", turned))[-1].said)
    assert [re.findall(r"Item number (\d\d)", s["text"]) for s in said] == [
        [f"{n:02}" for n in range(start, min(start + 20, 45))] for start in (0, 20, 40)
    ]
    assert message_error(said[0]) is None
    assert all("context_actions" not in {block["type"] for block in s["blocks"]} for s in said)
    assert all("Share in channel" not in buttons(s) for s in said)
