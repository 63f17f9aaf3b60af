"""Requests that no Slack would send, and what the door has to answer to them; made, always the same, from a few kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.playground.slack.sender import FORM, JSON
from bot.playground.slack.web_api import SECRET
from bot.slack.door import LARGEST_BODY
from bot.slack.signature import FRESH, SIGNATURE, TIMESTAMP, sign
from tests.slack_bot import NOW

MARK = "junk-that-must-not-be-logged"
"""Stands in every body."""


@dataclass(frozen=True)
class Junk:
    """A request, and the statuses it may be answered with."""

    name: str
    raw: bytes
    headers: dict[str, str]
    statuses: frozenset[int]
    method: str = "POST"


COMMAND = urlencode({"command": "/roadmap", "text": MARK, "team_id": "T1", "user_id": "U1"}).encode()
EVENT = json.dumps(
    {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev-junk",
        "event": {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.1", "text": MARK},
    }
).encode()
ACTION = urlencode(
    {"payload": json.dumps({"type": "block_actions", "actions": [{"action_id": "x"}], "user": {"id": "U1"}, "m": MARK})}
).encode()
BODIES = {"command": (COMMAND, FORM), "event": (EVENT, JSON), "action": (ACTION, FORM)}


def junk() -> list[Junk]:
    """All of it."""
    return [*_locked_out(), *_cut(), *_wrong_bytes(), *_wrong_types(), *_wrong_methods(), *_wrong_shapes(), *_huge()]


def _signed(raw: bytes, content_type: str, at: float = NOW, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(at))
    return {"Content-Type": content_type, TIMESTAMP: timestamp, SIGNATURE: sign(secret, timestamp, raw)}


def _locked_out() -> Iterator[Junk]:
    """Not signed, or not by Slack, or not now."""
    timestamps = ["", "0", "-1", "abc", "1e9", "9" * 400, "١٢٣", f"{NOW}", f" {int(NOW)}x", "0x7f", "None", "NaN"]
    signatures = [
        "",
        "v0=",
        "v0=0",
        "v1=" + "0" * 64,
        "v0=" + "g" * 64,
        "v0=ü\u2603",
        "v0=" + "0" * 64,
        "=",
        "v0" * 500,
    ]
    for kind, (raw, content_type) in BODIES.items():
        good = _signed(raw, content_type)
        for timestamp in timestamps:
            yield _refused(f"{kind} at {timestamp[:12]!r}", raw, {**good, TIMESTAMP: timestamp})
        for signature in signatures:
            yield _refused(f"{kind} signed {signature[:12]!r}", raw, {**good, SIGNATURE: signature})
        for away in (-FRESH - 1, FRESH + 1, -86_400, 86_400):
            yield _refused(f"{kind} {away} s away", raw, _signed(raw, content_type, NOW + away))
        yield _refused(f"{kind} unsigned", raw, {"Content-Type": content_type})
        yield _refused(f"{kind} tampered", raw + b" ", good)
        yield _refused(f"{kind} by another", raw, _signed(raw, content_type, secret="guess"))
        for gone in (TIMESTAMP, SIGNATURE):
            yield _refused(f"{kind} without {gone}", raw, {k: v for k, v in good.items() if k != gone})


def _refused(name: str, raw: bytes, headers: dict[str, str]) -> Junk:
    return Junk(name, raw, headers, frozenset({401}))


def _cut() -> Iterator[Junk]:
    """Signed, and cut short."""
    for length in (0, 1, 2, 10, 40, 80, 120, len(EVENT) - 1):
        raw = EVENT[:length]
        yield Junk(f"event cut at {length}", raw, _signed(raw, JSON), frozenset({400}))
    inner = ACTION[: len(ACTION) // 2]
    for length in range(8, len(inner), 12):
        raw = ACTION[:length]
        yield Junk(f"action cut at {length}", raw, _signed(raw, FORM), frozenset({200, 400}))


def _wrong_bytes() -> Iterator[Junk]:
    """Signed, in encodings Slack does not use."""
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        raw = EVENT.decode().encode(encoding)
        yield Junk(f"event in {encoding}", raw, _signed(raw, JSON), frozenset({400}))
    for number, bad in enumerate((b"\xff", b"\xc3\x28", b"\xe2\x82", b"\xf0\x28\x8c\xbc", b"\xed\xa0\x80", b"\x80")):
        text = b'{"text": "' + bad + b'"}'
        yield Junk(f"bad UTF-8 {number} in JSON", text, _signed(text, JSON), frozenset({400}))
        form = b"command=/roadmap&text=" + bad
        yield Junk(f"bad UTF-8 {number} in a form", form, _signed(form, FORM), frozenset({400}))
        escaped = b"command=/roadmap&text=" + b"".join(b"%%%02X" % byte for byte in bad)
        yield Junk(f"bad UTF-8 {number} escaped", escaped, _signed(escaped, FORM), frozenset({400}))
    for number, odd in enumerate(
        (b"\x00", b"\x00" * 100, b"\x1f\x8b\x08\x00junk", b"%PDF-1.7", b"&&&&", b"====", b"%")
    ):
        yield Junk(f"odd bytes {number} as JSON", odd, _signed(odd, JSON), frozenset({400}))
        yield Junk(f"odd bytes {number} as a form", odd, _signed(odd, FORM), frozenset({200, 400}))


def _wrong_types() -> Iterator[Junk]:
    """Signed, in types Slack does not send."""
    for kind in (
        "text/plain",
        "text/html",
        "application/xml",
        "multipart/form-data; boundary=x",
        "image/png",
        "x/y",
        "?",
    ):
        yield Junk(f"as {kind}", EVENT, _signed(EVENT, kind), frozenset({415}))
    yield Junk("a form as JSON", COMMAND, _signed(COMMAND, JSON), frozenset({400}))
    yield Junk("gzip", EVENT, {**_signed(EVENT, JSON), "Content-Encoding": "gzip"}, frozenset({200, 400, 415}))


def _wrong_methods() -> Iterator[Junk]:
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "JUNK"):
        yield Junk(method, b"", _signed(b"", JSON), frozenset({400, 405}), method)


def _wrong_shapes() -> Iterator[Junk]:
    """Signed JSON of other shapes than Slack's."""
    values = ("null", "0", '"x"', "[]", "[1]", "true", '[{"a": 1}]', "NaN", "1e999")
    for value in values:
        yield Junk(f"JSON {value}", value.encode(), _signed(value.encode(), JSON), frozenset({400}))
    for name in ("event", "actions", "view", "user", "team", "channel", "type", "container", "authorizations"):
        for value in values:
            raw = f'{{"type": "block_actions", "junk": "{MARK}", "{name}": {value}}}'.encode()
            yield Junk(f"{name} is {value}", raw, _signed(raw, JSON), frozenset({200, 400}))
            inner = urlencode({"payload": raw.decode()}).encode()
            yield Junk(f"{name} is {value} in a form", inner, _signed(inner, FORM), frozenset({200, 400}))
    for name in ("type", "channel", "user", "ts", "text", "thread_ts", "bot_id", "subtype"):
        for value in values:
            raw = f'{{"type": "event_callback", "event": {{"type": "app_mention", "{name}": {value}}}}}'.encode()
            yield Junk(f"an event's {name} is {value}", raw, _signed(raw, JSON), frozenset({200, 400}))


def _huge() -> Iterator[Junk]:
    deep = b"[" * 200_000
    many = b"&".join(b"a%d=1" % n for n in range(5_000))
    for name, raw, kind, status in (
        ("a deep list", deep, JSON, 400),
        ("a deep object", b'{"a":' * 100_000, JSON, 400),
        ("many fields", many, FORM, 400),
        ("too large", b"text=" + b"a" * LARGEST_BODY, FORM, 413),
        ("far too large", b"text=" + b"a" * (4 * LARGEST_BODY), FORM, 413),
        ("a long number", b'{"type": "x", "n": ' + b"9" * 10_000 + b"}", JSON, 400),
    ):
        yield Junk(name, raw, _signed(raw, kind), frozenset({status}))
