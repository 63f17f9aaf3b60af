"""The door: only what Slack signed comes in, and whatever comes, the bot goes on answering."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from bot.playground.slack.sender import FORM, JSON
from bot.playground.slack.web_api import SECRET
from bot.slack.door import LARGEST_BODY
from bot.slack.signature import FRESH, SIGNATURE, TIMESTAMP, Lock, sign
from tests.slack_bot import NOW, Connected, Echo, connected

RAW = urlencode({"command": "/roadmap", "text": "warmup", "team_id": "T1"}).encode()


def _headers(timestamp: str, raw: bytes = RAW, secret: str = SECRET) -> dict[str, str]:
    return {"Content-Type": FORM, TIMESTAMP: timestamp, SIGNATURE: sign(secret, timestamp, raw)}


FRESHLY = str(int(NOW))
LOCKED_OUT: dict[str, tuple[bytes, dict[str, str]]] = {
    "unsigned": (RAW, {"Content-Type": FORM}),
    "stale": (RAW, _headers(str(int(NOW) - FRESH - 1))),
    "from the future": (RAW, _headers(str(int(NOW) + FRESH + 1))),
    "tampered": (RAW + b"x", _headers(FRESHLY)),
    "signed by another": (RAW, _headers(FRESHLY, secret="guess")),
    "without a timestamp": (RAW, {k: v for k, v in _headers(FRESHLY).items() if k != TIMESTAMP}),
    "a timestamp of words": (RAW, _headers("yesterday")),
    "a timestamp of other digits": (RAW, _headers(FRESHLY) | {TIMESTAMP: "١٢٣"}),
    "a timestamp without end": (RAW, _headers("9" * 4000)),
    "a fraction as timestamp": (RAW, _headers(FRESHLY + ".5")),
    "a signature that is not ASCII": (RAW, _headers(FRESHLY) | {SIGNATURE: "v0=ü\u2603"}),
    "an empty signature": (RAW, _headers(FRESHLY) | {SIGNATURE: ""}),
    "an older version of signature": (RAW, _headers(FRESHLY) | {SIGNATURE: "v1=" + sign(SECRET, FRESHLY, RAW)[3:]}),
    "an unsigned body with bad text": (b"\xff\xfe\x00", {"Content-Type": FORM}),
}


@pytest.mark.parametrize("name", LOCKED_OUT)
async def test_what_slack_did_not_sign_just_now_is_refused(name: str) -> None:
    raw, headers = LOCKED_OUT[name]
    echo = Echo()
    async with connected(echo) as bot:
        assert (await bot.send.send(raw, headers)).status == 401
    assert echo.asked == []


@pytest.mark.parametrize("away", [-FRESH, 0, FRESH])
async def test_what_slack_signed_within_five_minutes_is_let_in(away: int) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.send(RAW, _headers(str(int(NOW) + away)))).status == 200


@pytest.mark.parametrize(("secret", "status"), [(SECRET, 200), ("the-next-one", 200), ("the-one-before", 401)])
async def test_two_secrets_open_while_one_is_replaced(secret: str, status: int) -> None:
    lock = Lock((SECRET, "the-next-one"), lambda: NOW)
    assert lock.opens(_headers(FRESHLY, secret=secret), RAW) is (status == 200)


SIGNED_JUNK: dict[str, tuple[bytes, str, int]] = {
    "nothing as JSON": (b"", JSON, 400),
    "cut JSON": (b'{"type": "event_call', JSON, 400),
    "a list": (b"[1, 2]", JSON, 400),
    "an event that is none": (b'{"type": "event_callback", "event": 7}', JSON, 400),
    "bad UTF-8 as JSON": (b'{"text": "\xff"}', JSON, 400),
    "bad UTF-8 in a form": (b"text=\xff", FORM, 400),
    "a bad escape in a form": (b"text=%ff%fe", FORM, 400),
    "a payload that is no JSON": (b"payload=%7B", FORM, 400),
    "a deep payload": (b"[" * 100_000, JSON, 400),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(2_000)), FORM, 400),
    "another type": (b"<x/>", "application/xml", 415),
    "a file": (b"--x--", "multipart/form-data; boundary=x", 415),
    "too large": (b"text=" + b"a" * LARGEST_BODY, FORM, 413),
}


@pytest.mark.parametrize("name", SIGNED_JUNK)
async def test_junk_is_refused_by_its_own_name(name: str) -> None:
    raw, content_type, status = SIGNED_JUNK[name]
    async with connected(Echo()) as bot:
        assert (await bot.send.signed(raw, content_type)).status == status
        await _still_answers(bot)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type": "event_callback"},
        {"type": "event_callback", "event": {}},
        {"type": "event_callback", "event": {"type": "app_mention"}},
        {"type": "event_callback", "event": {"type": "message", "channel_type": "im"}},
        {"type": "event_callback", "team_id": None, "event": {"type": None}},
        {"type": "event_callback", "event": {"type": "app_mention", "channel": 7, "ts": [], "text": {}}},
        {"type": "app_rate_limited", "team_id": "T1"},
        {"type": "block_actions", "actions": []},
        {"type": "block_actions", "actions": "x"},
        {"type": "never_heard_of"},
        {"command": "/roadmap"},
        {"command": "/roadmap", "text": None},
    ],
)
async def test_odd_but_signed_json_never_ends_in_an_error_of_ours(said: dict[str, object]) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.json(said)).status < 500
        await _still_answers(bot)


@pytest.mark.parametrize("kind", ["reaction_added", "team_join", "app_home_opened", "tokens_revoked", "never_heard_of"])
async def test_an_event_that_nothing_answers_is_taken_note_of(kind: str) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.event({"type": kind, "user": "U1"})).status == 200


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [{"action_id": "x", "block_id": "y", "type": "button"}]},
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "x"}},
        {"type": "view_closed", "view": {"type": "modal", "callback_id": "x"}},
        {"type": "shortcut", "callback_id": "x"},
        {"type": "message_action", "callback_id": "x"},
        {"type": "block_suggestion", "action_id": "x", "block_id": "y", "value": "war"},
    ],
)
async def test_an_interaction_that_nothing_answers_is_taken_note_of(payload: dict[str, object]) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.interaction(payload)).status == 200


async def test_the_address_is_confirmed_when_slack_asks() -> None:
    async with connected(Echo()) as bot:
        answered = await bot.send.json({"type": "url_verification", "challenge": "c-1", "token": "t"})
        assert (answered.status, answered.text) == (200, json.dumps({"challenge": "c-1"}))


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
async def test_only_posts_are_taken(method: str) -> None:
    async with connected(Echo()) as bot:
        assert (await bot.send.send(b"", {}, method)).status == 405


async def test_the_log_tells_nothing_of_what_people_write(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with connected(Echo()) as bot:
        await bot.send.command("a-secret-question")
        await bot.send.direct("a-secret-question")
        await bot.send.signed(b"text=a-secret-question%ff", FORM)
    ours = [
        r.getMessage() for r in caplog.records if r.name.split(".")[0] in {"bot", "handlers", "slack_bolt", "aiohttp"}
    ]
    assert [line for line in ours if "a-secret-question" in line] == []


async def _still_answers(bot: Connected) -> None:
    assert "warmup" in (await bot.send.command("warmup")).said["text"]
