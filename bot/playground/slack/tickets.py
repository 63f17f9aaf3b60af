"""What Slack hands out for a while: trigger ids, and addresses to respond to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TRIGGER_LIVES = 3.0
"""Seconds in which a trigger id opens a view, once."""

RESPONSE_LIVES, MOST_RESPONSES = 1800.0, 5
"""A response_url takes five messages within 30 minutes."""


@dataclass
class _Ticket:
    made: float
    channel: str = ""
    uses: int = 0


class Tickets:
    """Issues trigger ids and response_urls, and says why one is not good (any more)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._triggers: dict[str, _Ticket] = {}
        self._responses: dict[str, _Ticket] = {}

    def trigger(self) -> str:
        """A new trigger id."""
        name = f"{len(self._triggers) + 1}.7.trigger"
        self._triggers[name] = _Ticket(self._now())
        return name

    def response(self, channel: str) -> str:
        """The id of a new response_url for messages into `channel`."""
        name = f"R{len(self._responses) + 1}"
        self._responses[name] = _Ticket(self._now(), channel)
        return name

    def use_trigger(self, name: str) -> str | None:
        """Slack's error for a trigger id, or None: then it is used up."""
        ticket = self._triggers.get(name)
        if ticket is None:
            return "invalid_trigger_id"
        if ticket.uses:
            return "exchanged_trigger_id"
        if self._now() - ticket.made > TRIGGER_LIVES:
            return "expired_trigger_id"
        ticket.uses = 1
        return None

    def use_response(self, name: str) -> str | None:
        """Slack's error for a response_url, or None: then one of its uses is gone."""
        ticket = self._responses.get(name)
        if ticket is None or self._now() - ticket.made > RESPONSE_LIVES:
            return "expired_url"
        if ticket.uses >= MOST_RESPONSES:
            return "used_url"
        ticket.uses += 1
        return None

    def channel_of(self, name: str) -> str:
        """Where the messages of a response_url go."""
        return self._responses[name].channel
