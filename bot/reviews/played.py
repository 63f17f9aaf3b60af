"""Reviews played through: the same rounds as in `serve`, by a clock that is turned on, into a mailbox that only keeps.

What is due, who is asked, quiet hours, how many a day, being down: nothing of it is decided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from bot.delivery.courier import Courier, Found, Letter, NotThere
from bot.reviews.posting import ReviewPosts, Rounds, channel_schedules, people_schedules
from bot.reviews.remembered import remember
from bot.reviews.reviewing import Reviewing
from bot.schedule.due import moment, slot_of
from bot.schedule.planner import Schedule
from bot.schedule.quiet import Quiet
from bot.state.database import Database, database_url, open_database
from bot.state.ledger import Ledger, Outcome, Planned, Sent
from bot.state.tables import METADATA
from knowledge.review.escalation import AFTER

WORKSPACE = "here"
"""The one workspace there is."""

A_SECOND, A_DAY = 1.0, 86_400.0

LONGEST_WAIT = 120 * A_DAY
"""A quarter, with the days of work that follow a review when nobody answers."""


@dataclass
class Time:
    """Seconds since 1970, as they are played."""

    now: float

    def day(self, zone: tzinfo) -> date:
        """The day it is in a zone."""
        return datetime.fromtimestamp(self.now, UTC).astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that would have been sent: when (seconds since 1970), what was planned, and its text."""

    at: float
    planned: Planned
    text: str


@dataclass(frozen=True)
class Shelf:
    """A mailbox that takes everything and keeps it."""

    time: Time
    posted: list[Posted] = field(default_factory=list)

    async def send(self, letter: Letter) -> Outcome:
        """Keep it."""
        self.posted.append(Posted(self.time.now, letter.planned, str(letter.content["text"])))
        return Sent(f"{self.time.now:.3f}.{len(self.posted)}")

    async def look(self, _: Planned, __: float) -> Found:
        """Nothing is ever in doubt here."""
        return NotThere()


@dataclass(frozen=True)
class Play:
    """A stretch of time that is played through."""

    time: Time
    database: Database
    reviewing: Callable[[date], Reviewing]
    """The pages, settings and people as they are on a day."""
    shelf: Shelf
    since: float
    """When the schedules began."""

    async def until(self, end: float) -> None:
        """Play on to a moment, which is reached, as a bot that runs all the time."""
        settings = self._now().settings
        rounds = self._rounds(Quiet(Ledger(self.database), settings.hours(), most_a_day=settings.most_a_day))
        schedules = self.schedules()
        moments = sorted({at for schedule in schedules for at in _moments(schedule, self.time.now, end)})
        while True:
            await rounds.once(schedules)
            following = await self._following(rounds.courier.ledger, moments, end)
            if following >= end:
                break
            self.time.now = following
        self.time.now = end

    def down_until(self, end: float) -> None:
        """The bot does not run until then."""
        self.time.now = end

    def schedules(self) -> Sequence[Schedule]:
        """Whom the settings name."""
        now = self._now()
        people = people_schedules(now.settings, now.people, WORKSPACE, self.since)
        return [*channel_schedules(now.settings, WORKSPACE, self.since), *people]

    def _now(self) -> Reviewing:
        return self.reviewing(self.time.day(ZoneInfo("UTC")))

    def _rounds(self, quiet: Quiet) -> Rounds:
        async def now(_: str) -> Reviewing:
            return await self._remembering()

        posts = ReviewPosts(now, self.time.day)
        courier = Courier(quiet.ledger, self.shelf, posts.compose, lambda: self.time.now)
        return Rounds(self.database, courier, quiet)

    async def _remembering(self) -> Reviewing:
        now = self._now()
        kept = await remember(self.database, lambda _: None, ZoneInfo(now.settings.zone))
        return now.remembering(kept)

    async def _following(self, ledger: Ledger, moments: Sequence[float], end: float) -> float:
        """The next moment at which anything may happen."""
        now, pending = self.time.now, await ledger.next_due()
        waits = [] if pending is None else [max(pending, now + A_SECOND)]
        following = bisect_right(moments, now)
        return min([*waits, moments[following] if following < len(moments) else end])


@asynccontextmanager
async def played_from(since: float, reviewing: Callable[[date], Reviewing]) -> AsyncIterator[Play]:
    """A play that begins at a moment (seconds since 1970), when nothing has been sent or decided yet."""
    clock = Time(since)
    async with open_database(database_url("sqlite://", {}), lambda: clock.now) as database:
        async with database.write() as connection:
            await connection.run_sync(METADATA.create_all)
        yield Play(clock, database, reviewing, Shelf(clock), since)


def _moments(schedule: Schedule, start: float, end: float) -> Iterator[float]:
    """When a schedule is due, and when those are asked again who do not answer."""
    slot = slot_of(schedule.rule.every, datetime.fromtimestamp(start - LONGEST_WAIT, UTC).date())
    while datetime.combine(slot.start, time(), UTC).timestamp() < end + A_DAY:
        due = schedule.due(slot)
        day = datetime.fromtimestamp(due, schedule.zone).date() + timedelta(days=1)
        again = (schedule.days.nth(day, after) for after in AFTER.values())
        later = (moment(day, schedule.rule.at, schedule.zone, schedule.days).timestamp() for day in again)
        yield from (at for at in (due, *later) if start < at < end)
        slot = slot_of(schedule.rule.every, slot.end)
