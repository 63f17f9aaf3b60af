"""The courier: takes what is due out of the ledger, sends it, and records what became of it.

The rules were measured with killed processes, dropped connections and slow platforms: a doubt is looked into
before anything is sent again; a refusal for a while is no attempt; a sender who woke up late does not send.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.state.ledger import Claimed, Doubt, Ended, Ledger, NotNow, Outcome, Planned, Sent, State

SEND_TIME = 10.0
"""Seconds one call to a platform may take; afterwards it is a doubt."""

MOST_ATTEMPTS = 8
"""After so many attempts that ended in doubt a delivery is held as uncertain."""


class OnDoubt(StrEnum):
    """What to do when a message may have been delivered and there is no way to look."""

    RESEND = "resend"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class NotThere:
    """We looked, and the message is not there."""


@dataclass(frozen=True, slots=True)
class CannotLook:
    """The platform gives no way to look; why."""

    reason: str


Found = Sent | NotThere | CannotLook | NotNow | Doubt


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it goes out: what the platform file made of it."""

    planned: Planned
    content: dict[str, object]


class Mailbox(Protocol):
    """One platform, as far as planned messages go. Neither call raises for what a platform or a network does."""

    async def send(self, letter: Letter) -> Outcome:
        """Send it once, without retries of its own."""

    async def look(self, planned: Planned, since: float) -> Found:
        """Is our message there? `since`: seconds since 1970, when the doubtful attempt began."""


Wait = Callable[[Claimed], Awaitable[float]]
"""Seconds until a delivery may be sent to its place; 0 when that is now."""


async def never(_: Claimed) -> float:
    """Nothing waits."""
    return 0.0


Compose = Callable[[Planned], Awaitable[Letter | None]]
"""Draws a message when it is sent, so that it says what is true then; None when there is nothing to say any more."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Sends from one ledger. Any number may work at once, in any number of processes."""

    ledger: Ledger
    mailbox: Mailbox
    compose: Compose
    elapsed: Callable[[], float]
    """Seconds since some moment; never set back."""
    on_doubt: OnDoubt = OnDoubt.RESEND
    send_time: float = SEND_TIME
    """Seconds one call to the platform may take; the lease must be longer."""
    wait: Wait = never

    async def deliver_next(self) -> Outcome | None:
        """Deal with the delivery that is due for longest; what became of it, or None when none is due."""
        began = self.elapsed()
        claimed = await self.ledger.claim()
        if claimed is None:
            return None
        outcome = await self._deal_with(claimed, began + self.ledger.lease - self.send_time)
        if outcome is not None:
            await self.ledger.settle(claimed, outcome)
        return outcome

    async def _deal_with(self, claimed: Claimed, deadline: float) -> Outcome | None:
        """What became of it; None when our time ran out before sending: who claims it next looks first."""
        if claimed.doubt_since is not None:
            known = await self._look(claimed, claimed.doubt_since)
            if known is not None:
                return known
        if (seconds := await self.wait(claimed)) > 0:
            return NotNow(seconds, whole_workspace=False)
        letter = await self.compose(claimed.planned)
        if letter is None:
            return Ended(State.SKIPPED, "nothing was left to say")
        if self.elapsed() > deadline:
            return None
        return await self.mailbox.send(letter)

    async def _look(self, claimed: Claimed, since: float) -> Outcome | None:
        """What is known of a doubtful attempt; None when it may be sent."""
        found = await self.mailbox.look(claimed.planned, since)
        match found:
            case NotThere():
                return None
            case CannotLook(reason):
                return self._when_blind(claimed, reason)
            case NotNow(seconds):  # looking is limited apart from posting
                return NotNow(seconds, whole_workspace=False)
            case Doubt() if claimed.attempts >= MOST_ATTEMPTS:
                return Ended(State.UNCERTAIN, "it may have been delivered; looking failed each time")
            case _:
                return found

    def _when_blind(self, claimed: Claimed, reason: str) -> Outcome | None:
        if self.on_doubt is OnDoubt.RESEND and claimed.attempts < MOST_ATTEMPTS:
            return None
        return Ended(State.UNCERTAIN, f"it may have been delivered, and it can't be looked for: {reason}")
