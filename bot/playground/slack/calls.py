"""The calls that were made, and waiting for more of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

RESPONSE = "response_url"
"""The name under which messages to a response_url are kept."""

PATIENCE = 60
"""Seconds after which who waits for a call gives up."""


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or of a response_url, and the error it was answered with."""

    method: str
    said: dict[str, Any]
    error: str | None = None


class Calls:
    """Keeps every call, in the order in which they came."""

    def __init__(self) -> None:
        self.made: list[Call] = []
        self._changed = asyncio.Condition()

    def of(self, method: str) -> list[Call]:
        """The calls of a method."""
        return [call for call in self.made if call.method == method]

    def accepted(self, method: str) -> list[dict[str, Any]]:
        """What was said in the calls of a method that were accepted."""
        return [call.said for call in self.of(method) if call.error is None]

    async def keep(self, call: Call) -> None:
        """Keep one call more."""
        async with self._changed:
            self.made.append(call)
            self._changed.notify_all()

    async def wait(self, method: str, times: int, accepted: bool) -> None:
        """Wait until a method was called so often; with `accepted`, only calls without an error count."""
        count = self.accepted if accepted else self.of
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: len(count(method)) >= times)
