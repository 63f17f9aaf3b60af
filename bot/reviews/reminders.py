"""What follows when nobody answers: owners are asked again, then whoever stands in, then the channel sees it.

On each day of work on which a step may be due, at the time of day of the review, what waits is looked through, and for
each person at most one message is planned: its key names the day, so that no replica plans a second one. What it asks
for, and which step that is, stands in it: that is how the next day knows. It is drawn when it is sent, and says only
what still waits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import func, select

from bot.people import NamedPeople
from bot.reviews.looks import Basis, Look, following
from bot.reviews.reviewing import LOOKED_BACK, Reviewing
from bot.reviews.runs import Plan, Run, plans, runs
from bot.reviews.settings import ReviewSettings
from bot.schedule.due import moment
from bot.state.database import Database
from bot.state.edits import KINDS
from bot.state.ledger import Ledger, Planned, State
from bot.state.tables import DELIVERIES, REVIEWS
from knowledge.review.decision import Place
from knowledge.review.escalation import Escalation, Step, escalate
from knowledge.review.reach import Reach, reached
from knowledge.review.review import Due, Review
from knowledge.review.waiting import Asked, UnderWay, waiting
from knowledge.roadmap import Roadmap

REMINDER, STALE = KINDS[1:]
"""The kinds of what is planned: for a person, and for the channel."""


class Book(Protocol):
    """What reminders are made from: `Minutes`, or what stands for them where days are only played through."""

    @property
    def database(self) -> Database:
        """Where decisions are kept."""

    @property
    def people(self) -> NamedPeople:
        """Who is who."""

    @property
    def roadmap(self) -> Roadmap:
        """The pages as they are."""

    async def settings(self, workspace: str) -> ReviewSettings:
        """When reviews are due in a workspace."""

    async def reviewing(self, workspace: str) -> Reviewing:
        """The pages, with what is remembered."""


@dataclass(frozen=True)
class Reminders:
    """Plans reminders for the reviews that are under way."""

    minutes: Book
    ledger: Ledger
    looked: dict[tuple[str, str], Look] = field(default_factory=dict)
    """The last look at the review of each workspace and place."""

    def may_find_more(self, day: date, roadmap: Roadmap) -> bool:
        """May a look on a day, at these pages, find more than the last ones did, if nobody says anything?"""
        return any(day >= look.again or look.basis.roadmap is not roadmap for look in self.looked.values())

    async def plan(self, workspace: str, now: float) -> int:
        """Plan what is due in a workspace at `now` (seconds since 1970, the database's); how many messages are new."""
        settings = await self.minutes.settings(workspace)
        every = plans(settings) if any(rule.channel for rule in settings.rules) else []
        first = next((plan for plan in every if plan.channel is not None), None)
        new = 0
        for plan in (plan for plan in every if plan.owner is not None or plan is first):
            run = _under_way(plan, now)
            if run is not None and await self._is_out(workspace, run):
                new += await self._look(workspace, run, now)
        return new

    async def _is_out(self, workspace: str, run: Run) -> bool:
        """Was the review sent, so that people were asked?"""
        place = _place(run.plan, self.minutes.people)
        return await self.ledger.state_of(f"{workspace}|{place}|review|{run.key}") is State.SENT

    async def _look(self, workspace: str, run: Run, now: float) -> int:
        """Look through what waits, when there may be more than the last look found."""
        minutes, today = self.minutes, _local(now, run.plan)
        async with minutes.database.read() as connection:
            count = int((await connection.execute(select(func.count()).select_from(REVIEWS))).scalar_one())
        basis = Basis(count, minutes.roadmap, minutes.people)
        key = workspace, _place(run.plan, minutes.people)
        before = self.looked.get(key)
        is_known = before is not None and before.period == run.key and basis.is_still(before.basis)
        if before is not None and is_known and today < before.again:
            return 0
        new, again = await self._remind(workspace, run, now)
        self.looked[key] = Look(run.key, basis, again)
        return new

    async def _remind(self, workspace: str, run: Run, now: float) -> tuple[int, date]:
        """How many messages are new, and the day from which there may be more."""
        reviewing, today = await self.minutes.reviewing(workspace), _local(now, run.plan)
        people, stands_in = reviewing.people, reviewing.settings.stands_in
        review = reached(reviewing.on(today, run.next_day, None, run.day), Reach(tuple(people.ids), stands_in))
        under_way, taken = _began(reviewing, run), await self._taken(workspace, run)
        found = list(waiting(review, under_way, taken, run.plan.days.between))
        told = await self._told_today(workspace, now, run.plan)
        steps = escalate(found, stands_in, {name for person in told for name in people.owners(person)})
        since = {one.due.place: under_way.since(one.due) or run.day for one in found}
        messages = [*_for_people(steps, run.plan, reviewing), *_for_channel(steps, run.plan)]
        new = await self.ledger.plan([_planned(workspace, one, (run, since), now) for one in messages])
        tomorrow = today + timedelta(days=1)
        put_off = (d.until for d in reviewing.remembered.decisions if d.until is not None)
        return new, tomorrow if steps.held else following(today, [run.day, *since.values()], put_off, run.plan.days)

    async def _taken(self, workspace: str, run: Run) -> Mapping[Asked, Step]:
        """The last step of each asking since the review began, from what was planned for it."""
        table = DELIVERIES.c
        found = select(table.payload).where(table.workspace == workspace, table.kind.in_((REMINDER, STALE)))
        async with self.minutes.database.read() as connection:
            rows = (await connection.execute(found.where(table.due >= run.at.timestamp()))).scalars().all()
        taken: dict[Asked, Step] = {}
        for item in (item for row in rows for item in items_of(json.loads(row))):
            asked = item.place, item.since
            taken[asked] = max(item.step, taken.get(asked, Step.NOT_YET))
        return taken

    async def _told_today(self, workspace: str, now: float, plan: Plan) -> set[str]:
        """Who has or gets a message about reviews today, without having asked for it."""
        table, day = DELIVERIES.c, datetime.combine(_local(now, plan), datetime.min.time(), plan.zone)
        found = select(table.place, table.payload).where(table.workspace == workspace, table.kind.in_(KINDS))
        async with self.minutes.database.read() as connection:
            rows = (await connection.execute(found.where(table.due >= day.timestamp()))).all()
        return {place for place, payload in rows if not json.loads(payload).get("at_once")}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a reminder asks for: since when, the step that is, and how often it was answered before."""

    place: Place
    since: date
    step: Step
    answered: int


def items_of(payload: Mapping[str, Any]) -> Iterator[Item]:
    """What a reminder asks for, from its payload."""
    for path, feature, since, step, answered in payload.get("items", ()):
        yield Item(Place(path, feature), date.fromisoformat(since), Step(step), answered)


def still_waiting(payload: Mapping[str, Any], review: Review) -> list[tuple[Step, Due]]:
    """What of a reminder still waits: it is due, and nobody said anything of it since."""
    due = {(one.place, one.answered): one for one in review.due}
    found = ((item.step, due.get((item.place, item.answered))) for item in items_of(payload))
    return [(step, one) for step, one in found if one is not None]


_Message = tuple[str, str, tuple[tuple[Step, Due], ...]]
"""Its kind, the place it goes to, what it asks for."""


def _for_people(steps: Escalation, plan: Plan, reviewing: Reviewing) -> Iterator[_Message]:
    """One message for each id: whoever has two names gets one."""
    theirs: dict[str, dict[Due, Step]] = {}
    for nudge in steps.nudges:
        for person in reviewing.people.ids.get(nudge.person, ()):
            for step, due in nudge.due:
                if step is Step.STAND_IN or _is_asked_by(plan, person, reviewing.settings, reviewing.people):
                    theirs.setdefault(person, {})[due] = step
    for person, asked in theirs.items():
        yield REMINDER, person, tuple((step, due) for due, step in asked.items())


def _is_asked_by(plan: Plan, person: str, settings: ReviewSettings, people: NamedPeople) -> bool:
    """Is a person written to by this plan, and not by a rule of their own?"""
    alone = {rule.owner for rule in settings.rules if rule.owner is not None}
    names = set(people.owners(person))
    return plan.owner in names if plan.owner is not None else alone.isdisjoint(names)


def _for_channel(steps: Escalation, plan: Plan) -> Iterator[_Message]:
    if steps.stale and plan.channel is not None:
        yield STALE, plan.channel, tuple((Step.STALE, due) for due in steps.stale)


def _planned(workspace: str, message: _Message, of: tuple[Run, Mapping[Place, date]], now: float) -> Planned:
    (kind, place, asked), (run, since) = message, of
    items = [[d.place.path, d.place.feature, since[d.place].isoformat(), int(step), d.answered] for step, d in asked]
    payload = {"due": run.at.timestamp(), "period": run.key, "items": items}
    return Planned(f"{workspace}|{place}|{kind}|{_local(now, run.plan)}", kind, workspace, place, payload, now)


def _began(reviewing: Reviewing, run: Run) -> UnderWay:
    """The review as it began: by the pages of now, and what was said before."""
    past = reviewing.remembered
    before = replace(
        past,
        decisions=tuple(d for d in past.decisions if d.day < run.day),
        flags=tuple(f for f in past.flags if f.day is None or f.day <= run.day),
        gaps=tuple(g for g in past.gaps if g.day is None or g.day <= run.day),
    )
    asked = replace(reviewing, remembered=before).on(run.day, run.next_day, None, run.day)
    return UnderWay(run.day, {due.place for due in asked.due}, {d.place: d for d in past.decisions})


def _under_way(plan: Plan, now: float) -> Run | None:
    """The run that is under way, when today is a day of work and the time of day of the rule has come."""
    today = _local(now, plan)
    if moment(today, plan.rule.at, plan.zone, plan.days).timestamp() > now:
        return None
    before = [run for run in runs(plan, today - LOOKED_BACK, today) if run.at.timestamp() <= now]
    return before[-1] if before else None


def _local(now: float, plan: Plan) -> date:
    return datetime.fromtimestamp(now, UTC).astimezone(plan.zone).date()


def _place(plan: Plan, people: NamedPeople) -> str:
    """Where the review of a plan went: a channel, or the person of a rule of their own."""
    return plan.channel or next(iter(people.ids.get(plan.owner or "", ())), "")
