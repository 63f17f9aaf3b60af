"""Turns to post: Slack takes about one message a second into a channel, and a few more in a row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

BURST = 4
"""Messages that are posted into a channel in a row, without waiting."""

PAUSE = 1.0
"""Seconds between those that follow."""

_MOST_CHANNELS = 10_000
"""Channels that are remembered before those whose turn has passed are forgotten."""


class Turns:
    """Gives each post into a channel its turn, in the order in which they ask.

    `elapsed` tells the seconds since some moment, `sleep` waits for as many as it is told.
    """

    def __init__(self, elapsed: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._elapsed, self._sleep = elapsed, sleep
        self._due: dict[str, float] = {}
        """Channel -> when the channel would be at rest again, had every message a second of its own."""

    async def wait(self, channel: str) -> None:
        """Wait for a turn in a channel: not at all for the first four, a second each for those that follow."""
        now = self._elapsed()
        due = max(self._due.get(channel, now), now)
        self._due[channel] = due + PAUSE
        if len(self._due) > _MOST_CHANNELS:
            self._due = {name: time for name, time in self._due.items() if time > now}
        if (seconds := due - now - (BURST - 1) * PAUSE) > 0:
            await self._sleep(seconds)
