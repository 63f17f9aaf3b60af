"""What would be sent when, to whom."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import main
from bot.people import NamedPeople
from bot.reviews.dry_run import DryRun, Sending
from bot.reviews.reviewing import Reviewing
from bot.reviews.runs import plans, runs
from bot.reviews.settings import ReviewRule, ReviewSettings
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import sample
from tests.zones import ZONES

PAGE = (
    "# Plan\n\n**Last Updated**: 2026-01-10\n**Review Cycle**: Monthly\n**Owner**: Kim\n\n"
    "| Feature | Timeline | Owner |\n|---|---|---|\n| Search | Q4 2025 | Dana |\n"
)
SETTINGS: dict[str, Any] = {"rules": [{"channel": "C1", "rule": "monthly"}], "stands_in": "Robin"}


PEOPLE = NamedPeople({"Kim": ("U1",), "Dana": ("U2",), "Robin": ("U3",)})


def _sendings(
    settings: dict[str, Any], first: str, last: str, page: str = PAGE, people: NamedPeople = PEOPLE
) -> list[Sending]:
    roadmap = assemble([Document("plan.md", page)], sample().lexicon)
    reviewing = Reviewing(roadmap, sample().lexicon, ReviewSettings.model_validate(settings), people=people)
    return DryRun(reviewing).sendings(date.fromisoformat(first), date.fromisoformat(last))


def _when(sendings: list[Sending]) -> list[tuple[str, str]]:
    """When each is due, without the minutes by which messages are spread, and to whom it goes."""
    local = [s.at.astimezone(s.zone) for s in sendings]
    return sorted((f"{at:%m-%d %H}:{at.minute // 10}0", s.to) for at, s in zip(local, sendings, strict=True))


def test_a_month_goes_to_the_channel_and_the_owners() -> None:
    assert _when(_sendings(SETTINGS, "2026-02-01", "2026-02-28"))[:3] == [
        ("02-02 09:30", "Dana (U2)"),
        ("02-02 09:30", "Kim (U1)"),
        ("02-02 09:30", "channel C1"),
    ]


def test_whoever_stands_in_gets_one_message_for_all_who_are_not_known() -> None:
    found = _sendings(SETTINGS, "2026-02-01", "2026-02-28", people=NamedPeople({"Robin": ("U3",)}))
    [message] = [s for s in found if s.to == "Robin (U3)" and s.at.day == 2]
    assert "Search" in message.text
    assert "Plan" in message.text
    [post] = [s for s in found if s.to == "channel C1" and s.at.day == 2]
    assert "I do not know who is here for Dana and Kim, so Robin stands in." in post.text


def test_who_is_not_known_and_has_nobody_to_stand_in_gets_nothing_and_is_named_in_the_channel() -> None:
    found = _sendings({"rules": SETTINGS["rules"]}, "2026-02-01", "2026-02-03", people=NamedPeople())
    assert [s.to for s in found] == ["channel C1"]
    assert "I do not know who is here for Dana and Kim, so nobody stands in." in found[0].text


def test_holidays_and_weekends_are_no_working_days() -> None:
    settings = {**SETTINGS, "zone": "Europe/Madrid", "holidays": "ES"}
    found = _when(_sendings(settings, "2026-04-30", "2026-05-31"))
    assert found[0] == ("05-04 09:30", "Dana (U2)")
    assert {day[:5] for day, _ in found} <= {"05-04", "05-06", "05-11", "05-18"}


def test_nobody_is_written_to_out_of_hours() -> None:
    settings = {"rules": [{"channel": "C1", "rule": "monthly at 05:00"}], "working_hours": "10:00-16:00"}
    assert {when[6:] for when, _ in _when(_sendings(settings, "2026-02-01", "2026-02-03"))} == {"10:00"}


def test_people_are_written_to_by_their_own_clock() -> None:
    people = NamedPeople({"Kim": ("U1",)}, {"U1": "Asia/Tokyo"})
    found = _sendings({**SETTINGS, "stands_in": ""}, "2026-02-01", "2026-02-03", people=people)
    assert [(s.to, f"{s.at:%m-%d %H}") for s in found] == [("Kim (U1)", "02-02 00"), ("channel C1", "02-02 09")]


def test_who_gets_one_message_a_day_gets_the_second_on_the_next_day_of_work() -> None:
    people = NamedPeople({"Kim": ("U1",), "Dana": ("U1",)})
    rules = [*SETTINGS["rules"], {"owner": "Dana", "rule": "weekly on friday"}]
    settings = {"rules": rules, "most_a_day": 1}
    found = [(when, to) for when, to in _when(_sendings(settings, "2026-02-01", "2026-02-09", people=people))]
    days = [when[:5] for when, to in found if to != "channel C1"]
    assert days == sorted(set(days))
    assert "02-06" in days


def test_an_owner_with_a_rule_is_asked_by_it_and_not_with_the_others() -> None:
    settings = {"rules": [*SETTINGS["rules"], {"owner": "Dana", "rule": "weekly on tuesday at 08:20 Asia/Tokyo"}]}
    found = _when(_sendings(settings, "2026-02-01", "2026-02-12"))
    assert [when for when, to in found if to == "Dana (U2)" and when.endswith("08:20")] == [
        "02-03 08:20",
        "02-05 08:20",
        "02-10 08:20",
        "02-12 08:20",
    ]
    assert ("02-02 09:30", "Dana (U2)") not in found
    assert ("02-02 09:30", "Kim (U1)") in found


@pytest.mark.parametrize(("when_nothing", "sent"), [("receipt", [("02-02 09:30", "channel C1")]), ("silence", [])])
def test_when_nothing_is_due(when_nothing: str, sent: list[tuple[str, str]]) -> None:
    settings = {**SETTINGS, "when_nothing": when_nothing}
    page = "# Plan\n\n**Last Updated**: 2026-01-30\n**Review Cycle**: Quarterly\n"
    assert _when(_sendings(settings, "2026-02-01", "2026-02-28", page)) == sent


def test_where_the_settings_name_no_channel_it_shows_the_one_that_asks_in_chat() -> None:
    found = _when(_sendings({}, "2026-02-01", "2026-02-03"))
    assert ("02-02 09:30", "channel where somebody says /roadmap review here") in found


@pytest.mark.parametrize(("zone", "holidays"), ZONES.items())
@pytest.mark.parametrize("rule", ["monthly on day 31 at 02:30", "weekly", "quarterly on the last working day"])
def test_every_message_of_two_years_falls_within_working_hours(zone: str, holidays: str, rule: str) -> None:
    settings = ReviewSettings(rules=(ReviewRule(channel="C1", rule=rule),), zone=zone, holidays=holidays)
    [plan] = plans(settings)
    every = list(runs(plan, date(2026, 1, 1), date(2027, 12, 31)))
    assert len({run.key for run in every}) == len(every) >= 8
    for run in every:
        for at in (run.at, run.after(2), run.after(5), run.after(10)):
            local = at.astimezone(ZoneInfo(zone))
            assert plan.days.has(local.date())
            assert time(8) <= local.time() < time(18)
        assert run.next_day > run.day


def test_without_settings_it_is_the_first_working_day_where_somebody_asks_for_it() -> None:
    [plan] = plans(ReviewSettings())
    [run] = runs(plan, date(2026, 8, 1), date(2026, 8, 31))
    assert (run.key, run.day, run.next_day) == ("2026-08", date(2026, 8, 3), date(2026, 9, 1))
    assert run.at.time() == time(9, 30)
    assert plan.channel is not None
    assert "/roadmap review here" in plan.channel


def test_a_week_of_holidays_is_due_with_the_week_after_it_and_sent_once() -> None:
    rule = ReviewRule(channel="C1", rule="weekly at 09:30 Asia/Shanghai", holidays="CN")
    [plan] = plans(ReviewSettings(rules=(rule,)))
    found = [(run.key, run.day) for run in runs(plan, date(2026, 2, 9), date(2026, 2, 28))]
    assert found == [("2026-W07", date(2026, 2, 9)), ("2026-W09", date(2026, 2, 24))]


def test_a_run_of_an_earlier_month_may_fall_into_the_days_asked_for() -> None:
    [plan] = plans(ReviewSettings(rules=(ReviewRule(channel="C1", rule="monthly on the last day"),)))
    assert [run.key for run in runs(plan, date(2026, 3, 1), date(2026, 3, 31))] == ["2026-02", "2026-03"]


def test_people_may_work_around_the_clock() -> None:
    days = ReviewSettings(working_hours="00:00-24:00").days()
    assert days.is_open(datetime(2026, 2, 2, 23, 59, 59, 999_998))


def test_the_command_prints_what_would_be_sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.md").write_text(PAGE)
    text = "people: {Kim: U1}\nreviews: {rules: [{channel: C1, rule: monthly}], stands_in: Robin}\n"
    (tmp_path / "roadmap.yaml").write_text(text, "utf-8")
    options = ["--roadmap", str(tmp_path), "--from", "2026-02-01", "--to", "2026-02-03"]
    assert main(["reviews", "--dry-run", *options]) == 0
    printed = capsys.readouterr().out
    head = re.compile(r"^2026-02-02 09:3\d UTC, to (.*): (.*)\n    (.*)$", re.MULTILINE)
    assert sorted(head.findall(printed)) == [
        ("Kim (U1)", "review 2026-02", "1 page is due for your review on 2 Feb 2026."),
        ("channel C1", "review 2026-02", "2 pages and items are due for review on 2 Feb 2026. Done: 0 of 2."),
    ]


def test_the_command_prints_what_is_due_now(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.md").write_text(PAGE)
    assert main(["reviews", "--roadmap", str(tmp_path), "--from", "2026-02-02"]) == 0
    assert "plan.md:9: Search: its time has ended" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "soon"], "--from is 'soon'; it must be a date"),
        (
            ["--from", "2026-02-02", "--to", "2026-02-01"],
            "--to is 2026-02-01, before 2026-02-02; it must be a day after",
        ),
        (["--from", "2026-02-02", "--to", "2126-02-01"], "--to is 2126-02-01; it must be within 3 years"),
    ],
)
def test_days_that_make_no_sense_are_told(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reviews", "--dry-run", *options]) == 2
    assert told in capsys.readouterr().err
