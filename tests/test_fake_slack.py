"""The fake Slack refuses what Slack refuses: a double that takes everything would prove nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.playground.slack.acts import Acts
from bot.playground.slack.answers import ANSWERS
from bot.playground.slack.calls import RESPONSE
from bot.playground.slack.faults import Fault
from bot.playground.slack.methods import METHODS
from bot.playground.slack.rates import POSTS_AT_ONCE
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from tests.slack_bot import Waits

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Ask"}, "blocks": []}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


POST = {"channel": "C1", "text": "hi"}
SAY, SEE = "chat.postMessage", "users.info"


class Caller:
    """Calls the fake Slack as a bot does."""

    def __init__(self, slack: FakeSlack, session: aiohttp.ClientSession, waits: Waits) -> None:
        self.slack, self.session, self.waits = slack, session, waits

    async def call(self, method: str, said: dict[str, Any], token: str = TOKEN) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        async with self.session.post(self.slack.url + method, json=said, headers=headers) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def error(self, method: str, said: dict[str, Any], token: str = TOKEN) -> str | None:
        return (await self.call(method, said, token)).get("error")

    async def respond(self, name: str) -> int:
        async with self.session.post(self.slack.url.replace("/api/", f"/response/{name}"), json={"text": "x"}) as r:
            return r.status


@asynccontextmanager
async def _called() -> AsyncIterator[Caller]:
    waits = Waits()
    async with fake_slack(waits.now) as slack, aiohttp.ClientSession() as session:
        yield Caller(slack, session, waits)


def test_every_method_it_does_is_in_the_table() -> None:
    assert ANSWERS.keys() <= METHODS.keys()


@pytest.mark.parametrize(
    ("method", "said", "error"),
    [
        ("auth.test", {}, None),
        (SAY, POST, None),
        (SAY, {**POST, "colour": "red"}, "invalid_arguments"),
        (SAY, {"text": "hi"}, "invalid_arguments"),
        (SAY, {"channel": "C1"}, "no_text"),
        (SAY, {**POST, "channel": "C9"}, "channel_not_found"),
        (SAY, {**POST, "channel": "C-NOT-IN"}, "not_in_channel"),
        (SAY, {**POST, "channel": "U2"}, None),
        (SAY, {**POST, "blocks": [{"type": "section"}]}, "invalid_blocks"),
        (SAY, {**POST, "blocks": "x"}, "invalid_blocks_format"),
        ("chat.postEphemeral", {**POST, "user": "U1"}, None),
        ("chat.postEphemeral", {**POST, "user": "U-OTHER"}, "user_not_in_channel"),
        ("chat.update", {**POST, "ts": "1.1"}, "message_not_found"),
        ("chat.unfurl", {"channel": "C1", "ts": "1.1"}, "missing_unfurls"),
        ("views.open", {"view": MODAL, "trigger_id": "x"}, "invalid_trigger_id"),
        ("views.publish", {"view": HOME, "user_id": "U1"}, None),
        ("views.publish", {"view": HOME, "user_id": "U1", "hash": "old"}, None),
        ("views.publish", {"view": MODAL, "user_id": "U1"}, "invalid_arguments"),
        ("views.update", {"view": MODAL, "view_id": "V9"}, "not_found"),
        (SEE, {"user": "U1"}, None),
        (SEE, {"user": "U9"}, "user_not_found"),
        ("conversations.info", {"channel": "C1"}, None),
        ("functions.completeSuccess", {"function_execution_id": "Fx9", "outputs": {}}, "function_execution_not_found"),
        ("assistant.threads.setSuggestedPrompts", {"channel_id": "D1", "prompts": []}, "invalid_arguments"),
        ("never.heardOf", {}, "unknown_method"),
    ],
)
async def test_a_call_is_taken_or_refused_as_slack_does(method: str, said: dict[str, Any], error: str | None) -> None:
    async with _called() as caller:
        assert await caller.error(method, said) == error


async def test_a_token_counts_for_its_scopes_only() -> None:
    async with _called() as caller:
        caller.slack.tokens["xoxb-2"] = frozenset({"chat:write"})
        assert await caller.error(SAY, POST, "xoxb-2") is None
        assert await caller.error(SEE, {"user": "U1"}, "xoxb-2") == "missing_scope"
        assert await caller.error(SAY, POST, "xoxb-3") == "invalid_auth"
        assert await caller.error(SAY, POST, "") == "not_authed"


async def test_a_home_changed_by_another_is_not_overwritten() -> None:
    async with _called() as caller:
        first = (await caller.call("views.publish", {"view": HOME, "user_id": "U1"}))["view"]["hash"]
        said = {"view": HOME, "user_id": "U1", "hash": first}
        assert await caller.error("views.publish", said) is None
        assert await caller.error("views.publish", said) == "hash_conflict"


@pytest.mark.parametrize(("later", "times", "error"), [(0, 1, None), (4, 1, "expired"), (0, 2, "exchanged")])
async def test_a_trigger_opens_one_view_within_three_seconds(later: float, times: int, error: str | None) -> None:
    async with _called() as caller:
        trigger = caller.slack.tickets.trigger()
        await caller.waits.sleep(later)
        errors = [await caller.error("views.open", {"view": MODAL, "trigger_id": trigger}) for _ in range(times)]
    assert errors[-1] == (f"{error}_trigger_id" if error else None)


async def test_a_response_url_takes_five_messages_within_half_an_hour() -> None:
    async with _called() as caller:
        used, late = caller.slack.tickets.response("C1"), caller.slack.tickets.response("C1")
        assert [await caller.respond(used) for _ in range(6)] == [200] * 5 + [404]
        await caller.waits.sleep(1801)
        assert await caller.respond(late) == 404
        assert caller.slack.calls[-1].method == RESPONSE


async def test_a_channel_takes_a_few_posts_and_then_one_a_second() -> None:
    async with _called() as caller:
        errors = [await caller.error(SAY, POST) for _ in range(POSTS_AT_ONCE + 1)]
        assert errors == [None] * POSTS_AT_ONCE + ["ratelimited"]
        assert await caller.error(SAY, {**POST, "channel": "C2"}) is None
        await caller.waits.sleep(1)
        assert await caller.error(SAY, POST) is None


async def test_a_method_is_called_as_often_as_its_tier_allows() -> None:
    async with _called() as caller:
        errors = [await caller.error(SEE, {"user": "U1"}) for _ in range(101)]
        assert errors == [None] * 100 + ["ratelimited"]
        await caller.waits.sleep(60)
        assert await caller.error(SEE, {"user": "U1"}) is None


async def test_a_call_may_do_its_work_and_seem_to_have_failed() -> None:
    async with _called() as caller:
        caller.slack.refuse_next(SAY, Fault(cuts=True, commits=True), Fault(cuts=True))
        for _ in range(2):
            with pytest.raises(aiohttp.ClientError):
                await caller.call(SAY, POST)
        assert len(caller.slack.posts) == 1


@pytest.mark.parametrize(
    ("refusals", "copies", "waits"), [(0, 1, []), (1, 2, [0.0]), (3, 4, [0.0, 60.0, 300.0]), (9, 4, [0.0, 60.0, 300.0])]
)
async def test_an_event_that_is_not_taken_is_sent_again_as_slack_does(
    refusals: int, copies: int, waits: list[float]
) -> None:
    time, seen = Waits(), list[str | None]()

    async def take(request: web.Request) -> web.Response:
        seen.append(request.headers.get("X-Slack-Retry-Num"))
        return web.Response(status=500 if len(seen) <= refusals else 200)

    app = web.Application()
    app.router.add_post("/slack/events", take)
    async with fake_slack(time.now) as slack, TestServer(app) as server, aiohttp.ClientSession() as session:
        sender = Acts(session, str(server.make_url("/slack/events")), slack)
        answers = await sender.deliver(sender.envelope({"type": "app_mention"}), time.sleep)
    assert len(answers) == copies
    assert seen == [None, "1", "2", "3"][:copies]
    assert time.seconds == waits
