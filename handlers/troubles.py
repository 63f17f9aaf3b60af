"""Messages that can't be delivered, for those who can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.said import say

ADVICE = {
    "not_in_channel": say("I am not in that channel: /invite me there."),
    "channel_not_found": say("There is no such channel, or it is a private one that I am not in: /invite me there."),
    "is_archived": say("That channel is archived: name another one, or bring it back."),
    "account_inactive": say("My token is refused: install me anew (docs/slack.md)."),
    "token_revoked": say("My token is refused: install me anew (docs/slack.md)."),
    "token_expired": say("My token is refused: install me anew (docs/slack.md)."),
    "invalid_auth": say("My token is refused: install me anew (docs/slack.md)."),
    "missing_scope": say("A scope of the manifest is missing: add it and install me anew (docs/slack.md)."),
    "user_not_found": say("There is no such person here: put their id right in roadmap.yaml."),
    "user_disabled": say("That person has left: name another one in roadmap.yaml."),
}
"""Slack's errors -> what mends them."""

_ELSE = say("Slack gives no more than that word; the log of the bot may say more.")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a place gets no messages, since when and how many; nothing has reached it since."""

    team: str
    place: str
    error: str
    since: date
    times: int = 1
    after: int = 0
    """What tells it from the same trouble at another time: when (seconds since 1970) the place last got a message."""

    @property
    def advice(self) -> str:
        """What mends it."""
        return ADVICE.get(self.error, _ELSE)


class Troubles(Protocol):
    """Where they are known."""

    async def of(self, team: str) -> Sequence[Trouble]:
        """What can't be delivered in a workspace, as it is now."""
