"""When a digest is due: the first working day of a month, Monday of a week, at 09:30.

In a channel by the clock of the reviews, in a direct message by that of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice

from bot.schedule.due import due_at, slots_back
from bot.schedule.hours import Hours
from bot.schedule.rule import Rule, read_rule
from handlers.watches import Cadence

RULES: Mapping[Cadence, Rule] = {
    Cadence.WEEKLY: read_rule("weekly on monday"),
    Cadence.MONTHLY: read_rule("monthly on the first working day"),
}


def is_digest_due(cadence: Cadence, told_at: float, now: float, hours: Hours) -> bool:
    """Has a digest become due since the last one, both in seconds since 1970? A missed one is made up for, once."""
    rule, today = RULES[cadence], datetime.fromtimestamp(now, UTC).astimezone(hours.zone).date()
    slots = islice(slots_back(rule.every, today), 2)
    moments = (due_at(rule, slot, hours.zone, hours.days).timestamp() for slot in slots)
    return any(told_at < moment <= now for moment in moments)
