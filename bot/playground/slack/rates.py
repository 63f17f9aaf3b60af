"""How often Slack lets itself be called."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable

from bot.playground.slack.methods import CALLS_A_MINUTE, METHODS

MINUTE = 60.0

POSTS_AT_ONCE = 5
"""Posts into one channel that Slack takes in a row before it asks for one a second."""


class Rates:
    """Counts calls. `now` tells the time in seconds; nothing is limited while `limited` is False."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.limited = True
        self._now = now
        self._calls: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._room: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, team: str, channel: str | None) -> int:
        """0 when the call may be made now (it is then counted); else the whole seconds to wait."""
        if not self.limited:
            return 0
        if method == "chat.postMessage":
            return self._wait_in_channel(channel or "")
        most = CALLS_A_MINUTE.get(METHODS[method].tier)
        return self._wait_in_tier(self._calls[method, team], most) if most else 0

    def _wait_in_tier(self, calls: deque[float], most: int) -> int:
        now = self._now()
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= most:
            return max(1, math.ceil(calls[0] + MINUTE - now))
        calls.append(now)
        return 0

    def _wait_in_channel(self, channel: str) -> int:
        now = self._now()
        room, since = self._room.get(channel, (float(POSTS_AT_ONCE), now))
        room = min(float(POSTS_AT_ONCE), room + now - since)
        self._room[channel] = (room - 1 if room >= 1 else room, now)
        return 0 if room >= 1 else 1
