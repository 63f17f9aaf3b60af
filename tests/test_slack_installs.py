"""Adding the bot to workspaces, and taking it away; several workspaces beside one another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from pydantic import SecretStr

from bot.playground.slack.acts import Acts
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import EVERY_SCOPE, FakeSlack, fake_slack
from bot.serve import Standing, open_server
from bot.settings import Settings
from bot.slack.installs import Install, MemoryInstalls, OneWorkspace
from bot.slack.manifest import SCOPES
from bot.slack.oauth import INSTALL_PATH, LASTS, REDIRECT_PATH
from bot.state.opening import open_state
from bot.state.seals import new_key
from bot.web import SLACK_PATH
from tests.slack_bot import Echo, Office, Waits, desk_of, settings

ISSUED = "xoxb-issued"
TEAM: dict[str, Any] = {"access_token": ISSUED, "team": {"id": "T1"}, "enterprise": None, "scope": ",".join(SCOPES)}
ORG = {**TEAM, "team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}


@dataclass
class Shop:
    """A bot that anyone may install, and a browser."""

    slack: FakeSlack
    send: Acts
    waits: Waits
    browser: aiohttp.ClientSession
    url: str

    async def begin(self) -> str:
        """Slack's page, to which the install leads."""
        async with self.browser.get(self.url + INSTALL_PATH, allow_redirects=False) as answer:
            assert answer.status == 302
            return str(answer.headers["Location"])

    async def end(self, state: str, code: str = "code") -> tuple[int, str]:
        """What the person sees who comes back from there."""
        query = {"state": state, **({"code": code} if code else {"error": "access_denied"})}
        async with self.browser.get(self.url + REDIRECT_PATH, params=query) as answer:
            return answer.status, await answer.text()

    async def install(self, granted: dict[str, Any]) -> None:
        """The whole way."""
        self.slack.codes["code"] = granted
        self.slack.tokens[ISSUED] = EVERY_SCOPE
        assert (await self.end(_state(await self.begin())))[0] == 200


