"""Reviews on their way to channels and owners: planned when they are due, drawn when they are sent, sent once.

`Rounds.once` is one tick. Any number of replicas may make theirs at the same time: the ledger sees to it
that each review is sent by one of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.delivery.courier import Courier, Letter
from bot.people import NamedPeople
from bot.reviews.reviewing import Reviewing
from bot.reviews.runs import Plan, for_person, plans, runs
from bot.reviews.settings import ReviewSettings, WhenNothing
from bot.schedule.hours import Hours
from bot.schedule.planner import Schedule, plan_reviews
from bot.schedule.quiet import Quiet
from bot.state.database import Database
from bot.state.ledger import Outcome, Planned
from handlers.addresses import Addresses
from handlers.slack.review_message import review_message
from knowledge.answer import Answer
from knowledge.review.reach import Reach, reached
from knowledge.review.review import Review
from knowledge.review.told import channel_post, direct_message

LOOKED_BACK = timedelta(days=200)
"""How far the review before is looked for: quarters and their holidays are shorter."""


def channel_schedules(settings: ReviewSettings, workspace: str, since: float) -> list[Schedule]:
    """What is to be planned for the channels that the settings name, from `since` (seconds since 1970) on."""
    if all(rule.channel is None for rule in settings.rules):
        return []
    return [Schedule(workspace, p.channel, p.rule, p.zone, p.days, since) for p in plans(settings) if p.channel]


def people_schedules(settings: ReviewSettings, people: NamedPeople, workspace: str, since: float) -> list[Schedule]:
    """The same for the people that the settings name: by their own rule, else with the first channel."""
    found: dict[str, Schedule] = {}
    for plan in plans(settings) if channel_schedules(settings, workspace, since) else []:
        for person in _people_of(plan, settings, people):
            mine = for_person(plan, person, people)
            found.setdefault(person, Schedule(workspace, person, mine.rule, mine.zone, mine.days, since))
    return list(found.values())


def _people_of(plan: Plan, settings: ReviewSettings, people: NamedPeople) -> list[str]:
    """The ids of those who are written to by a plan."""
    alone = [rule.owner for rule in settings.rules if rule.owner is not None]
    if plan.owner is not None:
        return list(people.ids.get(plan.owner, ()))
    first = next(rule.channel for rule in settings.rules if rule.channel is not None)
    theirs = {person for name in alone for person in people.ids.get(name, ())}
    everybody = dict.fromkeys(person for ids in people.ids.values() for person in ids)
    return [person for person in everybody if person not in theirs] if plan.channel == first else []


@dataclass(frozen=True)
class ReviewPosts:
    """Draws a message when it is sent, so that it says what is true then."""

    now: Callable[[], Awaitable[Reviewing]]
    """The pages, the settings and what is remembered, as they are when it is called."""
    today: Callable[[], date]
    addresses: Addresses = Addresses()

    async def compose(self, planned: Planned) -> Letter | None:
        """The post of a channel or what a person is asked; None when there is nothing (any more) to tell them."""
        reviewing = await self.now()
        plan = next((p for p in plans(reviewing.settings) if _is_for(planned.place, p, reviewing)), None)
        if plan is None:
            return None
        review = self._review(reviewing, plan, planned.payload["due"])
        told = _post(review, reviewing) if plan.channel == planned.place else _asked(review, reviewing, planned.place)
        return None if told is None else Letter(planned, review_message(told, self.addresses).as_arguments())

    def _review(self, reviewing: Reviewing, plan: Plan, due: float) -> Review:
        """The review that began when it was due, as it stands today."""
        today, began = self.today(), datetime.fromtimestamp(due, UTC).astimezone(plan.zone).date()
        before = [run.day for run in runs(plan, began - LOOKED_BACK, began - timedelta(days=1))]
        following = next(runs(plan, today + timedelta(days=1), date.max))
        return reviewing.on(today, following.day, before[-1] if before else None, began)


def _is_for(place: str, plan: Plan, reviewing: Reviewing) -> bool:
    settings = reviewing.settings
    if not channel_schedules(settings, "", 0.0):
        return False
    return plan.channel == place or place in _people_of(plan, settings, reviewing.people)


def _post(review: Review, reviewing: Reviewing) -> Answer | None:
    if not review.due and reviewing.settings.when_nothing is WhenNothing.SILENCE:
        return None
    return channel_post(review, Reach(tuple(reviewing.people.ids), reviewing.settings.stands_in))


def _asked(review: Review, reviewing: Reviewing, person: str) -> Answer | None:
    """What a person is asked, under all their names."""
    names = reviewing.people.owners(person)
    put = reached(review, Reach(tuple(reviewing.people.ids), reviewing.settings.stands_in))
    is_asked = any(not set(names).isdisjoint(due.asked) for due in put.due)
    return direct_message(put, *names) if is_asked else None


@dataclass(frozen=True)
class Rounds:
    """Plans what is due and sends it, a round at a time."""

    database: Database
    courier: Courier
    quiet: Quiet | None = None
    """When people may be written to, where a schedule says nothing else; None: at any time."""

    async def once(self, schedules: Sequence[Schedule]) -> list[Outcome]:
        """Plan by the clock of the database, then deal with all that is due; what became of each."""
        async with self.database.read() as connection:
            now = (await connection.execute(select(self.database.now))).scalar_one()
        await plan_reviews(self.courier.ledger, schedules, now)
        courier, outcomes = self._courier(schedules), list[Outcome]()
        while (outcome := await courier.deliver_next()) is not None:
            outcomes.append(outcome)
        return outcomes

    def _courier(self, schedules: Sequence[Schedule]) -> Courier:
        """The courier, who sends to each place by the clock and the days of its schedule."""
        if self.quiet is None:
            return self.courier
        hours = {(s.workspace, s.place): Hours(s.zone, s.days) for s in schedules}
        return replace(self.courier, wait=replace(self.quiet, hours=hours).wait)
