"""What the methods of the double work on, and how they refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack.tickets import Tickets
from bot.playground.slack.workspace import BOT_USER, CHANNEL, Conversation, Workspace

Said = dict[str, Any]
"""The arguments of a call."""


class RefusedError(Exception):
    """Slack's `ok: false`; the text of the exception is Slack's error."""


@dataclass(frozen=True)
class Stage:
    """A workspace, what it handed out for a while, its address, its time (seconds since 1970), and what codes
    of people who agreed to an install stand for."""

    workspace: Workspace
    tickets: Tickets
    now: Callable[[], float]
    url: Callable[[], str]
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def ts(self) -> str:
        """The time of a new message, which is its name too."""
        return f"{int(self.now())}.{self.workspace.number():06}"

    def conversation(self, name: str) -> Conversation:
        """A conversation, or the direct one of a person. Raises RefusedError when there is none."""
        if name in self.workspace.users:
            return self.workspace.direct(name)
        found = self.workspace.conversations.get(name)
        if found is None:
            raise RefusedError("channel_not_found")
        return found

    def joined(self, name: str) -> Conversation:
        """A conversation the bot is in. Raises RefusedError, in other words for those it can't even see."""
        found = self.conversation(name)
        if BOT_USER not in found.members:
            raise RefusedError("not_in_channel" if found.kind == CHANNEL else "channel_not_found")
        return found


def refuse(error: str | None) -> None:
    """Raises RefusedError when there is an error."""
    if error:
        raise RefusedError(error)
