"""When somebody may be written to: within the working hours of their own clock, and not too often in a day.

What may not be sent now waits in the ledger, where nothing is lost: until the working hours begin, or, where
a person had as many messages as they get in a day, until the next day of work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.schedule.hours import Hours
from bot.state.ledger import Claimed, Ledger

ASKED_FOR = "at_once"
"""In a payload: somebody waits for this message, so that it goes out at any hour and is not counted against it."""


@dataclass(frozen=True)
class Quiet:
    """Says of each delivery how long it must wait."""

    ledger: Ledger
    usual: Hours
    """Of places that have none of their own."""
    hours: Mapping[tuple[str, str], Hours] = field(default_factory=dict)
    """Workspace and place -> its hours."""
    most_a_day: int = 3
    """Messages that one person gets in a day without having asked for them."""

    async def wait(self, claimed: Claimed) -> float:
        """Seconds until it may be sent; 0 when that is now."""
        planned = claimed.planned
        if planned.payload.get(ASKED_FOR):
            return 0.0
        hours = self.hours.get((planned.workspace, planned.place), self.usual)
        opens = hours.opens(claimed.at)
        if opens > claimed.at:
            return opens - claimed.at
        if not is_person(planned.place):
            return 0.0
        told = await self.ledger.told_before(claimed, hours.day_begins(claimed.at))
        return hours.next_day(claimed.at) - claimed.at if told >= self.most_a_day else 0.0


def is_person(place: str) -> bool:
    """Is a place in Slack one person, or the direct messages with one?"""
    return place[:1] in ("U", "W", "D")
