"""Sends to a bot what Slack would, signed: any bytes, forms, JSON, and again when it was not taken."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.playground.slack.web_api import FakeSlack
from bot.slack.signature import SIGNATURE, TIMESTAMP, sign

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

RETRIES = (0.0, 60.0, 300.0)
"""Seconds after which Slack sends an event again that was not taken: at once, after one and after five minutes."""

NO_RETRY = "X-Slack-No-Retry"


@dataclass(frozen=True)
class Answered:
    """The bot's answer to a request."""

    status: int
    text: str
    no_retry: bool = False

    @property
    def said(self) -> dict[str, Any]:
        """The JSON in the answer."""
        read: dict[str, Any] = json.loads(self.text)
        return read


@dataclass(frozen=True)
class Sender:
    """Sends to the bot at `url` in the name of a Slack."""

    session: aiohttp.ClientSession
    url: str
    slack: FakeSlack

    async def form(self, fields: Mapping[str, str]) -> Answered:
        """A signed form."""
        return await self.signed(urlencode(fields).encode(), FORM)

    async def json(self, said: Any, headers: Mapping[str, str] | None = None) -> Answered:
        """Signed JSON."""
        return await self.signed(json.dumps(said).encode(), JSON, headers)

    async def signed(self, raw: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> Answered:
        """Any bytes, signed."""
        timestamp = str(int(self.slack.now()))
        lock = {TIMESTAMP: timestamp, SIGNATURE: sign(self.slack.secret, timestamp, raw)}
        return await self.send(raw, {"Content-Type": content_type, **lock, **(headers or {})})

    async def send(self, raw: bytes, headers: Mapping[str, str], method: str = "POST") -> Answered:
        """Any bytes with any headers."""
        async with self.session.request(method, self.url, data=io.BytesIO(raw), headers=headers) as response:
            return Answered(response.status, await response.text(), response.headers.get(NO_RETRY) == "1")

    async def deliver(self, said: Any, sleep: Callable[[float], Awaitable[None]]) -> list[Answered]:
        """JSON, and again at Slack's times until it is taken (or the bot asks for no more); every answer."""
        answers = [await self.json(said)]
        for number, pause in enumerate(RETRIES, 1):
            if answers[-1].status < 300 or answers[-1].no_retry:
                break
            await sleep(pause)
            answers.append(await self.json(said, retry_headers(number)))
        return answers


def retry_headers(number: int, reason: str = "http_error") -> dict[str, str]:
    """The headers of the copy of an event that is sent for the `number`th time again."""
    return {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
