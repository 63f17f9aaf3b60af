"""When somebody may be written to: within the working hours of their own clock, and not too often in a day.

What may not be sent now waits in the ledger, where nothing is lost: until the working hours begin, or, where
a person had as many messages as they get in a day, until the next day of work.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.schedule.hours import Hours
from bot.state.ledger import Claimed, Ledger

ASKED_FOR = "at_once"
"""In a payload: somebody waits for this message, so that it goes out at any hour and is not counted against it."""


HoursOf = Callable[[str, str], Awaitable[Hours]]
"""The hours of a place of a workspace."""


@dataclass(frozen=True)
class Quiet:
    """Says of each delivery how long it must wait."""

    ledger: Ledger
    usual: Hours
    """Of places that have none of their own."""
    hours: Mapping[tuple[str, str], Hours] = field(default_factory=dict)
    """Workspace and place -> its hours."""
    most_a_day: int | None = 3
    """Messages that one person gets in a day without having asked for them; None: as many as there are."""
    hours_of: HoursOf | None = None
    """Tells the hours of other places, if they have some of their own."""

    async def wait(self, claimed: Claimed) -> float:
        """Seconds until it may be sent; 0 when that is now."""
        planned = claimed.planned
        if planned.payload.get(ASKED_FOR):
            return 0.0
        hours = await self._hours_at(planned.workspace, planned.place)
        opens = hours.opens(claimed.at)
        if opens > claimed.at:
            return opens - claimed.at
        if self.most_a_day is None or not is_person(planned.place):
            return 0.0
        told = await self.ledger.told_before(claimed, hours.day_begins(claimed.at))
        return hours.next_day(claimed.at) - claimed.at if told >= self.most_a_day else 0.0

    async def _hours_at(self, workspace: str, place: str) -> Hours:
        found = self.hours.get((workspace, place))
        if found is not None:
            return found
        return self.usual if self.hours_of is None else await self.hours_of(workspace, place)


def is_person(place: str) -> bool:
    """Is a place in Slack one person, or the direct messages with one?"""
    return place[:1] in ("U", "W", "D")
