"""What Slack sends to a bot: signed commands, events and interactions."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.slack_signature import SIGNATURE, TIMESTAMP, sign
from tests.fake_slack import SECRET

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Answered:
    """The bot's answer to a request."""

    status: int
    text: str

    @property
    def said(self) -> dict[str, Any]:
        """The JSON in the answer."""
        read: dict[str, Any] = json.loads(self.text)
        return read


@dataclass(frozen=True)
class Sender:
    """Sends to the bot at `url` what Slack would, at the time `now` (seconds since 1970)."""

    session: aiohttp.ClientSession
    url: str
    now: float
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def command(self, text: str, **fields: str) -> Answered:
        """A slash command."""
        said = {
            "command": "/roadmap",
            "text": text,
            "team_id": "T1",
            "channel_id": "C1",
            "user_id": "U1",
            "user_name": "ann",
        }
        return await self.form({**said, "response_url": f"{self.url}/none", "trigger_id": "1.2", **fields})

    async def mention(self, text: str, **fields: Any) -> Answered:
        """A post in a channel that mentions the bot."""
        return await self.event({"type": "app_mention", "channel": "C1", **self._post(text), **fields})

    async def direct(self, text: str, **fields: Any) -> Answered:
        """A direct message to the bot."""
        return await self.event(
            {"type": "message", "channel": "D1", "channel_type": "im", **self._post(text), **fields}
        )

    async def event(self, event: dict[str, Any], event_id: str = "", retry: int = 0) -> Answered:
        """An event, with the headers of a retry when it is one."""
        number = next(self._numbers)
        said = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": event_id or f"Ev{number}"}
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        return await self.json({**said, "event": event}, headers)

    async def interaction(self, payload: dict[str, Any]) -> Answered:
        """A click, a submitted view, a shortcut, a menu that asks for its options."""
        said = {"team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}, **payload}
        return await self.form({"payload": json.dumps(said)})

    async def form(self, fields: Mapping[str, str]) -> Answered:
        """A signed form."""
        return await self.signed(urlencode(fields).encode(), FORM)

    async def json(self, said: Any, headers: Mapping[str, str] | None = None) -> Answered:
        """Signed JSON."""
        return await self.signed(json.dumps(said).encode(), JSON, headers)

    async def signed(self, raw: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> Answered:
        """Any bytes, signed."""
        timestamp = str(int(self.now))
        lock = {TIMESTAMP: timestamp, SIGNATURE: sign(SECRET, timestamp, raw)}
        return await self.send(raw, {"Content-Type": content_type, **lock, **(headers or {})})

    async def send(self, raw: bytes, headers: Mapping[str, str], method: str = "POST") -> Answered:
        """Any bytes with any headers."""
        async with self.session.request(method, self.url, data=io.BytesIO(raw), headers=headers) as response:
            return Answered(response.status, await response.text())

    def _post(self, text: str) -> dict[str, Any]:
        return {"user": "U1", "text": text, "ts": f"1700000000.{next(self._numbers):06}"}
