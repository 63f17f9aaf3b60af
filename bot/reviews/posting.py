"""Reviews on their way to channels: planned when they are due, drawn when they are sent, sent once.

`Rounds.once` is one tick. Any number of replicas may make theirs at the same time: the ledger sees to it
that each review is sent by one of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from bot.delivery.courier import Courier, Letter
from bot.reviews.reviewing import Reviewing
from bot.reviews.runs import Plan, plans, runs
from bot.reviews.settings import ReviewSettings, WhenNothing
from bot.schedule.planner import Schedule, plan_reviews
from bot.state.database import Database
from bot.state.ledger import Outcome, Planned
from handlers.addresses import Addresses
from handlers.slack.review_message import review_message
from knowledge.review.review import Review
from knowledge.review.told import channel_post

LOOKED_BACK = timedelta(days=200)
"""How far the review before is looked for: quarters and their holidays are shorter."""


def channel_schedules(settings: ReviewSettings, workspace: str, since: float) -> list[Schedule]:
    """What is to be planned for the channels that the settings name, from `since` (seconds since 1970) on."""
    if all(rule.channel is None for rule in settings.rules):
        return []
    return [Schedule(workspace, p.channel, p.rule, p.zone, p.days, since) for p in plans(settings) if p.channel]


@dataclass(frozen=True)
class ReviewPosts:
    """Draws the post of a channel when it is sent, so that it says what is true then."""

    now: Callable[[], Awaitable[Reviewing]]
    """The pages, the settings and what is remembered, as they are when it is called."""
    today: Callable[[], date]
    addresses: Addresses = Addresses()

    async def compose(self, planned: Planned) -> Letter | None:
        """The post; None when its rule was taken back, or nothing is due and then nothing is to be said."""
        reviewing = await self.now()
        plan = next((p for p in plans(reviewing.settings) if p.channel == planned.place), None)
        if plan is None:
            return None
        review = self._review(reviewing, plan, planned.payload["due"])
        if not review.due and reviewing.settings.when_nothing is WhenNothing.SILENCE:
            return None
        told = channel_post(review, reviewing.reach(review))
        return Letter(planned, review_message(told, self.addresses).as_arguments())

    def _review(self, reviewing: Reviewing, plan: Plan, due: float) -> Review:
        """The review that began when it was due, as it stands today."""
        today, began = self.today(), datetime.fromtimestamp(due, UTC).astimezone(plan.zone).date()
        before = [run.day for run in runs(plan, began - LOOKED_BACK, began - timedelta(days=1))]
        following = next(runs(plan, today + timedelta(days=1), date.max))
        return reviewing.on(today, following.day, before[-1] if before else None, began)


@dataclass(frozen=True)
class Rounds:
    """Plans what is due and sends it, a round at a time."""

    database: Database
    courier: Courier

    async def once(self, schedules: Sequence[Schedule]) -> list[Outcome]:
        """Plan by the clock of the database, then deal with all that is due; what became of each."""
        async with self.database.read() as connection:
            now = (await connection.execute(select(self.database.now))).scalar_one()
        await plan_reviews(self.courier.ledger, schedules, now)
        outcomes: list[Outcome] = []
        while (outcome := await self.courier.deliver_next()) is not None:
            outcomes.append(outcome)
        return outcomes
