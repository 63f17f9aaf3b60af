"""The manifest asks for what the bot does, and for nothing else: each scope is shown to be needed by a call or an event."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.slack.methods import EVENT_SCOPES, METHODS
from bot.playground.slack.web_api import EVERY_SCOPE, TOKEN
from bot.slack.manifest import Wanted, manifest
from tests.slack_bot import Office, connected
from tests.slack_day import a_day

URL, LINK = "https://roadmap.example.com", "https://docs.example.com/{path}#L{line}"
ALL = Wanted(URL, LINK, follows_threads=True)


async def _called() -> set[str]:
    async with connected(office=Office(outsiders=False)) as bot:
        bot.slack.tokens[TOKEN] = frozenset(ALL.scopes)
        await a_day(bot)
    assert [call for call in bot.slack.calls if call.error] == []
    return {call.method for call in bot.slack.calls} & METHODS.keys()


async def test_check_14_the_scopes_are_those_of_the_calls_and_events_and_no_others() -> None:
    called = await _called()
    by_calls = [METHODS[method].scopes for method in called if METHODS[method].scopes]
    by_events = [EVENT_SCOPES[event] for event in ALL.events if event in EVENT_SCOPES]
    scopes = set(ALL.scopes)
    assert [need for need in (*by_calls, *by_events) if not need & scopes] == []
    assert scopes - {"commands"} - set().union(*by_calls, *by_events) == set(), "asked for, but never used"
    assert scopes <= EVERY_SCOPE | set().union(*EVENT_SCOPES.values()) | {"commands"}


@pytest.mark.parametrize(
    "scope", sorted({*ALL.scopes} & EVERY_SCOPE - {"channels:history", "groups:history", "im:history"})
)
async def test_without_a_scope_some_call_is_refused(scope: str) -> None:
    async with connected(office=Office(outsiders=False)) as bot:
        bot.slack.tokens[TOKEN] = frozenset(ALL.scopes) - {scope}
        await a_day(bot)
    assert "missing_scope" in {call.error for call in bot.slack.calls}


def test_links_and_threads_are_asked_for_only_where_they_are_wanted() -> None:
    least = manifest(Wanted(URL))
    assert "unfurl_domains" not in least["features"]
    assert least["oauth_config"]["scopes"]["bot"] == [
        *("app_mentions:read", "assistant:write", "channels:read", "chat:write"),
        *("commands", "groups:read", "im:history", "users:read"),
    ]
    assert "link_shared" not in least["settings"]["event_subscriptions"]["bot_events"]
    most = manifest(ALL)
    assert most["features"]["unfurl_domains"] == ["docs.example.com"]
    assert {"message.channels", "message.groups", "link_shared"} <= {
        *most["settings"]["event_subscriptions"]["bot_events"]
    }
    assert {"channels:history", "groups:history"} <= {*most["oauth_config"]["scopes"]["bot"]}


def test_history_may_be_read_without_hearing_what_is_said_there() -> None:
    least, confirming = Wanted(URL), Wanted(URL, confirms_delivery=True)
    assert {*confirming.scopes} - {*least.scopes} == {"channels:history", "groups:history"}
    assert confirming.events == least.events


def test_it_says_what_slack_has_to_know() -> None:
    said = manifest(Wanted(URL + "/"))
    command = said["features"]["slash_commands"][0]
    assert (command["url"], command["should_escape"]) == (f"{URL}/slack/events", True)
    assert said["features"]["agent_view"]["agent_description"]
    assert len(said["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert said["settings"]["interactivity"]["message_menu_options_url"] == f"{URL}/slack/events"
    assert {shortcut["type"] for shortcut in said["features"]["shortcuts"]} == {"global", "message"}


def test_its_texts_are_as_short_as_slack_wants_them() -> None:
    said = manifest(ALL)
    features: dict[str, Any] = said["features"]
    assert len(said["display_information"]["description"]) <= 140
    assert [s["name"] for s in features["shortcuts"] if len(s["name"]) > 24] == []
    assert all(len(shortcut["description"]) <= 150 for shortcut in features["shortcuts"])


@pytest.mark.parametrize("url", ["", "roadmap.example.com", "http://roadmap.example.com", "https://", "https://x/?a=1"])
def test_an_address_slack_can_not_send_to_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not an address Slack can send to"):
        manifest(Wanted(url))
