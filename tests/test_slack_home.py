"""App Home, and the messages tab when it is opened."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN
from handlers.slack.buttons import ASK
from handlers.slack.desk import Work
from handlers.slack.homes import Homes
from tests.slack_bot import Office, connected, desk_of
from tests.slack_views import OWNED, buttons, home, many, roadmap_of, shown


@dataclass
class Known:
    """Under which names the pages know U1."""

    names: tuple[str, ...]

    def owners(self, user: str) -> tuple[str, ...]:
        return self.names if user == "U1" else ()


async def test_home_tells_the_roadmap_at_a_glance() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        text = shown(await home(bot))
    assert "16 main items" in text
    assert "3 in progress" in text
    assert "Due this quarter" in text
    assert "Blocked on Spike" in text
    assert "Pages clash on 14 dates, 3 priorities and 2 statuses. 6 more may fit together." in text


async def test_home_of_somebody_nobody_knows_says_how_to_go_on() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        assert "Nobody has told me yet" in shown(await home(bot))


async def test_home_shows_what_is_yours_and_not_what_is_not() -> None:
    async with connected(office=Office(people=Known(("Dana",)), roadmap=roadmap_of(OWNED))) as bot:
        await bot.send.open_home()
        text = shown(await home(bot))
    assert "1 item owned by Dana" in text
    assert "Nobody has told me" not in text


async def test_home_of_pages_that_say_little_is_useful() -> None:
    async with connected(office=Office(roadmap=roadmap_of("# Notes\n\nNothing.\n"))) as bot:
        await bot.send.open_home()
        view = await home(bot)
    assert "The pages agree" in shown(view)
    assert "Help" in buttons(view)


async def test_home_shows_only_what_works() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        text = shown(await home(bot)).casefold()
    assert [word for word in ("watch", "remind", "picture", "review") if word in text] == []


async def test_the_box_on_home_answers_in_a_window() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        await home(bot)
        view = bot.slack.workspace.homes["U1"].told()
        action = {"type": "plain_text_input", "action_id": "search", "value": "when is warmup?"}
        await bot.send.click(action, bot.send.in_view(view))
        (call,) = await bot.slack.called("views.open")
        assert call.error is None
        assert "Q3 2026" in shown(call.said["view"])
        (modal,) = [v for v in bot.slack.workspace.views.values() if v.said["type"] == "modal"]
        await bot.send.click(buttons(call.said["view"])["Who owns it"], bot.send.in_view(modal.told()))
        (update,) = await bot.slack.called("views.update")
    assert update.error is None
    assert "Product Leadership" in shown(update.said["view"])


async def test_every_button_of_home_is_answered_in_a_window() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        view = await home(bot)
        pressed = [b for b in buttons(view).values() if b["action_id"].startswith(ASK)]
        for number, button in enumerate(pressed, 1):
            await bot.send.click(button, bot.send.in_view(bot.slack.workspace.homes["U1"].told()))
            call = (await bot.slack.called("views.open", number))[-1]
            assert call.error is None
            assert "I answer questions" not in shown(call.said["view"])
    assert len(pressed) == 5


async def test_a_long_list_in_a_window_is_turned_there() -> None:
    async with connected(office=many(50)) as bot:
        await bot.send.open_home()
        await home(bot)
        action = {"type": "plain_text_input", "action_id": "search", "value": "list everything"}
        await bot.send.click(action, bot.send.in_view(bot.slack.workspace.homes["U1"].told()))
        (call,) = await bot.slack.called("views.open")
        (modal,) = [v for v in bot.slack.workspace.views.values() if v.said["type"] == "modal"]
        await bot.send.click(buttons(call.said["view"])["Next page"], bot.send.in_view(modal.told()))
        (update,) = await bot.slack.called("views.update")
    assert update.error is None
    assert "Items 21 to 40 of 50" in shown(update.said["view"])


async def test_a_window_that_slack_does_not_open_is_followed_by_a_message() -> None:
    async with connected() as bot:
        await bot.send.open_home()
        await home(bot)
        place = bot.send.in_view(bot.slack.workspace.homes["U1"].told())
        bot.waits.passed += 10
        await bot.send.click({"type": "plain_text_input", "action_id": "search", "value": "warmup"}, place)
        (post,) = await bot.slack.posted()
    assert post["channel"] == "U1"
    assert "Q3 2026" in post["text"]


async def test_a_window_that_changed_in_between_is_followed_by_a_message() -> None:
    async with connected() as bot:
        bot.slack.refuse_next("views.update", Fault(error="hash_conflict"))
        view = {"id": "V9", "type": "modal", "blocks": []}
        await bot.send.click({"type": "button", "action_id": "ask:x", "value": "0:warmup"}, bot.send.in_view(view))
        assert (await bot.slack.posted())[0]["channel"] == "U1"


async def test_homes_are_drawn_anew_when_the_roadmap_changes() -> None:
    office = Office()
    async with connected(office=office) as bot:
        await bot.send.open_home()
        await home(bot)
        office.roadmap = roadmap_of(OWNED)
        bot.publish()
        text = shown(await home(bot, 2))
    assert "2 main items" in text
    assert "Search" in text


async def test_a_home_that_slack_refuses_stops_nothing() -> None:
    async with connected() as bot:
        bot.slack.refuse_next("views.publish", Fault(error="hash_conflict"))
        await bot.send.open_home()
        await bot.slack.called("views.publish")
        await bot.send.open_home()
        assert "main items" in shown(await home(bot, 2))


async def test_home_of_somebody_with_very_much_stays_within_the_limits() -> None:
    names = tuple(f"Team {n}" for n in range(120))
    rows = "".join(f"| {'Long name ' * 9}{n} | Planned | {names[n % 120]} |\n" for n in range(3_000))
    pages = roadmap_of(f"# Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n{rows}")
    async with connected(office=Office(people=Known(names), roadmap=pages)) as bot:
        await bot.send.open_home()
        view = await home(bot)
    assert 50 < len(view["blocks"]) <= 100
    assert "more than Slack shows here" in shown(view)


async def test_home_of_somebody_with_very_many_names_stays_within_the_limits() -> None:
    names = tuple(f"Team {n}" for n in range(120))
    rows = "".join(f"| Thing {n} | Planned | {name} |\n" for n, name in enumerate(names))
    pages = roadmap_of(f"# Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n{rows}")
    async with connected(office=Office(people=Known(names), roadmap=pages)) as bot:
        await bot.send.open_home()
        assert "main items" in shown(await home(bot))


async def test_homes_that_were_opened_long_ago_are_drawn_when_they_are_opened_again() -> None:
    homes, office = Homes(most=1), Office()
    async with connected(office=office) as bot:
        client = AsyncWebClient(token=TOKEN, base_url=bot.slack.url)
        made = desk_of(office.talk(), office)(Work(_first, _first, asyncio.ensure_future))  # type: ignore[arg-type]
        for user in ("U1", "U2"):
            await homes.show(user, client, made)
        await homes.refresh(made)
        assert [call.said["user_id"] for call in bot.slack.calls] == ["U1", "U2", "U2"]


async def _first(_: tuple[str, ...]) -> bool:
    return True


async def test_a_home_whose_blocks_slack_refuses_is_plainer_and_can_be_asked() -> None:
    async with connected() as bot:
        bot.slack.refuse_next("views.publish", Fault(error="invalid_blocks"))
        await bot.send.open_home()
        view = await home(bot, 2)
    assert {block["type"] for block in view["blocks"]} == {"header", "input", "actions", "section"}
    assert "16 main items on the roadmap." in shown(view)
