"""When reviews are due: rules as people write them, one moment for every period, never early, in every zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.due import due_at, open_from, slot_of, slots_back
from bot.schedule.planner import Schedule
from bot.schedule.rule import DEFAULT, EXAMPLES, DayOfMonth, Every, Rule, RuleError, Weekday, WorkingDay, read_rule
from bot.schedule.working_days import WorkingDays, WorkingDaysError, public_holidays
from tests.asking import corpus

ZONES = sorted(available_timezones())
ALWAYS = WorkingDays(frozenset(range(7)), opens=time(0), closes=time(23, 59, 59))


def _days(case: dict[str, str]) -> WorkingDays:
    return WorkingDays(free=public_holidays(case["holidays"])) if "holidays" in case else WorkingDays()


def _start(key: str) -> date:
    year, rest = key.split("-")
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 1)
    return date(int(year), int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest), 1)


CASES = [
    pytest.param(case, key, due, id=f"{case['rule']} {key}")
    for case in corpus("schedules.yaml")
    for key, due in case["due"].items()
]


@pytest.mark.parametrize(("case", "key", "due"), CASES)
def test_a_rule_is_due(case: dict[str, str], key: str, due: str) -> None:
    rule = read_rule(case["rule"])
    zone = ZoneInfo(rule.zone or "UTC")
    slot = slot_of(rule.every, _start(key))
    assert slot.key == key
    assert due_at(rule, slot, zone, _days(case)).astimezone(zone).strftime("%Y-%m-%d %H:%M") == due


@pytest.mark.parametrize(
    "text",
    [
        "", "daily", "monthly on", "monthly on day 0", "monthly on day 32", "monthly on the 40th", "weekly on day 3",
        "weekly on the second tuesday", "monthly on tuesday", "monthly on the sixth friday", "monthly at 25:00",
        "monthly at 9", "monthly on the first working day at 09:61", "monthly on the tenth working day", "0 9 * * 1",
        "monthly on the first working day at 09:30 Europe/Madrid please",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_told_with_examples(text: str) -> None:
    with pytest.raises(RuleError) as told:
        read_rule(text)
    assert repr(text) in str(told.value)
    assert EXAMPLES[0] in str(told.value)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_are_understood(text: str) -> None:
    assert read_rule(text)


def test_the_default_is_the_first_working_day_at_half_past_nine() -> None:
    assert read_rule("monthly") == DEFAULT


@pytest.mark.parametrize(
    ("zone", "rule", "day", "due"),
    [
        ("Europe/Madrid", Rule(Every.MONTH, DayOfMonth(29), time(2, 30)), date(2026, 3, 29), "2026-03-29 01:00"),
        ("Europe/Madrid", Rule(Every.MONTH, DayOfMonth(25), time(2, 30)), date(2026, 10, 25), "2026-10-25 00:30"),
        ("America/New_York", Rule(Every.MONTH, DayOfMonth(8), time(2, 30)), date(2026, 3, 8), "2026-03-08 07:00"),
        ("Pacific/Apia", Rule(Every.MONTH, DayOfMonth(30), time(9, 30)), date(2011, 12, 30), "2011-12-30 19:30"),
    ],
    ids=["clocks go forward", "clocks go back", "forward at another hour", "a day that never was"],
)
def test_check_17_where_clocks_change_it_is_due_once_and_not_early(zone: str, rule: Rule, day: date, due: str) -> None:
    found = due_at(rule, slot_of(rule.every, day), ZoneInfo(zone), ALWAYS)
    assert found.astimezone(UTC).strftime("%Y-%m-%d %H:%M") == due


RULES = st.builds(
    Rule,
    st.sampled_from([Every.MONTH, Every.QUARTER]),
    st.one_of(
        st.builds(WorkingDay, st.sampled_from([1, 2, 5, -1])),
        st.builds(DayOfMonth, st.sampled_from([1, 15, 29, 30, 31, -1])),
        st.builds(Weekday, st.sampled_from([1, 2, 5, -1]), st.integers(0, 6)),
    ),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)


@given(RULES, st.sampled_from(ZONES), st.dates(date(2024, 1, 1), date(2031, 12, 31)))
def test_every_period_is_due_once_on_a_day_and_at_an_hour_of_work(rule: Rule, name: str, day: date) -> None:
    zone, days = ZoneInfo(name), WorkingDays()
    slots = list(islice(slots_back(rule.every, day), 14))
    assert len({s.key for s in slots}) == 14
    assert all(later.start == earlier.end for later, earlier in zip(slots, slots[1:], strict=False))
    for slot in slots:
        local = due_at(rule, slot, zone, days).astimezone(zone)
        assert days.has(local.date())
        assert days.opens <= local.time() < days.closes
        assert slot.start <= local.date() < slot.end + timedelta(days=5)


@given(st.sampled_from(ZONES), st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.times())
def test_fault_13_it_is_never_early_and_never_two_hours_late(name: str, day: date, at: time) -> None:
    zone, at = ZoneInfo(name), at.replace(second=0, microsecond=0)
    asked = datetime.combine(day, at)
    due = due_at(Rule(Every.MONTH, DayOfMonth(day.day), at), slot_of(Every.MONTH, day), zone, ALWAYS)
    local = due.astimezone(zone).replace(tzinfo=None)
    assert asked <= local < asked + timedelta(hours=2)


def test_in_every_zone_every_month_has_one_moment_of_work_and_a_plan_stays_within_the_hours() -> None:
    days, rule = WorkingDays(opens=time(1, 55), closes=time(2, 5)), read_rule("monthly on the last sunday at 02:04")
    every = WorkingDays(frozenset(range(7)), opens=days.opens, closes=days.closes)
    for name in ZONES:
        zone = ZoneInfo(name)
        for slot in islice(slots_back(Every.MONTH, date(2027, 1, 1)), 13):
            for working in (days, every):
                planned = Schedule("T1", "C1", rule, zone, working).due(slot)
                local = datetime.fromtimestamp(planned, zone)
                assert working.is_open(local), (name, slot)
                assert local.date() - slot.end <= timedelta(days=2), (name, slot)


@given(st.sampled_from(ZONES), st.datetimes(datetime(2024, 1, 1), datetime(2031, 12, 31)))
def test_the_next_moment_of_work_is_the_first_one(name: str, at: datetime) -> None:
    zone, days, at = ZoneInfo(name), WorkingDays(), at.replace(tzinfo=UTC)
    found = open_from(at, zone, days)
    assert found >= at
    assert days.is_open(found.astimezone(zone))
    if found > at:
        assert not days.is_open(at.astimezone(zone))
        assert not days.is_open((found - timedelta(seconds=1)).astimezone(zone))
        assert found - at < timedelta(days=3)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-24 09:30", "2026-11-24 09:30"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
        ("2026-11-24 18:00", "2026-11-25 08:00"),
        ("2026-11-27 23:00", "2026-11-30 08:00"),
    ],
    ids=["in working hours", "before them", "after them", "before a weekend"],
)
def test_people_are_written_to_from_the_next_working_hour_on(at: str, opens: str) -> None:
    zone = ZoneInfo("Europe/Madrid")
    found = open_from(datetime.fromisoformat(at).replace(tzinfo=zone), zone, WorkingDays())
    assert found.astimezone(zone).strftime("%Y-%m-%d %H:%M") == opens


@pytest.mark.parametrize("place", ["XX", "ES-XX", ""])
def test_an_unknown_place_has_no_holidays(place: str) -> None:
    with pytest.raises(WorkingDaysError, match="name a country such as ES"):
        public_holidays(place)


def test_days_and_hours_must_leave_time_to_work() -> None:
    with pytest.raises(WorkingDaysError, match="leave no time"):
        WorkingDays(frozenset())
    with pytest.raises(WorkingDaysError, match="leave no time"):
        WorkingDays(opens=time(18), closes=time(8))


def test_days_of_work_between_two_days_leave_out_weekends_and_holidays() -> None:
    days = WorkingDays(free=frozenset({date(2026, 11, 26)}))
    assert days.between(date(2026, 11, 24), date(2026, 12, 1)) == 4
    assert days.between(date(2026, 11, 24), date(2026, 11, 24)) == 0
