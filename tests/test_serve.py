"""`roadmap-bot serve` as a process of its own: it starts, answers, and ends when it is told to."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import aiohttp
import pytest

from bot.playground.slack.acts import Acts
from bot.playground.slack.calls import PATIENCE
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import SECRET, TOKEN, fake_slack
from bot.web import HEALTH_PATH, SLACK_PATH
from tests.repository import Repository
from tests.serving import environment, serving


@pytest.fixture(autouse=True)
def _database_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/kept/state.db")


async def test_check_11_it_answers_until_it_is_told_to_stop_and_sends_what_is_under_way() -> None:
    loop_time = asyncio.get_running_loop().time
    async with (
        fake_slack() as slack,
        serving(SLACK_BOT_TOKEN=TOKEN, SLACK_SIGNING_SECRET=SECRET, SLACK_API_URL=slack.url) as (process, url),
        aiohttp.ClientSession() as session,
    ):
        async with session.get(url + HEALTH_PATH) as health:
            told = await health.json()
            assert (health.status, told["status"], told["pages"]["late"]) == (200, "ok", None)
        send = Acts(session, url + SLACK_PATH, slack)
        assert "Warmup" in (await send.command("warmup")).said["text"]
        released = asyncio.Event()
        slack.refuse_next("chat.postMessage", Fault(429, "ratelimited", {"Retry-After": "0"}, released))
        await send.direct("who owns warmup?")
        await slack.called("chat.postMessage")
        told = loop_time()
        process.send_signal(signal.SIGTERM)
        released.set()
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0
        assert loop_time() - told < 10
        assert len(slack.posts) == 1


async def test_a_missing_setting_is_told_in_a_line_each() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", env=environment(), stdout=PIPE, stderr=PIPE
    )
    _, told = await process.communicate()
    assert process.returncode == 2
    assert told.decode().splitlines() == [
        "roadmap-bot: SLACK_BOT_TOKEN is not set; it must be your Slack app's bot token, which begins with xoxb- (docs/slack.md)",
        "roadmap-bot: SLACK_SIGNING_SECRET is not set; it must be your Slack app's signing secret (docs/slack.md)",
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"DATABASE_URL": "mysql://u:hush@host/x"}, "DATABASE_URL names a database of the kind 'mysql'; it must be"),
        ({"DATABASE_URL": "sqlite:////dev/null/x.db"}, "DATABASE_URL is sqlite+aiosqlite:////dev/null/x.db, which"),
        ({"STATE_KEYS": "hush"}, "STATE_KEYS holds what is no key; each must be 32 bytes in url-safe base64,"),
        ({"DYNO": "web.1", "DATABASE_URL": "sqlite:///x.db"}, "DATABASE_URL is a SQLite file, but the disk of Heroku"),
    ],
)
async def test_a_state_that_can_not_be_used_is_told_in_a_line(setting: dict[str, str], told: str) -> None:
    settings = environment(SLACK_BOT_TOKEN=TOKEN, SLACK_SIGNING_SECRET=SECRET, **setting)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", env=settings, stdout=PIPE, stderr=PIPE
    )
    _, said = await process.communicate()
    [line] = said.decode().splitlines()
    assert process.returncode == 2
    assert line.startswith(f"roadmap-bot: {told}")
    assert "hush" not in line


async def test_hangup_makes_it_look_at_the_pages_at_once(tmp_path: Path) -> None:
    page = tmp_path / "search.md"
    page.write_text("# Search\n\n**Status**: Planned\n")
    settings = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET, "ROADMAP_PATH": str(tmp_path)}
    async with (
        fake_slack() as slack,
        serving(SLACK_API_URL=slack.url, **settings) as (process, url),
        aiohttp.ClientSession() as session,
    ):
        page.unlink()
        process.send_signal(signal.SIGHUP)
        async with asyncio.timeout(PATIENCE):
            while (await _late(session, url)) is None:
                await asyncio.sleep(0)
        assert await _late(session, url) == "not readable"


async def _late(session: aiohttp.ClientSession, url: str) -> str | None:
    async with session.get(url + HEALTH_PATH) as health:
        late: str | None = (await health.json())["pages"]["late"]
        return late


async def test_it_watches_over_restarts_and_its_health_tells_of_messages(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(
        "2026-01-01T00:00:00Z", {"plan.md": "# Plan\n\n| Feature | Status |\n|---|---|\n| Search | Planned |\n"}
    )
    async with fake_slack() as slack, aiohttp.ClientSession() as session:
        settings = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.url,
            "ROADMAP_PATH": str(repository.folder),
        }
        for text, told in (
            ("watch search", "This channel watches Search now."),
            ("watching", "This channel watches Search"),
        ):
            async with serving(**settings) as (_, url):
                said = (await Acts(session, url + SLACK_PATH, slack).command(text)).said["text"]
                assert said.startswith(told)
                async with session.get(url + HEALTH_PATH) as health:
                    assert (await health.json())["deliveries"] == {"refused": 0, "overdue": 0}
