"""Reviews answered in forms: why something is outdated, until when it is put off, all at once. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.state.database import Database
from bot.state.edits import want_anew
from bot.state.tables import REVIEWS
from tests.hostile import HOSTILE, troubles
from tests.reviewing import Room, room, shown, stale, why


@pytest.fixture
async def here(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    async with room(database, tmp_path) as opened:
        yield opened


async def test_outdated_asks_for_a_reason_and_the_post_tells_it(here: Room) -> None:
    await here.post("C1")
    form = await here.form("U2", "C1", "Plan", "Outdated…")
    refused = (await here.by("U2").submit(form, why("  "))).said
    assert refused == {"response_action": "errors", "errors": {"why": "Please say why, in a few words."}}
    answered = (await here.by("U2").submit(form, why("moved to 2027"))).said
    assert "Noted: Plan is outdated." in shown(answered["view"]["blocks"])
    await here.slack.called("chat.update")
    assert "Plan: outdated: “moved to 2027”" in here.messages("C1")[-1].said["text"]
    late = (await here.by("U1").submit(form, why("no"))).said
    assert "Plan was answered already: outdated: “moved to 2027”" in shown(late["view"]["blocks"])
    assert await here.decided() == [("plan.md", "outdated", "T1:U2")]


async def test_what_is_put_off_is_asked_for_again_and_the_third_time_of_who_stands_in(here: Room) -> None:
    await here.post("C1")
    for times in range(1, 4):
        form = await here.form("U1", "C1", "Plan", "Not now…")
        assert ("whoever stands in is asked" in shown(form["blocks"])) is (times == 3)
        answered = (await here.by("U1").submit(form, why("busy", "1 day"))).said
        said = shown(answered["view"]["blocks"])
        assert "Noted: Plan is put off until" in said
        await _back_to_work(here, times)
    assert "Robin is asked now, since it was put off 3 times" in said
    assert [verdict for _, verdict, _ in await here.decided()] == ["snoozed"] * 3


async def _back_to_work(here: Room, times: int) -> None:
    """What was put off has ended, and the post asks for it again."""
    async with here.office.database.write() as connection:
        await connection.execute(update(REVIEWS).values(until=86_400.0))
        await want_anew(connection, ())
    async with asyncio.timeout(10):
        while f'"value": "[{times}, ' not in json.dumps(here.messages("C1")[-1].said["blocks"]).replace("\\", ""):
            await asyncio.sleep(0.01)
            await here.office.editor.bring_up_to_date()


async def test_marking_all_asks_first_and_lists_what_it_marks(here: Room) -> None:
    await here.post("U1")
    form = await here.form("U1", "U1", "", "Mark all 2 reviewed…")
    assert "Are these 2 still right, as written?" in shown(form["blocks"])
    assert await here.decided() == []
    answered = (await here.by("U1").submit(form)).said
    assert "2 are marked as still right." in shown(answered["view"]["blocks"])
    assert sorted(await here.decided()) == [("mail.md", "right", "T1:U1"), ("plan.md", "right", "T1:U1")]


async def test_marking_all_asks_again_when_somebody_was_faster(here: Room) -> None:
    await here.post("C1")
    form = await here.form("U1", "C1", "", "Mark these 3 reviewed…")
    await here.press("U2", "C1", "Search", "Still right")
    await here.said(1)
    again = (await here.by("U1").submit(form)).said["view"]
    assert "What is due has changed since this window was opened." in shown(again["blocks"])
    assert len(await here.decided()) == 1
    await here.by("U1").submit(again)
    assert len(await here.decided()) == 3


async def test_what_people_give_as_a_reason_does_nothing(database: Database, tmp_path: Path) -> None:
    pages = {f"p{n:02}.md": stale(f"Page {n}") for n in range(len(HOSTILE))}
    async with room(database, tmp_path, pages) as here:
        await here.post("C1")
        for n, text in enumerate(HOSTILE):
            value = json.dumps([0, f"p{n:02}.md", ""])
            await here.send.click({"type": "button", "action_id": "verdict:outdated", "value": value})
            form = (await here.slack.called("views.open", n + 1))[-1].said["view"]
            await here.by("U2").submit(form, why(text[:500]))
            await here.by("U1").submit(form, why("late"))
    updates = [call.said | {"unfurl_links": False, "unfurl_media": False} for call in here.slack.kept.of("chat.update")]
    assert len(await here.decided()) == len([text for text in HOSTILE if text[:500].strip()])
    assert updates
    assert [trouble for said in updates for trouble in troubles(said)] == []
