"""By whose clock people are written to: their own, as the settings or Slack know it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.people import NamedPeople
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, fake_slack
from bot.playground.slack.workspace import User
from bot.reviews.posting import people_schedules
from bot.reviews.settings import ReviewSettings
from bot.reviews.zones import A_DAY, SlackZones
from bot.schedule.due import slot_of
from bot.schedule.planner import SPREAD
from bot.slack.client import open_session

CHANNEL = {"channel": "C1", "rule": "monthly on the first working day at 09:30 Europe/Madrid"}
DANA = {"owner": "Dana", "rule": "monthly on day 3 at 09:30"}
DANA_IN_UTC = {"owner": "Dana", "rule": "monthly on day 3 at 09:30 UTC"}
PEOPLE = NamedPeople({"Kim": ("U1",), "Dana": ("U2",)})


@pytest.mark.parametrize(
    ("rules", "people", "due"),
    [
        ([CHANNEL], PEOPLE, "2026-11-02 09:30 Europe/Madrid"),
        ([CHANNEL], PEOPLE.in_zones({"U2": "Asia/Tokyo"}), "2026-11-02 09:30 Asia/Tokyo"),
        ([CHANNEL], NamedPeople(PEOPLE.ids, {"U2": "Asia/Tokyo"}, {"U2": "JP"}), "2026-11-02 09:30 Asia/Tokyo"),
        ([CHANNEL, DANA], NamedPeople(PEOPLE.ids, {"U2": "Asia/Tokyo"}, {"U2": "JP"}), "2026-11-04 09:30 Asia/Tokyo"),
        ([CHANNEL, DANA], PEOPLE.in_zones({"U2": "America/New_York"}), "2026-11-03 09:30 America/New_York"),
        ([CHANNEL, DANA_IN_UTC], PEOPLE.in_zones({"U2": "America/New_York"}), "2026-11-03 09:30 UTC"),
        ([CHANNEL, DANA_IN_UTC], NamedPeople(PEOPLE.ids, {"U2": "Asia/Tokyo"}), "2026-11-03 09:30 Asia/Tokyo"),
    ],
    ids=[
        "nothing is known: the clock of the channel",
        "Slack knows it",
        "the settings name it, and holidays",
        "Culture Day is free in Japan",
        "a rule without a zone",
        "a rule with one goes before what Slack knows",
        "what the settings say of a person goes first",
    ],
)
def test_a_person_is_asked_by_their_own_clock(rules: list[dict[str, str]], people: NamedPeople, due: str) -> None:
    schedules = people_schedules(ReviewSettings.model_validate({"rules": rules}), people, "T1", 0.0)
    [dana] = [s for s in schedules if s.place == "U2"]
    day, at, zone = due.split()
    expected = datetime.fromisoformat(f"{day} {at}").replace(tzinfo=ZoneInfo(zone)).timestamp()
    planned = dana.due(slot_of(dana.rule.every, datetime.fromtimestamp(expected, ZoneInfo(zone)).date()))
    assert str(dana.zone) == zone
    assert expected <= planned < expected + SPREAD


async def test_slack_is_asked_once_a_day_and_what_it_does_not_tell_is_left_out() -> None:
    passed = 0.0
    async with fake_slack() as slack, open_session() as session:
        slack.workspace.users["U1"] = User("U1", "kim", zone="Asia/Tokyo")
        slack.workspace.users["U2"] = User("U2", "dana", zone="Moon/Sea")
        client = AsyncWebClient(TOKEN, slack.url, session=session, retry_handlers=[])
        zones = SlackZones(client, lambda: passed)
        for _ in range(2):
            assert await zones.of(["U1", "U2", "U9"]) == {"U1": "Asia/Tokyo"}
        assert len(slack.calls) == 3
        slack.workspace.users["U1"] = User("U1", "kim", zone="Europe/Madrid")
        passed = A_DAY
        assert await zones.of(["U1"]) == {"U1": "Europe/Madrid"}


async def test_while_slack_can_not_be_asked_what_was_known_counts() -> None:
    passed = 0.0
    async with fake_slack() as slack, open_session() as session:
        slack.workspace.users["U1"] = User("U1", "kim", zone="Asia/Tokyo")
        zones = SlackZones(AsyncWebClient(TOKEN, slack.url, session=session, retry_handlers=[]), lambda: passed)
        await zones.of(["U1"])
        passed = A_DAY
        slack.refuse_next("users.info", Fault(error="ratelimited"))
        assert await zones.of(["U1"]) == {"U1": "Asia/Tokyo"}
