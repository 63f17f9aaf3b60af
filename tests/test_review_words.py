"""`/roadmap review` and the words that may follow it: a list to answer, what was decided, where reviews are posted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.playground.slack.block_rules import message_error
from bot.state.database import Database
from bot.state.opinions import KeptOpinions
from bot.state.tables import SCHEDULES
from bot.state.unanswered import Unanswered
from handlers.opinions import Opinion, Reason
from handlers.slack.desk import Work
from handlers.slack.review_places import RULE
from handlers.slack.welcome import welcome
from knowledge.answer import Answer, Ending, Intent
from knowledge.review.decision import Place, Verdict
from knowledge.review.given import Given, asking
from tests.reviewing import PAGES, SETTINGS, Room, buttons_of, room, shown


@pytest.fixture
async def here(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    async with room(database, tmp_path) as opened:
        yield opened


async def _asked(here: Room, text: str, user: str = "U1", channel: str = "C1") -> dict[str, Any]:
    """What a command is answered."""
    before = len(here.slack.responses)
    await here.by(user).command(text, channel_id=channel)
    said = (await here.slack.called("response_url", before + 1))[-1].said
    assert message_error(said) is None
    assert said["response_type"] == "ephemeral"
    return said


async def test_who_is_asked_gets_what_is_theirs_to_answer_in_place(here: Room) -> None:
    said = await _asked(here, "review")
    assert said["text"].startswith("2 pages are due for your review on ")
    button = buttons_of(said["blocks"], "Mail")["Still right"]
    await here.send.click(button, here.send.in_message("C1", ephemeral=True))
    again = (await here.slack.called("response_url", 2))[-1].said
    assert again["replace_original"] is True
    assert "Noted: Mail is still right." in shown(again["blocks"])
    assert "1 page is due for your review" in shown(again["blocks"])


async def test_who_is_asked_nothing_gets_what_is_due(here: Room) -> None:
    said = await _asked(here, "reviews now", "U3")
    assert said["text"].startswith("3 pages are due for review on ")
    assert "Still right" in buttons_of(said["blocks"], "Search")


async def test_what_is_due_is_posted_in_the_channel_once_a_day(here: Room) -> None:
    said = await _asked(here, "review")
    start = buttons_of(said["blocks"])["Post it in this channel…"]
    assert start["confirm"]["title"]["text"] == "Post it in this channel?"
    for times, words in enumerate(("It is posted in this channel", "It was posted in this channel today"), 2):
        await here.send.click(start, here.send.in_message("C1", ephemeral=True))
        assert words in (await here.slack.called("response_url", times))[-1].said["text"]
    [post] = here.messages("C1")
    assert post.said["text"].startswith("3 pages are due for review on ")
    await here.send.click(start, here.send.in_message("C-NOT-IN", ephemeral=True))
    assert "Invite me" in (await here.slack.called("response_url", 4))[-1].said["text"]


async def test_a_channel_asks_for_reviews_and_gets_them_once(here: Room) -> None:
    said = await _asked(here, "review here")
    assert said["text"].startswith("Done.")
    [told] = here.messages("C1")
    assert told.said["text"] == f"Reviews of the roadmap are posted in this channel from now on: {RULE} Europe/London."
    assert "posted in this channel already" in (await _asked(here, "review here", "U2"))["text"]
    await here.round()
    assert len(here.messages("C1")) == 1, "nothing is owed for the time before"
    async with here.office.database.write() as connection:
        await connection.execute(update(SCHEDULES).values(since=1_000.0, rule="weekly on monday at 00:00"))
    await here.round()
    await here.round()
    texts = [message.said["text"] for message in here.messages("C1")]
    assert [text.partition(" on ")[0] for text in texts[1:]] == ["3 pages are due for review"]
    assert here.messages("U1")[-1].said["text"].startswith("2 pages are due for your review")


async def test_where_the_bot_can_not_post_nothing_is_kept(here: Room) -> None:
    said = await _asked(here, "review here", channel="C-NOT-IN")
    assert said["text"].startswith("Slack does not let me post in this channel (not_in_channel). Invite me")
    assert "No reviews are posted" in (await _asked(here, "review stop", channel="C-NOT-IN"))["text"]
    assert "Say that in the channel" in (await _asked(here, "review here", channel="D1"))["text"]


async def test_where_people_of_another_organisation_read_nothing_is_posted(here: Room) -> None:
    assert "People of another organisation read" in (await _asked(here, "review here", channel="C-SHARED"))["text"]
    assert here.messages("C-SHARED") == []


async def test_whoever_asked_and_admins_end_reviews(here: Room) -> None:
    await _asked(here, "review here")
    assert "Only whoever asked" in (await _asked(here, "review stop", "U2"))["text"]
    assert "No more reviews" in (await _asked(here, "review stop"))["text"]
    await _asked(here, "review here")
    assert "No more reviews" in (await _asked(here, "review stop", "U3"))["text"]
    assert await here.office.schedules() == []


async def test_a_channel_of_the_settings_is_changed_there(database: Database, tmp_path: Path) -> None:
    rules = {"rules": [{"channel": "C1", "rule": "weekly on monday"}]}
    async with room(database, tmp_path, file=SETTINGS | {"reviews": SETTINGS["reviews"] | rules}) as here:
        for text in ("review stop", "review edit"):
            said = await _asked(here, text, "U3")
            assert said["text"].startswith(
                "roadmap.yaml says that reviews are posted here: weekly on monday at 09:30 UTC."
            )


async def _window(here: Room, user: str) -> dict[str, Any]:
    await here.by(user).command("review edit")
    view: dict[str, Any] = (await here.slack.called("views.open"))[-1].said["view"]
    return view


def _typed(rule: str, zone: str) -> dict[str, Any]:
    return {"rule": {"rule": {"value": rule}}, "zone": {"zone": {"value": zone}}}


async def test_admins_say_when_in_a_window_that_helps(here: Room) -> None:
    await _asked(here, "review here")
    assert "Only admins" in (await _asked(here, "review edit", "U2"))["text"]
    view = await _window(here, "U3")
    errors = (await here.by("U3").submit(view, _typed("every blue moon", "UTC"))).said["errors"]
    assert errors["rule"].startswith(
        "'every blue moon' is no rule for reviews; it must be such as “monthly on the first"
    )
    errors = (await here.by("U3").submit(view, _typed("weekly", "Moon/Base"))).said["errors"]
    assert errors == {"zone": "'Moon/Base' is no time zone; it must be such as Europe/Madrid or UTC"}
    saved = (await here.by("U3").submit(view, _typed("weekly on tuesday at 10:00", "Asia/Tokyo"))).said
    assert "weekly on tuesday at 10:00 Asia/Tokyo from now on" in shown(saved["view"]["blocks"])
    schedule = next(s for s in await here.office.schedules() if s.place == "C1")
    assert (schedule.rule.every.value, str(schedule.zone)) == ("weekly", "Asia/Tokyo")
    refused = (await here.by("U2").submit(view, _typed("weekly", "UTC"))).said
    assert "Only admins" in shown(refused["view"]["blocks"])


async def test_the_settings_name_admins(database: Database, tmp_path: Path) -> None:
    async with room(database, tmp_path, file=SETTINGS | {"admins": "U2"}) as here:
        await _asked(here, "review here")
        assert "schedule_form" in str(await _window(here, "U2"))


async def test_history_tells_everything_that_was_decided_page_by_page(here: Room) -> None:
    assert "Nothing was decided" in (await _asked(here, "review history"))["text"]
    decisions = here.office.minutes.decisions
    for n in range(12):
        await decisions.decide(Given(asking(n), Place("plan.md"), Verdict.OUTDATED, "T1:U2", f"reason {n} <!here>"))
    said = await _asked(here, "review history")
    assert "Plan: outdated: “reason 11 &lt;\u2060!here&gt;”, by <@U2> plan.md" in said["text"]
    assert "reason 1 " not in said["text"]
    earlier = buttons_of(said["blocks"])["Earlier"]
    await here.send.click(earlier, here.send.in_message("C1", ephemeral=True))
    rest = (await here.slack.called("response_url", 3))[-1].said
    assert "reason 1 " in rest["text"]
    assert "Earlier" not in buttons_of(rest["blocks"])
    assert message_error(rest) is None


async def test_in_a_direct_message_the_list_goes_with_the_answers(here: Room) -> None:
    await here.send.direct("review")
    await here.slack.posted()
    message = here.messages("U1")[-1]
    await here.send.click(buttons_of(message.said["blocks"], "Plan")["Still right"], here.where("U1", message))
    await here.slack.called("chat.update")
    assert here.messages("U1")[-1].said["text"].startswith("1 page is due for your review on ")


async def test_a_mention_is_answered_for_nobody_else_to_see(here: Room) -> None:
    await here.by("U2").mention("<@U0BOT> review history")
    [call] = await here.slack.called("chat.postEphemeral")
    assert (call.said["user"], call.error) == ("U2", None)
    assert "Nothing was decided" in call.said["text"]


async def test_a_thing_of_that_name_is_that_thing(database: Database, tmp_path: Path) -> None:
    table = "# Things\n\n| Feature | Timeline |\n|---|---|\n| Review history | Q3 2030 |\n"
    async with room(database, tmp_path, PAGES | {"things.md": table}) as here:
        said = (await here.send.command("review history")).said
        assert "Review history" in said["text"]


async def test_help_tells_of_reviews_and_its_buttons_work(here: Room) -> None:
    said = (await here.send.command("help reviews")).said
    row = buttons_of(said["blocks"])
    assert [label for label in row if label.startswith("review")] == [
        "review",
        "review history",
        "review here",
        "review edit",
    ]
    await here.send.click(row["review history"], here.send.in_message("C1", ephemeral=True))
    assert "Nothing was decided" in (await here.slack.called("response_url"))[-1].said["text"]


async def _taken(_: tuple[str, ...]) -> bool:
    return True


async def test_whoever_installs_the_bot_is_offered_reviews_where_they_are_kept(here: Room) -> None:
    make, work = here.office.app.desk, Work(_taken, _taken)
    assert "“/roadmap review here” in the channel" in welcome(here.office.desk(make)(work)).text
    assert "review here" not in welcome(make(work)).text


async def test_what_was_called_outdated_and_asked_in_vain_is_due(database: Database, tmp_path: Path) -> None:
    table = f"# Plan\n\n**Last Updated**: {date.today()}\n\n| Feature | Timeline |\n|---|---|\n| Search | Q1 2099 |\n"
    async with room(database, tmp_path, {"plan.md": table}) as here:
        assert "Nothing is due for review" in (await _asked(here, "review"))["text"]
        await KeptOpinions(database).record(Opinion("when is search?", False, "U2", "T1", Reason.OUTDATED))
        Unanswered(database).note(Answer(Intent.OWNER, (), date.today(), ("Search",), ending=Ending.NOT_STATED))
        await database.together.written()
        text = (await _asked(here, "review"))["text"]
    assert "answers were called outdated: Search (once)" in text
    assert "people asked in vain: owner of Search (once)" in text
