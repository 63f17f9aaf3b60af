"""The bot that serves Slack tells of commits by itself. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.app import App, open_app
from bot.library import Library
from bot.people import KnownPeople, Person, named_people
from bot.playground.slack.acts import Acts
from bot.playground.slack.calls import PATIENCE
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.reviews.serving import planned_posts
from bot.reviews.settings import ReviewSettings
from bot.roadmap_file import RoadmapFile
from bot.schedule.working_days import DAYS
from bot.serve import Standing, open_server
from bot.settings import Settings
from bot.slack.admins import WorkspaceAdmins
from bot.slack.client import open_session
from bot.slack.installs import Install, MemoryInstalls
from bot.source.revisions import Author
from bot.state.database import database_url, open_database
from bot.state.ledger import Ledger
from bot.state.ledger import State as Became
from bot.state.opening import State, open_state
from bot.watching.serving import WatchOffice, watches_told
from bot.watching.settings import WatchSettings
from bot.web import SLACK_PATH
from knowledge.roadmap import Roadmap
from tests import slack_bot
from tests.repository import Repository

AROUND_THE_CLOCK = ReviewSettings.model_validate({"working_days": list(DAYS), "working_hours": "00:00-24:00"})
AT_ONCE = RoadmapFile(watching=WatchSettings(quiet_minutes=0), reviews=AROUND_THE_CLOCK)
FIRST, SECOND, THIRD = (f"2026-01-0{day}T00:00:00Z" for day in (1, 2, 3))


def _page(status: str) -> dict[str, str]:
    return {"plan.md": f"# Plan\n\n| Feature | Status |\n|---|---|\n| Search | {status} |\n"}


def _settings(slack: FakeSlack, database: str) -> Settings:
    return slack_bot.settings(slack.url).model_copy(update={"database_url": SecretStr(database)})


@asynccontextmanager
async def _serving(app: App, slack: FakeSlack, url: str) -> AsyncIterator[Acts]:
    """The bot from its start to its end, as the command puts it together."""
    given = _settings(slack, url)
    async with (
        open_state(given) as state,
        open_session() as session,
        watches_told(_office(app, state, given, session), every=0.01),
        open_server(given, state.desk(app.desk), standing=Standing(kept=state.kept)) as bot,
        aiohttp.ClientSession() as outside,
    ):
        yield Acts(outside, bot.url + SLACK_PATH, slack)


def _office(app: App, state: State, given: Settings, session: aiohttp.ClientSession) -> WatchOffice:
    admins = WorkspaceAdmins((), time.monotonic)
    return WatchOffice(app, state.database, planned_posts(given, session), state.kept.installs, admins)


def _app(repository: Repository, file: RoadmapFile = AT_ONCE) -> App:
    app = open_app(slack_bot.settings("http://slack.invalid"), repository.folder)
    return replace(app, file=file, people=KnownPeople(named_people(file.people)))


async def test_commits_are_told_to_who_watches_across_restarts(tmp_path: Path, url_with_tables: str) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    async with fake_slack() as slack:
        app = _app(repository)
        async with _serving(app, slack, url_with_tables) as send:
            assert (await send.command("watch search")).said["text"].startswith("This channel watches Search now.")
            repository.commit(SECOND, _page("Blocked"))
            roadmap = app.watch.look()
            assert roadmap is not None
            app.library.publish(roadmap)
            [post] = await slack.posted()
            assert (post["channel"], "“Planned” → “Blocked”" in post["text"]) == ("C1", True)
        repository.commit(THIRD, _page("Done"))
        async with _serving(_app(repository), slack, url_with_tables):
            told = (await slack.posted(2))[-1]
            assert "“Blocked” → “Done”" in told["text"]
        async with _serving(_app(repository), slack, url_with_tables) as send:
            assert "Search (at once)" in (await send.command("watching")).said["text"]
    assert len(slack.posts) == 2


async def test_who_made_the_commit_is_not_told(tmp_path: Path, url_with_tables: str) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    file = AT_ONCE.model_copy(update={"people": {"somebody@example.com": Person(id=("U1",))}})
    async with fake_slack() as slack:
        app = _app(repository, file)
        async with _serving(app, slack, url_with_tables) as send:
            await send.command("watch search for me")
            await replace(send, user="U2").command("watch search for me")
            repository.commit(SECOND, _page("Blocked"))
            app.library.publish(app.watch.look() or app.library.current())
            await slack.posted()
        async with _serving(_app(repository, file), slack, url_with_tables):
            await asyncio.sleep(0)
    assert [post["channel"] for post in slack.posts] == ["U2"]


class _Absent(Library):
    """A library that can't be read the first time."""

    times = 0

    def current(self) -> Roadmap:
        self.times += 1
        if self.times == 1:
            raise RuntimeError("the pages are away")
        return super().current()


