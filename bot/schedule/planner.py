"""Plans what is due: one delivery for every schedule and period, and at most one for what was missed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from bot.schedule.due import Slot, due_at, seconds_left, slots_back
from bot.schedule.rule import Rule
from bot.schedule.working_days import WorkingDays
from bot.state.ledger import Ledger, Planned

CATCH_UP = 14 * 86_400.0
"""Seconds after which a missed review is not sent any more, only recorded."""

LOOKED_BACK = 24
"""Periods looked back at most; what is older than those was recorded or never will be."""

SPREAD = 600
"""Seconds over which messages that are due at the same moment are spread, the same way each time."""


@dataclass(frozen=True)
class Schedule:
    """Reviews for one place: when, by whose clock, on whose working days, and since when (seconds since 1970)."""

    workspace: str
    place: str
    rule: Rule
    zone: tzinfo
    days: WorkingDays
    since: float = 0.0
    known: dict[Slot, float] = field(default_factory=dict, repr=False, compare=False)
    """When periods are due that were asked for before: rounds ask for the same ones again and again."""

    def key(self, slot: Slot) -> str:
        """What names a period of it for ever."""
        return f"{self.workspace}|{self.place}|review|{slot.key}"

    def due(self, slot: Slot) -> float:
        """When a period of it is due, in seconds since 1970: up to ten minutes late, but within working hours."""
        if slot not in self.known:
            self.known[slot] = self._due(slot)
        return self.known[slot]

    def _due(self, slot: Slot) -> float:
        at = due_at(self.rule, slot, self.zone, self.days)
        room = seconds_left(at, self.zone, self.days)
        return at.timestamp() + _apart(self.key(slot)) % min(SPREAD, room)


async def plan_reviews(ledger: Ledger, schedules: Iterable[Schedule], now: float) -> tuple[int, int]:
    """Plan what is due at `now` (seconds since 1970, the database's); how many are new, and how many were missed.

    Of several periods that were missed, as by a bot that was down, only the newest is sent, and that within
    14 days; the others are recorded as skipped.
    """
    planned: list[Planned] = []
    missed: list[Planned] = []
    for schedule in schedules:
        owed = _due(schedule, now)
        current = [delivery for delivery in owed[:1] if now - delivery.due <= CATCH_UP]
        planned += current
        missed += owed[len(current) :]
    skipped = await ledger.skip(missed, "it was missed while the bot was not running")
    return await ledger.plan(planned), skipped


def _due(schedule: Schedule, now: float) -> list[Planned]:
    """What a schedule owes at `now`, the newest period first."""
    today = datetime.fromtimestamp(now, UTC).astimezone(schedule.zone).date()
    owed: list[Planned] = []
    for _, slot in zip(range(LOOKED_BACK), slots_back(schedule.rule.every, today), strict=False):
        due = schedule.due(slot)
        if due < schedule.since:
            break
        if due <= now:
            is_late = today > datetime.fromtimestamp(due, schedule.zone).date()
            payload = {"period": slot.key, "due": due, "zone": str(schedule.zone), "late": is_late}
            owed.append(Planned(schedule.key(slot), "review", schedule.workspace, schedule.place, payload, due))
    return owed


def _apart(key: str) -> float:
    """0 to 10 minutes by the key, so that many channels are not written to in the same second."""
    return float(int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % SPREAD)
