"""By whose clock people are written to: their own, as the settings or Slack know it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, fake_slack
from bot.playground.slack.workspace import User
from bot.reviews.clocks import Clocks
from bot.reviews.posting import people_schedules
from bot.reviews.settings import ReviewSettings
from bot.reviews.zones import A_DAY, Seen, SlackZones
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
            assert await zones.of("T1", ["U1", "U2", "U9"]) == {
                "U1": Seen("Asia/Tokyo"),
                "U2": Seen(),
                "U9": Seen(is_there=False),
            }
        assert len(slack.calls) == 3
        slack.workspace.users["U1"] = User("U1", "kim", zone="Europe/Madrid")
        passed = A_DAY
        assert await zones.of("T1", ["U1"]) == {"U1": Seen("Europe/Madrid")}


async def test_while_slack_can_not_be_asked_what_was_known_counts() -> None:
    passed = 0.0
    async with fake_slack() as slack, open_session() as session:
        slack.workspace.users["U1"] = User("U1", "kim", zone="Asia/Tokyo")
        zones = SlackZones(AsyncWebClient(TOKEN, slack.url, session=session, retry_handlers=[]), lambda: passed)
        await zones.of("T1", ["U1"])
        passed = A_DAY
        slack.refuse_next("users.info", Fault(error="ratelimited"))
        assert await zones.of("T1", ["U1"]) == {"U1": Seen("Asia/Tokyo")}


async def test_each_workspace_is_asked_with_its_own_token_and_who_is_not_there_is_left_out() -> None:
    tokens = {"T1": TOKEN, "T2": None}

    async def token(workspace: str) -> str | None:
        return tokens[workspace]

    people = KnownPeople(NamedPeople({"Kim": ("U1",), "Dana": ("U2", "U9")}, {"U2": "Asia/Tokyo"}))
    async with fake_slack() as slack, open_session() as session:
        slack.workspace.users["U1"] = User("U1", "kim", zone="America/New_York")
        client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])
        clocks = Clocks(ReviewSettings(), people, SlackZones(client, lambda: 0.0, token))
        here = await clocks.people("T1", only_there=True)
        assert (here.ids, here.learned["U1"]) == ({"Kim": ("U1",), "Dana": ("U2",)}, "America/New_York")
        unknown = await clocks.people("T2", only_there=True)
        assert (unknown.ids, unknown.learned) == (people.all.ids, {})


@pytest.mark.parametrize(
    ("place", "zone"),
    [("U1", "America/New_York"), ("U2", "Asia/Tokyo"), ("U3", "Europe/London"), ("U9", "Europe/Madrid"), ("C1", "UTC")],
)
async def test_whoever_is_written_to_has_hours_of_their_own(place: str, zone: str) -> None:
    """What Slack knows, what the settings say, the rule of an owner, the clock of the reviews, that of the settings."""
    settings = ReviewSettings.model_validate(
        {"rules": [CHANNEL, {"owner": "Robin", "rule": "monthly on day 3 at 09:30 UTC"}]}
    )
    people = KnownPeople(NamedPeople({"Dana": ("U2",), "Robin": ("U4",)}, {"U2": "Asia/Tokyo"}, {"U2": "JP"}))
    async with fake_slack() as slack, open_session() as session:
        slack.workspace.users["U1"] = User("U1", "kim", zone="America/New_York")
        client = AsyncWebClient(TOKEN, slack.url, session=session, retry_handlers=[])
        clocks = Clocks(settings, people, SlackZones(client, lambda: 0.0))
        hours = await clocks.hours("T1", place)
        assert str(hours.zone) == zone
        assert hours.days.has(date(2026, 11, 3)) is (place != "U2")
        assert str((await clocks.hours("T1", "U4")).zone) == "UTC"
