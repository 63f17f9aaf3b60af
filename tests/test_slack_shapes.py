"""Requests of Slack's in which any one field is missing, nothing, or of another type."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.playground.slack.acts import Acts
from bot.playground.slack.sender import Answered
from bot.slack.body import JSON, read_body
from handlers.slack.clicks import read_click
from tests.slack_bot import Connected, Echo, connected

GONE = object()
OTHERS: tuple[Any, ...] = (GONE, None, 0, [None], {"id": None}, True)
WINDOW = {"id": "V1", "type": "modal", "callback_id": "ask_form", "blocks": []}
TYPED = {"question": {"question": {"type": "plain_text_input", "value": "warmup"}}}


@dataclass(frozen=True)
class Noted(Acts):
    """Notes what Slack sends, in place of sending it."""

    bodies: list[dict[str, Any]] = field(default_factory=list)

    async def form(self, fields: Any) -> Answered:
        self.bodies.append(json.loads(fields["payload"]) if "payload" in fields else dict(fields))
        return Answered(200, "")

    async def json(self, said: Any, headers: Any = None) -> Answered:  # noqa: ARG002
        self.bodies.append(said)
        return Answered(200, "")


async def each(bot: Connected) -> list[dict[str, Any]]:
    """One request of each kind."""
    send = Noted(bot.send.session, bot.send.url, bot.slack)
    button = {"type": "button", "action_id": "ask:status", "value": "0:warmup"}
    await send.command("warmup")
    await send.mention("<@U0BOT> warmup")
    await send.direct("warmup")
    await send.post("and now?", thread_ts="1.1")
    await send.open_home()
    await send.look_at("C2")
    await send.links("https://docs.example.com/product/warmup/README.md")
    await send.run_function("look_up_item", item="warmup")
    await send.click(button)
    await send.click(button, send.in_view({"id": "V1", "type": "home", "blocks": []}))
    await send.submit(WINDOW, TYPED)
    await send.close(WINDOW)
    await send.shortcut("ask_roadmap")
    await send.message_shortcut("about_message", "warmup")
    await send.type_ahead("item", "warm")
    return send.bodies


def places(said: Any, so_far: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a request."""
    inside = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, value in inside:
        yield (*so_far, key)
        yield from places(value, (*so_far, key))


def changed(said: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The request with another value in one place."""
    body = copy.deepcopy(said)
    *way, last = place
    inside: Any = body
    for key in way:
        inside = inside[key]
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return body


async def test_check_12_a_field_that_is_not_as_slack_sends_it_is_no_error_of_ours(
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong, count = [], 0
    async with connected(Echo()) as bot:
        for body in await each(bot):
            sent: Any = bot.send.form if "command" in body else bot.send.json
            for place in places(body):
                for value in OTHERS:
                    one = changed(body, place, value)
                    if "command" in body:
                        one = {key: str(value) for key, value in one.items() if value is not None}
                    answered = await sent(one)
                    count += 1
                    wrong += [] if answered.status in (200, 400) else [(place, value, answered.status)]
        assert "warmup" in (await bot.send.command("warmup")).said["text"]
    assert count > 1_000
    assert wrong == []
    errors = [r.getMessage() for r in caplog.records if r.exc_info or r.levelno >= logging.ERROR]
    assert errors == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "channel_created", "channel": {"id": "C9", "name": "new"}},
        {"type": "team_join", "user": {"id": "U9", "name": "new"}},
        {"type": "user_change", "user": {"id": "U9"}, "ts": 3},
        {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.1", "message": {"text": "x"}},
        {"type": "what_comes_next", "item": [1, {"deep": None}], "text": {"of": "a kind"}},
    ],
    ids=lambda event: str(event["type"]),
)
async def test_check_07_events_with_other_things_under_the_same_names_are_taken(event: dict[str, Any]) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.event(event)).status == 200
        assert bot.slack.calls == [] or {call.method for call in bot.slack.calls} == {"auth.test"}


@pytest.mark.parametrize("new", [{"is_new": True}, {"enterprise": None}, {"team": {"id": "T1", "kind": {"x": [1]}}}])
def test_fields_that_slack_may_add_are_let_in(new: dict[str, Any]) -> None:
    body = {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"action_id": "x", "more": [{}]}], **new}
    assert read_body(json.dumps(body).encode(), JSON)["user"] == {"id": "U1"}


@pytest.mark.parametrize("gone", [{}, {"user": {}}, {"user": {"id": ""}}])
def test_what_a_person_does_comes_with_who_did_it(gone: dict[str, Any]) -> None:
    body = {"type": "block_actions", "actions": [{"action_id": "x"}], **gone}
    with pytest.raises(ValueError, match="not what Slack sends"):
        read_body(json.dumps(body).encode(), JSON)


def test_a_click_in_an_organisation_that_names_no_workspace_is_in_that_of_the_person() -> None:
    body = {"user": {"id": "U1", "team_id": "T7"}, "team": None, "enterprise": {"id": "E1"}}
    assert (read_click(body).team, read_click({**body, "team": {"id": "T1"}}).team) == ("T7", "T1")


async def test_a_direct_message_that_names_nobody_is_answered(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Echo()) as bot:
        channel = bot.slack.workspace.direct("U1").id
        post = {"type": "message", "channel_type": "im", "channel": channel, "ts": "1.1", "text": "warmup"}
        assert (await bot.send.event(post)).status == 200
        (post,) = await bot.slack.posted()
    assert "warmup" in post["text"]
    assert "Traceback" not in caplog.text
