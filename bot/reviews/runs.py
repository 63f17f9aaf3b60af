"""The reviews that are to come: for each rule of the settings, every period with its moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.people import NamedPeople
from bot.reviews.settings import ReviewRule, ReviewSettings
from bot.schedule.due import Slot, due_at, moment, slot_of
from bot.schedule.rule import Rule, read_rule
from bot.schedule.working_days import WorkingDays, public_holidays

SAID_IN_CHAT = ReviewRule(channel="where somebody says /roadmap review here")
"""What counts as long as the settings name no rule for a channel."""


@dataclass(frozen=True)
class Plan:
    """One rule with the clock and the working days it goes by."""

    channel: str | None
    owner: str | None
    rule: Rule
    zone: ZoneInfo
    days: WorkingDays


@dataclass(frozen=True)
class Run:
    """One period of a plan: when it is due (UTC), and the day of the next one."""

    plan: Plan
    key: str
    at: datetime
    next_day: date

    @property
    def day(self) -> date:
        """The day it is due, by the clock of its zone."""
        return self.at.astimezone(self.plan.zone).date()

    def after(self, working_days: int) -> datetime:
        """The moment (UTC), so many working days later, at the same time of day."""
        day = self.plan.days.nth(self.day + timedelta(days=1), working_days)
        return moment(day, self.plan.rule.at, self.plan.zone, self.plan.days)


def plans(settings: ReviewSettings) -> list[Plan]:
    """A plan for each rule; without one for a channel, the default for the channel that asks for it in chat."""
    rules = list(settings.rules)
    if all(rule.channel is None for rule in rules):
        rules.insert(0, SAID_IN_CHAT)
    return [_plan(rule, settings) for rule in rules]


def for_person(plan: Plan, person: str, people: NamedPeople) -> Plan:
    """The plan by the clock and the holidays of one person (an id).

    Their clock is the one that the settings name for them, else the one of an owner's own rule, else the one the
    platform tells, else that of the plan.
    """
    ruled = plan.rule.zone if plan.owner is not None else None
    zone = people.zones.get(person) or ruled or people.learned.get(person)
    place = people.holidays.get(person)
    days = plan.days if place is None else replace(plan.days, free=public_holidays(place))
    return replace(plan, zone=plan.zone if zone is None else ZoneInfo(zone), days=days)


def runs(plan: Plan, first: date, last: date) -> Iterator[Run]:
    """The periods due on a day from `first` to `last`, both included, in order.

    A week that is all holidays is due with the week after it: only that one is sent, as the planner does it.
    """
    slot = slot_of(plan.rule.every, first - timedelta(days=31))
    while True:
        following = slot_of(plan.rule.every, slot.end)
        run = Run(plan, slot.key, _at(plan, slot), _at(plan, following).astimezone(plan.zone).date())
        if run.day > last:
            return
        if run.day >= first and run.at < _at(plan, following):
            yield run
        slot = following


def _plan(rule: ReviewRule, settings: ReviewSettings) -> Plan:
    read = read_rule(rule.rule)
    return Plan(rule.channel, rule.owner, read, ZoneInfo(read.zone or settings.zone), settings.days(rule.holidays))


def _at(plan: Plan, slot: Slot) -> datetime:
    return due_at(plan.rule, slot, plan.zone, plan.days).astimezone(UTC)
