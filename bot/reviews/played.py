"""Reviews played through: the same rounds as in `serve`, by a clock that is turned on, into a mailbox that only keeps.

What is due, who is asked, quiet hours, how many a day, being down: nothing of it is decided here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.delivery.courier import Courier, Found, Letter, NotThere
from bot.people import NamedPeople
from bot.reviews.posting import ReviewPosts, Rounds, channel_schedules, people_schedules
from bot.reviews.remembered import remember
from bot.reviews.reminders import Reminders
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.schedule.due import moment, slot_of
from bot.schedule.planner import Schedule
from bot.schedule.quiet import Quiet, is_person
from bot.state.database import Database, database_url, open_database
from bot.state.ledger import Ledger, Outcome, Planned, Sent, State
from bot.state.tables import DELIVERIES, METADATA
from knowledge.roadmap import Roadmap

WORKSPACE = "here"
"""The one workspace there is."""

A_SECOND = 1.0


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
        settings = self.now().settings
        rounds = self._rounds(Quiet(Ledger(self.database), settings.hours(), most_a_day=settings.most_a_day))
        reminders, schedules = Reminders(PlayedMinutes(self), rounds.courier.ledger), self.schedules()
        agenda = _agenda(schedules, self.time.now, end)
        while True:
            sent = len(self.shelf.posted)
            await reminders.plan(WORKSPACE, self.time.now)
            await rounds.once(schedules)
            if len(self.shelf.posted) > sent:  # what was sent just now is waited for from now on
                await reminders.plan(WORKSPACE, self.time.now)
            following = await self._following(agenda, reminders, end)
            if following >= end:
                break
            self.time.now = following
        self.time.now = end

    def down_until(self, end: float) -> None:
        """The bot does not run until then."""
        self.time.now = end

    def schedules(self) -> Sequence[Schedule]:
        """Whom the settings name."""
        now = self.now()
        people = people_schedules(now.settings, now.people, WORKSPACE, self.since)
        return [*channel_schedules(now.settings, WORKSPACE, self.since), *people]

    def now(self) -> Reviewing:
        """The pages, settings and people as they are, with nothing that is remembered."""
        return self.reviewing(self.time.day(ZoneInfo("UTC")))

    def _rounds(self, quiet: Quiet) -> Rounds:
        async def now(_: str) -> Reviewing:
            return await self.remembering()

        posts = ReviewPosts(now, self.time.day)
        courier = Courier(quiet.ledger, self.shelf, posts.compose, lambda: self.time.now)
        return Rounds(self.database, courier, quiet)

    async def remembering(self) -> Reviewing:
        """The same with what people have said since."""
        now = self.now()
        kept = await remember(self.database, lambda _: None, ZoneInfo(now.settings.zone))
        return now.remembering(kept)

    async def _following(self, agenda: Agenda, reminders: Reminders, end: float) -> float:
        """The next moment at which anything may happen."""
        now, planned = self.time.now, select(func.min(DELIVERIES.c.not_before))
        async with self.database.read() as connection:
            pending: float | None = (
                await connection.execute(planned.where(DELIVERIES.c.state == State.PENDING))
            ).scalar_one()
        waits = [] if pending is None else [max(pending, now + A_SECOND)]
        due = next((at for at in agenda.due if at > now), end)
        looks = (at for at, day in agenda.looks if at > now and self._is_worth_it(day, reminders))
        return min([*waits, due, next(looks, end)])

    def _is_worth_it(self, day: date, reminders: Reminders) -> bool:
        return reminders.may_find_more(day, self.reviewing(day).roadmap)


@dataclass(frozen=True, slots=True)
class Agenda:
    """When anything may happen, beside what waits in the ledger, in seconds since 1970."""

    due: Sequence[float]
    looks: Sequence[tuple[float, date]]
    """When it may be looked through what nobody answered, each with its day."""


def _agenda(schedules: Sequence[Schedule], start: float, end: float) -> Agenda:
    """What is due between two moments. The first look at each schedule is always made: somebody may have answered."""
    due: set[float] = set()
    looks: list[tuple[float, date]] = []
    for number, schedule in enumerate(schedules):
        last = datetime.fromtimestamp(end, schedule.zone).date()
        day = datetime.fromtimestamp(start, schedule.zone).date()
        found = []
        while day <= last:
            due.add(schedule.due(slot_of(schedule.rule.every, day)))
            if number == 0 or is_person(schedule.place):
                found.append((moment(day, schedule.rule.at, schedule.zone, schedule.days).timestamp(), day))
            day += timedelta(days=1)
        found = [(at, day) for at, day in found if start < at < end]
        due.update(at for at, _ in found[:1])
        looks += found[1:]
    return Agenda(sorted(at for at in due if start < at < end), sorted(looks))


@dataclass(frozen=True)
class PlayedMinutes:
    """What reminders are made from in a play."""

    play: Play

    @property
    def database(self) -> Database:
        """Where decisions are kept."""
        return self.play.database

    @property
    def people(self) -> NamedPeople:
        """Who is who."""
        return self.play.now().people

    @property
    def roadmap(self) -> Roadmap:
        """The pages as they are."""
        return self.play.now().roadmap

    async def settings(self, _: str) -> ReviewSettings:
        """When reviews are due."""
        return self.play.now().settings

    async def reviewing(self, _: str) -> Reviewing:
        """The pages, with what people have said."""
        return await self.play.remembering()


@asynccontextmanager
async def played_from(since: float, reviewing: Callable[[date], Reviewing]) -> AsyncIterator[Play]:
    """A play that begins at a moment (seconds since 1970), when nothing has been sent or decided yet."""
    clock = Time(since)
    async with open_database(database_url("sqlite://", {}), lambda: clock.now) as database:
        async with database.write() as connection:
            await connection.run_sync(METADATA.create_all)
        yield Play(clock, database, reviewing, Shelf(clock), since)
