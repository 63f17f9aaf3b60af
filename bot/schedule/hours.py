"""The working hours of one place by its own clock, as moments in seconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.schedule.due import moment, open_from
from bot.schedule.working_days import WorkingDays


@dataclass(frozen=True)
class Hours:
    """By which clock and on which days a place may be written to."""

    zone: tzinfo
    days: WorkingDays

    def opens(self, at: float) -> float:
        """The first moment from `at` on (seconds since 1970) at which it may be written to."""
        asked = datetime.fromtimestamp(at, UTC)
        found = open_from(asked, self.zone, self.days)
        return at if found == asked else found.timestamp()  # `at` may lie between two microseconds

    def day_begins(self, at: float) -> float:
        """When the day that holds `at` began there."""
        local = datetime.fromtimestamp(at, self.zone)
        return datetime.combine(local.date(), time(), self.zone).timestamp()

    def next_day(self, at: float) -> float:
        """When people begin to work on the day of work after the one that holds `at`."""
        day = datetime.fromtimestamp(at, self.zone).date() + timedelta(days=1)
        return moment(day, self.days.opens, self.zone, self.days).timestamp()
