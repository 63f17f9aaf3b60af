"""Answering what is due for review by buttons: the first click wins. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.playground.slack.faults import Fault
from bot.state.database import Database
from bot.state.tables import DELIVERIES
from tests.reviewing import Room, buttons_of, room, shown, why


@pytest.fixture
async def here(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    async with room(database, tmp_path) as opened:
        yield opened


async def test_a_click_is_kept_and_the_post_shows_it(here: Room) -> None:
    post = await here.post("C1")
    assert list(buttons_of(post.said["blocks"], "Mail")) == ["Still right", "Changed", "Outdated…", "Not now…"]
    await here.press("U2", "C1", "Plan", "Still right")
    assert "Noted: Plan is still right." in await here.said(1)
    await here.slack.called("chat.update")
    assert await here.decided() == [("plan.md", "right", "T1:U2")]
    [post] = here.messages("C1")
    assert "Done: 1 of 3." in post.said["text"]
    assert "Answered so far: • Plan: still right" in " ".join(post.said["text"].split())
    assert buttons_of(post.said["blocks"], "Search")
    assert "Mark these 2 reviewed…" in buttons_of(post.said["blocks"])


async def test_double_clicks_and_clicks_of_several_people_make_one_row(here: Room) -> None:
    post = await here.post("C1")
    button, where = buttons_of(post.said["blocks"], "Plan")["Still right"], here.where
    await asyncio.gather(*(here.by(f"U{1 + n % 3}").click(button, where("C1", post)) for n in range(6)))
    await here.slack.called("response_url", 6)
    assert len(await here.decided()) == 1


async def test_who_clicks_late_is_told_who_decided_what(here: Room) -> None:
    post = await here.post("C1")
    before = buttons_of(post.said["blocks"], "Plan")
    await here.press("U2", "C1", "Plan", "Still right")
    await here.said(1)
    await here.by("U1").click(before["Changed"], here.where("C1", post))
    late = await here.said(2)
    assert "Plan was answered already: still right, on " in late
    assert "<@U2>" in late
    await here.by("U2").click(before["Still right"], here.where("C1", post))
    assert "by you." in await here.said(3)
    assert len(await here.decided()) == 1


async def test_a_direct_message_and_the_channel_ask_the_same_once(here: Room) -> None:
    await here.post("C1")
    mine = await here.post("U1")
    before = buttons_of(mine.said["blocks"], "Mail")
    assert mine.said["text"].startswith("2 pages are due for your review on ")
    await here.press("U3", "C1", "Mail", "Still right")
    await here.slack.called("chat.update", 2)
    assert here.messages("U1")[-1].said["text"].startswith("1 page is due for your review on ")
    await here.by("U1").click(before["Changed"], here.where("U1", mine))
    assert "<@U3>" in await here.said(2)
    await here.press("U1", "U1", "Plan", "Changed")
    assert "Noted: Plan has changed. Please edit its page" in await here.said(3)
    await here.slack.called("chat.update", 4)
    assert here.messages("U1")[-1].said["text"].startswith("Nothing is due for your review any more")
    assert not buttons_of(here.messages("U1")[-1].said["blocks"])


async def test_changed_leads_to_where_the_page_is_edited(database: Database, tmp_path: Path) -> None:
    file = {"link": "https://docs.example.com/{path}#L{line}", "edit": "https://docs.example.com/edit/{path}"}
    async with room(database, tmp_path, file=file) as here:
        post = await here.post("C1")
        assert buttons_of(post.said["blocks"], "Plan")["Changed"]["url"] == "https://docs.example.com/edit/plan.md"


async def test_not_mine_is_for_those_who_are_asked_and_changes_no_owner(here: Room) -> None:
    mine = await here.post("U1")
    button = buttons_of(mine.said["blocks"], "Plan")["Not mine"]
    await here.by("U2").click(button, here.where("U1", mine))
    assert "Plan is asked of Kim; only whoever is asked can say that it is not theirs." in await here.said(1)
    await here.by("U1").click(button, here.where("U1", mine))
    said = await here.said(2)
    assert "Noted: Plan is not yours. That changes no owner. Robin is asked now" in said
    post = await here.post("C1")
    assert "Who owns it? Whoever was asked says that it is not theirs: Plan (written as Kim's)." in post.said["text"]
    assert "[plan.md:4]" in post.said["text"]


async def test_home_shows_what_is_due_of_me_and_takes_answers(here: Room) -> None:
    await here.send.open_home()
    home = (await here.slack.called("views.publish"))[-1].said["view"]
    assert "For your review 2 pages are due for your review on " in shown(home["blocks"])
    button = buttons_of(home["blocks"], "Plan")["Still right"]
    shown_home = here.slack.workspace.homes["U1"].told()
    await here.send.click(button, here.send.in_view(shown_home))
    again = (await here.slack.called("views.publish", 2))[-1].said["view"]
    assert "1 page is due for your review on " in shown(again["blocks"])
    await here.send.click(button, here.send.in_view(shown_home))
    assert "Plan was answered already: still right, on " in (await here.slack.posted())[-1]["text"]
    form = buttons_of(again["blocks"], "Mail")["Outdated…"]
    await here.send.click(form, here.send.in_view(shown_home))
    view = (await here.slack.called("views.open"))[-1].said["view"]
    await here.send.submit(view, why("it shipped"))
    last = (await here.slack.called("views.publish", 4))[-1].said["view"]
    assert "Nothing is due for your review." in shown(last["blocks"])


async def test_home_of_somebody_unknown_shows_no_review(database: Database, tmp_path: Path) -> None:
    async with room(database, tmp_path, file={"people": {"Dana": "U2"}}) as here:
        await here.send.open_home()
        home = (await here.slack.called("views.publish"))[-1].said["view"]
    assert "For your review" not in shown(home["blocks"])


async def test_what_is_no_button_of_ours_is_said(here: Room) -> None:
    post = await here.post("C1")
    for times, value in enumerate(("", "{}", "[1]", '["a","b","c"]', '[0, "gone.md", ""]'), 1):
        click = {"type": "button", "action_id": "verdict:right", "value": value}
        await here.send.click(click, here.where("C1", post))
        said = await here.said(times)
        assert ("I can't tell" in said) or ("not due for review any more" in said)
    assert await here.decided() == []


async def test_a_post_that_slack_does_not_edit_is_drawn_in_a_later_round(here: Room) -> None:
    await here.post("C1")
    here.slack.refuse_next("chat.update", Fault(error="fatal_error"))
    await here.press("U2", "C1", "Plan", "Still right")
    await here.said(1)
    await here.slack.called("chat.update")
    assert "Done: 0 of 3." in here.messages("C1")[-1].said["text"]
    async with asyncio.timeout(10):
        while "Done: 1 of 3." not in here.messages("C1")[-1].said["text"]:
            await _lease_over(here)
            await here.round()


async def _lease_over(here: Room) -> None:
    """The time after which a message is tried again has passed."""
    async with here.office.database.write() as connection:
        await connection.execute(update(DELIVERIES).values(lease=None))
