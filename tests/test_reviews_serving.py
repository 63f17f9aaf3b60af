"""The bot that serves Slack sends reviews by itself, where roadmap.yaml names channels."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from bot.app import App, open_app
from bot.playground.slack.calls import PATIENCE
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import SECRET, TOKEN, fake_slack
from bot.reviews.serving import Office, keep_named, planned_posts, reviews_sent
from bot.reviews.settings import ReviewSettings
from bot.roadmap_file import RoadmapFile
from bot.settings import Settings
from bot.slack.client import open_session
from bot.state.database import Database, database_url, open_database
from bot.state.schedules import Asked, Schedules
from bot.state.tables import SCHEDULES
from tests import slack_bot
from tests.serving import serving

C1 = {"channel": "C1", "rule": "weekly"}
C2 = {"channel": "C2", "rule": "monthly on day 15 at 10:00 Europe/Madrid"}


def _reviews(*rules: dict[str, str]) -> ReviewSettings:
    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    return ReviewSettings.model_validate({"rules": rules, "working_days": days, "working_hours": "00:00-24:00"})


def _settings(url: str, database: str) -> Settings:
    return slack_bot.settings(url).model_copy(update={"database_url": SecretStr(database)})


def _app(tmp_path: Path, reviews: ReviewSettings) -> App:
    (tmp_path / "plan.md").write_text("# Plan\n\n**Last Updated**: 2020-01-01\n")
    app = open_app(slack_bot.settings("http://slack.invalid"), tmp_path)
    return replace(app, file=RoadmapFile(reviews=reviews))


@asynccontextmanager
async def _sent(app: App, settings: Settings) -> AsyncIterator[None]:
    """As the command that serves does it, with rounds that follow each other at once."""
    url = database_url(settings.database_url.get_secret_value(), {})
    async with (
        open_database(url) as database,
        open_session() as session,
        reviews_sent(Office(app, database, planned_posts(settings, session)), every=0.01),
    ):
        yield


async def _long_ago(url: str) -> None:
    async with open_database(database_url(url, {})) as database, database.write() as connection:
        await connection.execute(update(SCHEDULES).values(since=1_000.0))


async def test_a_channel_that_is_new_is_owed_nothing_and_later_gets_its_review_once(
    tmp_path: Path, url_with_tables: str
) -> None:
    app = _app(tmp_path, _reviews(C1))
    async with fake_slack() as slack:
        settings = _settings(slack.url, url_with_tables)
        async with _sent(app, settings):
            await slack.called("auth.test")
            await _until_scheduled(url_with_tables)
        assert slack.posts == []
        await _long_ago(url_with_tables)
        for _ in range(2):
            async with _sent(app, settings):
                await slack.called("chat.postMessage")
                await slack.called("auth.test", 2)
        [post] = slack.posts
    assert post["channel"] == "C1"
    assert post["text"].startswith("1 page is due for review on ")


async def _until_scheduled(url: str) -> None:
    async with open_database(database_url(url, {})) as database:
        async with asyncio.timeout(PATIENCE):
            while not await _schedules(database):
                await asyncio.sleep(0.01)


async def _schedules(database: Database) -> list[Asked]:
    """Those that are kept; none while the tables are being made."""
    try:
        return list(await Schedules(database).all())
    except OperationalError:
        return []


async def test_the_command_that_serves_sends_them(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Plan\n\n**Last Updated**: 2020-01-01\n**Owner**: Kim\n")
    days = "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]"
    file = tmp_path / "roadmap.yaml"
    file.write_text(
        f"people: {{Kim: U1}}\nreviews:\n  rules: [{{channel: C1, rule: weekly}}]\n  working_days: {days}\n"
        "  working_hours: 00:00-24:00\n"
    )
    url = f"sqlite:///{tmp_path / 'reviews.db'}"
    async with fake_slack() as slack:
        environment = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.url,
            "ROADMAP_PATH": str(tmp_path),
            "ROADMAP_CONFIG": str(file),
            "DATABASE_URL": url,
        }
        async with serving(**environment):
            await _until_scheduled(url)
        await _long_ago(url)
        async with serving(**environment):
            await slack.called("chat.postMessage", 2)
        assert {post["channel"] for post in slack.posts} == {"C1", "U1"}


async def test_without_channels_slack_is_not_called(tmp_path: Path, url_with_tables: str) -> None:
    async with fake_slack() as slack:
        async with _sent(_app(tmp_path, ReviewSettings()), _settings(slack.url, url_with_tables)):
            await asyncio.sleep(0)
        assert slack.calls == []


async def test_slack_that_can_not_be_reached_is_tried_again(
    tmp_path: Path, url_with_tables: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = _settings("http://127.0.0.1:9/api/", url_with_tables)
    async with _sent(_app(tmp_path, _reviews(C1)), settings), asyncio.timeout(PATIENCE):
        while caplog.text.count("reviews wait for Slack") < 2:
            await asyncio.sleep(0.01)


async def test_a_channel_that_takes_no_post_is_told_to_the_operator_and_not_tried_again(
    tmp_path: Path, url_with_tables: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = _app(tmp_path, _reviews(C1))
    async with fake_slack() as slack:
        settings = _settings(slack.url, url_with_tables)
        async with _sent(app, settings):
            await _until_scheduled(url_with_tables)
        await _long_ago(url_with_tables)
        slack.refuse_next("chat.postMessage", Fault(error="is_archived"))
        async with _sent(app, settings), asyncio.timeout(PATIENCE):
            while "is_archived" not in caplog.text:
                await asyncio.sleep(0.01)
        assert slack.posts == []


async def test_channels_of_the_settings_come_and_go(database: Database) -> None:
    schedules = Schedules(database)
    await keep_named(schedules, _reviews(C1, C2), "T1")
    before = await schedules.all()
    assert [(a.place, a.since > 1_700_000_000) for a in before] == [("C1", True), ("C2", True)]
    await keep_named(schedules, _reviews(C1, C2), "T1")
    assert await schedules.all() == before
    await keep_named(schedules, _reviews(C2), "T1")
    assert [a.place for a in await schedules.all()] == ["C2"]
