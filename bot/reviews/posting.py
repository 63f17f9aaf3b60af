"""Reviews on their way to channels and owners: planned when they are due, drawn when they are sent, sent once.

`Rounds.once` is one tick. Any number of replicas may make theirs at the same time: the ledger sees to it
that each review is sent by one of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from bot.delivery.courier import Courier, Letter
from bot.delivery.editor import Editor
from bot.people import NamedPeople
from bot.reviews.reminders import STALE, still_waiting
from bot.reviews.reviewing import LOOKED_BACK, Reviewing
from bot.reviews.runs import Plan, for_person, plans, runs
from bot.reviews.settings import ReviewSettings, WhenNothing
from bot.schedule.due import spelled
from bot.schedule.hours import Hours
from bot.schedule.planner import Schedule, plan_reviews
from bot.schedule.quiet import ASKED_FOR, Quiet, is_person
from bot.state.database import Database
from bot.state.ledger import Outcome, Planned
from handlers.addresses import Addresses
from handlers.slack.review_message import Answering, review_message
from knowledge.answer import Answer
from knowledge.review.escalation import AFTER, Step
from knowledge.review.reach import Reach, reached
from knowledge.review.reminder import reminder, shown
from knowledge.review.review import Review
from knowledge.review.told import MOST, all_done, channel_post, direct_message, none_left, stale_list, told_late
from knowledge.said import ENGLISH, Language
from knowledge.translated import translated


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
    """Draws a message when it is sent, so that it says what is true then; and again when that has changed."""

    now: Callable[[str], Awaitable[Reviewing]]
    """The pages, the settings and what is remembered for a workspace, as they are when it is called."""
    today: Callable[[tzinfo], date]
    """The day it is in a time zone."""
    addresses: Addresses = Addresses()
    language: Language = ENGLISH
    """The language they are written in."""

    async def compose(self, planned: Planned) -> Letter | None:
        """The post of a channel or what a person is asked; None when there is nothing (any more) to tell them."""
        drawn = await self._drawn(planned, is_new=True)
        return None if drawn is None else Letter(planned, drawn)

    async def redraw(self, planned: Planned) -> dict[str, Any] | None:
        """The same message as it is now; None when its rule was taken back."""
        return await self._drawn(planned, is_new=False)

    async def _drawn(self, planned: Planned, is_new: bool) -> dict[str, Any] | None:
        reviewing = await self.now(planned.workspace)
        plan = _plan_for(planned, reviewing)
        if plan is None:
            return None
        zone = ZoneInfo(planned.payload.get("zone") or str(plan.zone))
        review = self._review(reviewing, replace(plan, zone=zone), planned.payload["due"])
        if planned.kind != "review":
            drawn = _reminded(planned, reached(review, _reach(reviewing)), is_new)
        else:
            draw = _asked if is_person(planned.place) else _post
            drawn = draw(review, reviewing, planned.place, is_new and not planned.payload.get(ASKED_FOR))
        if drawn is None:
            return None
        told = translated(_if_late(drawn[0], planned, zone, is_new), self.language)
        return review_message(told, self.addresses, drawn[1]).as_arguments()

    def _review(self, reviewing: Reviewing, plan: Plan, due: float) -> Review:
        """The review that began when it was due, as it stands today; what was decided is kept by the zone of all."""
        moment, today = datetime.fromtimestamp(due, UTC), self.today(plan.zone)
        day = moment.astimezone(plan.zone).date()
        before = [run.day for run in runs(plan, day - LOOKED_BACK, day - timedelta(days=1))]
        following = next(runs(plan, today + timedelta(days=1), date.max))
        began = moment.astimezone(ZoneInfo(reviewing.settings.zone)).date()
        return reviewing.on(today, following.day, before[-1] if before else None, began)


def _if_late(told: Answer, planned: Planned, zone: tzinfo, is_new: bool) -> Answer:
    """The same, which says so when a review comes after the day on which it was due."""
    due, payload = datetime.fromtimestamp(planned.payload["due"], zone).date(), planned.payload
    is_late = payload.get("late") or (is_new and told.today > due)
    if planned.kind != "review" or not is_late:
        return told
    return told_late(told, spelled(payload["period"]), due)


def _plan_for(planned: Planned, reviewing: Reviewing) -> Plan | None:
    """The plan a message came from; of one that somebody asked for at once, the first there is."""
    every, settings = plans(reviewing.settings), reviewing.settings
    if planned.payload.get(ASKED_FOR):
        return next((plan for plan in every if plan.channel == planned.place), every[0])
    if not channel_schedules(settings, "", 0.0):
        return None
    people = reviewing.people
    return next(
        (p for p in every if p.channel == planned.place or planned.place in _people_of(p, settings, people)), None
    )


def _post(review: Review, reviewing: Reviewing, _: str, is_new: bool) -> tuple[Answer, Answering] | None:
    """The post of a channel: with the answers to what it shows."""
    if is_new and not review.due and reviewing.settings.when_nothing is WhenNothing.SILENCE:
        return None
    return channel_post(review, _reach(reviewing)), Answering(review.due[:MOST])


def _asked(review: Review, reviewing: Reviewing, person: str, is_new: bool) -> tuple[Answer, Answering] | None:
    """What a person is asked, under all their names."""
    names = reviewing.people.owners(person)
    put = reached(review, _reach(reviewing))
    theirs = put.of_person(names)
    if not theirs:
        return None if is_new else (all_done(put), Answering())
    return direct_message(put, *names), Answering(theirs, is_asked=True, is_all=True)


def _reach(reviewing: Reviewing) -> Reach:
    return Reach(tuple(reviewing.people.ids), reviewing.settings.stands_in)


def _reminded(planned: Planned, review: Review, is_new: bool) -> tuple[Answer, Answering] | None:
    """What a person is reminded of, or the list of what nobody answered: what still waits of it."""
    waits = still_waiting(planned.payload, review)
    if not waits:
        return None if is_new else (none_left(review), Answering())
    if planned.kind == STALE:
        due = [due for _, due in waits]
        return stale_list(review, due, AFTER[Step.STALE]), Answering(tuple(due[:MOST]))
    is_asked = all(step is not Step.STAND_IN for step, _ in waits)
    return reminder(review, waits), Answering(shown(waits), is_asked)


@dataclass(frozen=True)
class Rounds:
    """Plans what is due and sends it, a round at a time."""

    database: Database
    courier: Courier
    quiet: Quiet | None = None
    """When people may be written to, where a schedule says nothing else; None: at any time."""
    editor: Editor | None = None
    """Who draws anew what was sent; None: it stays as it was."""

    async def once(self, schedules: Sequence[Schedule]) -> list[Outcome]:
        """Plan by the clock of the database, then deal with all that is due; what became of each."""
        await plan_reviews(self.courier.ledger, schedules, await self.database.clock())
        courier, outcomes = self._courier(schedules), list[Outcome]()
        while (outcome := await courier.deliver_next()) is not None:
            outcomes.append(outcome)
        if self.editor is not None:
            await self.editor.bring_up_to_date()
        return outcomes

    def _courier(self, schedules: Sequence[Schedule]) -> Courier:
        """The courier, who sends to each place by the clock and the days of its schedule."""
        if self.quiet is None:
            return self.courier
        hours = {(s.workspace, s.place): Hours(s.zone, s.days) for s in schedules}
        return replace(self.courier, wait=replace(self.quiet, hours=hours).wait)
