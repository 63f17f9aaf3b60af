"""Not now: how long a review may be put off, and when that goes to somebody else."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from knowledge.period import add_months

MOST = 2
"""Times in a row that something is put off; the next time whoever stands in is asked."""


class Snooze(StrEnum):
    """How long."""

    DAY = "1 day"
    WEEK = "1 week"
    MONTH = "next month"


def snoozed_until(snooze: Snooze, today: date) -> date:
    """The day from which to ask again: tomorrow, in seven days, on the first of the next month."""
    if snooze is Snooze.MONTH:
        return add_months(today.replace(day=1), 1)
    return today + timedelta(days=1 if snooze is Snooze.DAY else 7)
