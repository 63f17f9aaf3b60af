"""`roadmap-bot reviews --dry-run`: what would be sent when, to whom. Nothing is sent.

The pages are those of now, and nobody answers: it is what would happen if they were left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reviews.reviewing import Reviewing
from bot.reviews.runs import Plan, Run, plans, runs
from bot.reviews.settings import WhenNothing
from handlers import plain
from knowledge.answer import Answer
from knowledge.review.escalation import AFTER, Step, Waiting, escalate
from knowledge.review.review import Due, Review
from knowledge.review.told import channel_post, direct_message, stale_list

ONE_MONTH = timedelta(days=31)
"""What a dry run covers when it is not told."""

LONGEST = timedelta(days=3 * 366)
"""What it covers at most."""


@dataclass(frozen=True)
class Sending:
    """One message of the future: when (UTC), by which clock it is shown, to whom, why, and the message."""

    at: datetime
    zone: ZoneInfo
    to: str
    why: str
    answer: Answer

    @property
    def lines(self) -> list[str]:
        """As it is printed: a line that says when and to whom, the message indented."""
        when = self.at.astimezone(self.zone)
        body = plain.render(self.answer).splitlines()
        return [f"{when:%Y-%m-%d %H:%M} {self.zone.key}, to {self.to}: {self.why}", *(f"    {line}" for line in body)]


@dataclass(frozen=True)
class DryRun:
    """Everything that a stretch of days would bring, from the pages as they are."""

    reviewing: Reviewing

    def lines(self, first: date, last: date) -> Iterator[str]:
        """The messages of those days as they are printed, and what there is to say where there are none."""
        found = self.sendings(first, last)
        for sending in found:
            yield from sending.lines
        if not found:
            yield f"Nothing would be sent from {first} to {last}."

    def sendings(self, first: date, last: date) -> list[Sending]:
        """Every message of the reviews that are due from `first` to `last`, both included, in order of time."""
        every = plans(self.reviewing.settings)
        asking = next(plan for plan in every if plan.channel is not None)
        alone = frozenset(plan.owner for plan in every if plan.owner is not None)
        found: list[Sending] = []
        for plan in every:
            since: date | None = None
            for run in runs(plan, first, last):
                review = self.reviewing.on(run.day, run.next_day, since)
                since = run.day
                found += self._channel(run, review) if plan.channel is not None else []
                people = self._people(plan, review, alone) if plan.owner is not None or plan is asking else {}
                found += [
                    self._sending(run, p, f"review {run.key}", _told(review, p, due)) for p, due in people.items()
                ]
                found += self._again(run, review, people)
                found += self._stale(run, review) if plan is asking else []
        return sorted(found, key=lambda sending: sending.at)

    def _channel(self, run: Run, review: Review) -> Iterator[Sending]:
        if review.due or self.reviewing.settings.when_nothing is WhenNothing.RECEIPT:
            told = channel_post(review, self.reviewing.reach(review))
            yield self._sending(run, f"channel {run.plan.channel}", f"review {run.key}", told)

    def _people(self, plan: Plan, review: Review, alone: frozenset[str]) -> Mapping[str, tuple[Due, ...]]:
        """Who is written to by a plan: one owner, or all who have no rule of their own."""
        every = review.by_person()
        if plan.owner is not None:
            return {plan.owner: every[plan.owner]} if plan.owner in every else {}
        return {person: due for person, due in every.items() if person not in alone}

    def _again(self, run: Run, review: Review, people: Mapping[str, tuple[Due, ...]]) -> Iterator[Sending]:
        """What follows for those people when nobody answers: they are asked again, then whoever stands in."""
        every = {d.place: d for due in people.values() for d in due}.values()
        theirs = [replace(d, asked=tuple(p for p in d.asked if p in people)) for d in every]
        for step in (Step.AGAIN, Step.STAND_IN):
            waiting = [Waiting(d, AFTER[step], Step(step - 1)) for d in theirs]
            for nudge in escalate(waiting, self.reviewing.settings.stands_in).nudges:
                due = tuple(_put_to(nudge.person, d, step) for _, d in nudge.due)
                yield self._later(run, step, nudge.person, _told(review, nudge.person, due))

    def _stale(self, run: Run, review: Review) -> Iterator[Sending]:
        days = AFTER[Step.STALE]
        stale = escalate([Waiting(d, days, Step.STAND_IN) for d in review.due], self.reviewing.settings.stands_in).stale
        if stale:
            told = stale_list(review, stale, days)
            yield self._later(run, Step.STALE, f"channel {run.plan.channel}", told)

    def _later(self, run: Run, step: Step, to: str, told: Answer) -> Sending:
        days = AFTER[step]
        why = f"review {run.key}, {days} working days on, if nobody answers"
        return Sending(run.after(days), run.plan.zone, to, why, told)

    def _sending(self, run: Run, to: str, why: str, told: Answer) -> Sending:
        return Sending(run.at, run.plan.zone, to, why, told)


def _told(review: Review, person: str, due: tuple[Due, ...]) -> Answer:
    """What one person is told of those things."""
    return direct_message(replace(review, due=due), person)


def _put_to(person: str, due: Due, step: Step) -> Due:
    """A thing as it is asked of whoever answers for it by then."""
    if step is Step.AGAIN:
        return replace(due, asked=(person,))
    return replace(due, asked=(person,), stands_in=f"nobody answered for {AFTER[step]} working days")
