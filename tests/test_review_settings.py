"""The settings of reviews: what is wrong with one is told with its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from bot.reviews.settings import ReviewSettings
from bot.roadmap_file import read_roadmap_file
from bot.settings import SettingsError

RULES = "reviews:\n  rules:\n    - "


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roadmap.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{RULES}{{channel: C1, rule: monthly on day 45}}",
            "reviews.rules[0].rule in {} is 'monthly on day 45'; it must be such as “monthly on",
        ),
        (
            f"{RULES}{{channel: C1, rule: monthly at 09:30 Mars/Olympus}}",
            "reviews.rules[0].rule in {} is 'monthly at 09:30 Mars/Olympus'; it must be",
        ),
        (
            f"{RULES}{{channel: C1}}\n    - {{channel: C2, holidays: XX}}",
            "reviews.rules[1].holidays in {} is 'XX'; it must be a country such as ES",
        ),
        (
            f"{RULES}{{rule: monthly}}",
            "reviews.rules in {} is {{'rule': 'monthly'}}; it must be lines such as {{channel:",
        ),
        (f"{RULES}{{channel: C1, owner: Kim}}", "it must be lines such as {{channel: C0123456789"),
        (
            f"{RULES}{{channel: C1, at: noon}}",
            "reviews.rules[0].at in {} is 'noon', but there is no such setting; those are channel, owner, rule",
        ),
        (
            f"{RULES}{{channel: C1}}\n    - {{channel: C1, rule: weekly}}",
            "or with owner: Dana, each channel and each owner once",
        ),
        ("reviews: {zone: Madrid}", "reviews.zone in {} is 'Madrid'; it must be a time zone such as Europe/Madrid"),
        (
            "reviews: {working_hours: '18:00-08:00'}",
            "reviews.working_hours in {} is '18:00-08:00'; it must be two times",
        ),
        ("reviews: {working_hours: '8 to 25'}", "reviews.working_hours in {} is '8 to 25'; it must be two times"),
        (
            "reviews: {working_days: [monday, someday]}",
            "reviews.working_days in {} is 'someday'; it must be a list of days",
        ),
        ("reviews: {working_days: []}", "reviews.working_days in {} is []; it must be a list of days"),
        ("reviews: {cycle_days: 0}", "reviews.cycle_days in {} is 0; it must be a number of days"),
        ("reviews: {when_nothing: shout}", "reviews.when_nothing in {} is 'shout'; it must be receipt or silence"),
        (
            "reviews: {rule: monthly}",
            "reviews.rule in {} is 'monthly', but there is no such setting; those are rules, zone",
        ),
        ("reviews: monthly", "reviews in {} is 'monthly'; it must be settings such as rules:"),
    ],
)
def test_a_wrong_setting_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        read_roadmap_file(path)
    assert told.format(path) in str(error.value)


def test_days_are_read_in_any_case(tmp_path: Path) -> None:
    path = _file(tmp_path, "reviews: {working_days: [Sunday, MONDAY], holidays: ES}")
    days = read_roadmap_file(path).reviews.days()
    assert [days.has(date(2026, 2, 1) + timedelta(days=n)) for n in range(3)] == [True, True, False]


def test_the_settings_of_the_docs_are_right() -> None:
    text = (Path(__file__).parent.parent / "docs" / "reviews.md").read_text("utf-8")
    shown = text.partition("```yaml\n")[2].partition("```")[0]
    settings = ReviewSettings.model_validate(yaml.safe_load(shown)["reviews"])
    assert set(settings.model_dump(exclude_unset=True)) == set(ReviewSettings.model_fields)


def test_every_setting_stands_in_the_docs() -> None:
    text = (Path(__file__).parent.parent / "docs" / "reviews.md").read_text("utf-8")
    assert [name for name in ReviewSettings.model_fields if f"| `{name}` |" not in text] == []