def _state(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


@asynccontextmanager
async def _shop(standing: Standing | None = None) -> AsyncIterator[Shop]:
    waits = Waits()
    async with (
        fake_slack(waits.now) as slack,
        aiohttp.ClientSession() as session,
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser,
        open_server(_settings(slack), desk_of(Echo(), Office()), waits.clock(), standing) as bot,
    ):
        slack.tokens.clear()
        yield Shop(slack, Acts(session, bot.url + SLACK_PATH, slack), waits, browser, bot.url)


def _settings(slack: FakeSlack) -> Settings:
    return settings(slack.url).model_copy(
        update={"slack_bot_token": None, "slack_client_id": "1.2", "slack_client_secret": SecretStr("client-secret")}
    )


async def test_an_install_leads_to_slack_and_back_and_the_bot_answers() -> None:
    async with _shop() as shop:
        address = await shop.begin()
        asked = parse_qs(urlsplit(address).query)
        assert address.startswith(shop.slack.url.removesuffix("/api/") + "/oauth/v2/authorize?")
        assert asked["client_id"] == ["1.2"]
        assert set(SCOPES) <= set(asked["scope"][0].split(","))
        await shop.install(TEAM)
        await shop.send.direct("warmup")
        await shop.slack.posted()
        assert "warmup" in (await shop.send.command("warmup")).said["text"]


async def test_whoever_installs_it_is_told_how_to_begin_once() -> None:
    async with _shop() as shop:
        await shop.install({**TEAM, "authed_user": {"id": "U1"}})
        [told] = shop.slack.posts
        assert (told["channel"], told["text"].partition(",")[0]) == ("U1", "I am here now")
        shop.slack.refuse_next("chat.postMessage", Fault(error="fatal_error"))
        await shop.install({**TEAM, "authed_user": {"id": "U1"}})
    assert len(shop.slack.posts) == 1


async def test_an_install_outlives_a_restart_and_a_bot_that_was_removed_stays_so(url_with_tables: str) -> None:
    kept = Settings(slack_client_id="1.2", database_url=SecretStr(url_with_tables), state_keys=SecretStr(new_key()))
    async with open_state(kept) as state, _shop(Standing(kept=state.kept)) as shop:
        await shop.install(TEAM)
    async with open_state(kept) as state, _shop(Standing(kept=state.kept)) as shop:
        shop.slack.tokens[ISSUED] = EVERY_SCOPE
        await shop.send.direct("warmup")
        await shop.slack.posted()
        await shop.send.event({"type": "app_uninstalled"})
    async with open_state(kept) as state:
        assert await state.kept.installs.find("T1", None) is None


async def test_a_workspace_of_an_organisation_is_answered_with_the_token_of_the_organisation() -> None:
    async with _shop() as shop:
        await shop.install(ORG)
        envelope = shop.send.envelope(
            {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": "warmup"}
        )
        org = {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_enterprise_install": True}
        await shop.send.json({**envelope, "enterprise_id": "E1", "team_id": "T-other", "authorizations": [org]})
        await shop.slack.posted()


async def test_a_state_is_good_once_and_for_ten_minutes_and_only_in_the_browser_it_was_given_to() -> None:
    async with _shop() as shop:
        shop.slack.codes["code"] = TEAM
        used = _state(await shop.begin())
        assert (await shop.end(used))[0] == 200
        assert (await shop.end(used))[0] == 400
        late = _state(await shop.begin())
        await shop.waits.sleep(LASTS + 1)
        assert (await shop.end(late))[0] == 400
        stolen = _state(await shop.begin())
        shop.browser.cookie_jar.clear()
        assert (await shop.end(stolen))[0] == 400
        assert (await shop.end(""))[0] == 400
    assert len(shop.slack.kept.of("oauth.v2.access")) == 1


async def test_an_install_that_fails_is_told_without_anything_secret(caplog: pytest.LogCaptureFixture) -> None:
    async with _shop() as shop:
        status, page = await shop.end(_state(await shop.begin()), code="")
        assert (status, "Not installed" in page) == (200, True)
        status, page = await shop.end(_state(await shop.begin()), code="unknown")
        assert (status, "invalid_code" in page) == (502, True)
        shop.slack.refuse_next("oauth.v2.access", Fault(500))
        assert (await shop.end(_state(await shop.begin())))[0] == 502
    assert "client-secret" not in caplog.text + page


@pytest.mark.parametrize(
    ("event", "stays"),
    [
        ({"type": "app_uninstalled"}, False),
        ({"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}, False),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, True),
    ],
)
async def test_check_07_a_bot_that_was_removed_says_no_more(event: dict[str, Any], stays: bool) -> None:
    async with _shop() as shop:
        await shop.install(TEAM)
        assert (await shop.send.event(dict(event))).status == 200
        assert (await shop.send.direct("warmup")).status == 200
        command = await shop.send.command("warmup")
    assert command.status == 200
    assert (len(shop.slack.posts) == 1) is stays


async def test_check_06_many_events_of_an_installed_workspace_ask_slack_nothing() -> None:
    async with _shop() as shop:
        await shop.install(TEAM)
        for number in range(200):
            await asyncio.gather(*(shop.send.event({"type": "reaction_added"}, f"E{number}-{n}") for n in range(5)))
    assert [call.method for call in shop.slack.calls] == ["oauth.v2.access"]


async def test_check_18_a_token_stands_in_no_log_no_error_and_no_page(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "bot")
    async with _shop() as shop:
        shop.slack.codes["code"] = TEAM
        _, page = await shop.end(_state(await shop.begin()))
        shop.slack.refuse_next("chat.postMessage", Fault(error="invalid_auth"), Fault(500))
        await shop.send.direct("warmup")
        await shop.send.direct("warmup")
    assert ISSUED not in caplog.text + page + repr(Install(ISSUED))


async def test_a_token_of_the_settings_can_not_be_replaced() -> None:
    one = OneWorkspace(Install("xoxb-1"))
    await one.keep(Install("xoxb-1", bot_user="U0"))
    with pytest.raises(ValueError, match="SLACK_BOT_TOKEN"):
        await one.keep(Install("xoxb-2"))
    await one.forget("T1", None)
    found = await one.find("T1", None)
    assert found is not None
    assert (found.token, found.bot_user, found.team) == ("xoxb-1", "U0", "T1")


async def test_installs_are_found_by_workspace_and_else_by_organisation() -> None:
    kept = MemoryInstalls()
    await kept.keep(Install("xoxb-org", enterprise="E1", is_org=True))
    await kept.keep(Install("xoxb-team", team="T1", enterprise="E1"))
    found = [await kept.find(*where) for where in (("T1", "E1"), ("T2", "E1"), ("T2", None), (None, "E1"))]
    assert [install and install.token for install in found] == ["xoxb-team", "xoxb-org", None, "xoxb-org"]
    await kept.forget("T1", "E1")
    await kept.forget(None, "E1")
    assert await kept.find("T1", "E1") is None