async def test_a_round_that_fails_is_made_again(
    tmp_path: Path, url_with_tables: str, caplog: pytest.LogCaptureFixture
) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    app = _app(repository)
    library = _Absent(app.library.current())
    async with fake_slack() as slack, open_session() as session:
        given = _settings(slack, url_with_tables)
        async with open_state(given) as state:
            office = _office(replace(app, library=library), state, given, session)
            async with watches_told(office, every=0.01), asyncio.timeout(PATIENCE):
                while library.times < 3:
                    await asyncio.sleep(0.01)
    assert caplog.text.count("a round of watching failed; the next one is in 0.01 seconds") == 1


@pytest.mark.parametrize("install", [Install("xoxb-other", "T1"), None])
async def test_each_workspace_is_written_to_with_its_own_token(
    tmp_path: Path, url_with_tables: str, install: Install | None
) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    installs = MemoryInstalls()
    if install is not None:
        await installs.keep(install)
    async with fake_slack() as slack, open_session() as session:
        given = _settings(slack, url_with_tables)
        async with open_state(given) as state:
            alone = WatchOffice(_app(repository), state.database, planned_posts(given, session), installs)
            several = planned_posts(given.model_copy(update={"slack_bot_token": None}), session)
            office = replace(alone, client=several)
            assert await office._token("T1") == (None if install is None else install.token)
            assert await alone._token("T1") == TOKEN


def test_the_authors_of_a_commit_and_of_what_a_merge_brought_are_known(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "pages")
    first = repository.commit(FIRST, _page("Planned"))
    repository.git("checkout", "-q", "-b", "topic")
    page = repository.folder / "plan.md"
    for who, status in (("Ann", "Blocked"), ("Bob", "Done")):
        page.write_text(_page(status)["plan.md"])
        repository.git("commit", "-q", "-a", "-m", "change", f"--author={who} <{who.lower()}@example.com>")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "topic")
    merge = repository.git("rev-parse", "HEAD")
    watch = _app(repository).watch
    assert watch.authors(first) == {Author("Somebody", "somebody@example.com")}
    assert watch.authors(merge) == {Author("Ann", "ann@example.com"), Author("Bob", "bob@example.com")}
    assert watch.authors("f" * 40) == frozenset()


async def test_what_a_channel_refuses_is_told_to_who_asked_and_to_the_admins(
    tmp_path: Path, url_with_tables: str
) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    async with fake_slack() as slack:
        app = _app(repository)
        async with _serving(app, slack, url_with_tables) as send:
            await send.command("watch search")
            slack.refuse_next("chat.postMessage", Fault(error="is_archived"))
            repository.commit(SECOND, _page("Blocked"))
            app.library.publish(app.watch.look() or app.library.current())
            told = {post["channel"]: post["text"] for post in await slack.posted(2)}
    assert sorted(told) == ["U1", "U3"]
    assert "did not take this, so I tell you: That channel is archived" in told["U1"]
    assert "“Planned” → “Blocked”" in told["U1"]
    assert told["U3"].startswith("<#C1> gets no messages from me: is_archived")
    assert len(slack.posts) == 2


async def test_a_message_under_way_when_the_bot_stops_is_sent_and_settled(tmp_path: Path, url_with_tables: str) -> None:
    repository = Repository(tmp_path / "pages")
    repository.commit(FIRST, _page("Planned"))
    released = asyncio.Event()
    async with fake_slack() as slack:
        app = _app(repository)
        async with _serving(app, slack, url_with_tables) as send:
            await send.command("watch search for me")
            slack.refuse_next("chat.postMessage", Fault(error="is_archived", released=released))
            repository.commit(SECOND, _page("Blocked"))
            app.library.publish(app.watch.look() or app.library.current())
            async with asyncio.timeout(PATIENCE):
                while await _states(url_with_tables) != {Became.SENDING: 1}:
                    await asyncio.sleep(0.01)
            asyncio.get_running_loop().call_later(0.1, released.set)
    became = await _states(url_with_tables)
    assert (became[Became.FAILED], Became.SENDING in became) == (1, False)


async def _states(url: str) -> dict[Became, int]:
    async with open_database(database_url(url, {})) as database:
        return await Ledger(database).counts()
