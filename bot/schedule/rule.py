"""When reviews are due, as people write it: "monthly on the first working day at 09:30 Europe/Madrid"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from bot.schedule.working_days import DAYS
from knowledge.said import Said, joined, say

EXAMPLES = (
    "monthly on the first working day at 09:30 Europe/Madrid",
    "monthly on day 15",
    "monthly on the last friday at 14:00",
    "weekly on tuesday",
    "quarterly on the second working day",
)
"""Rules that are understood; the first is the shape of the default."""


class Every(StrEnum):
    """How often."""

    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """The nth working day from the start of the period, or the nth from its end when negative."""

    n: int


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The nth day of the period's first month, its last when the month is shorter; -1: the last."""

    n: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """The nth Monday (0) to Sunday (6) of the period's first month; the last one when there are fewer, or -1."""

    n: int
    day: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A day of every week, month or quarter, and a time of day there; `zone` when the rule names one."""

    every: Every
    day: WorkingDay | DayOfMonth | Weekday
    at: time = time(9, 30)
    zone: str | None = None


DEFAULT = Rule(Every.MONTH, WorkingDay(1))


class RuleError(ValueError):
    """A rule that is not understood; the message quotes it and shows what would be."""

    def __init__(self, told: Said) -> None:
        super().__init__(told)
        self.told = told


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_SHAPE = re.compile(
    rf"""
    (?P<every> weekly | monthly | quarterly )
    (?: \s+ on \s+ (?:the\s+)? (?:
          (?P<nth> \w+ ) \s+ working\s+day
        | day \s+ (?P<day> \d{{1,2}} )
        | (?P<date> \d{{1,2}} ) (?:st|nd|rd|th)
        | (?P<last> last ) \s+ day
        | (?: (?P<which> {"|".join(_ORDINALS)} ) \s+ )? (?P<weekday> {"|".join(DAYS)} )
    ) )?
    (?: \s+ at \s+ (?P<hour> \d{{1,2}} ) : (?P<minute> \d\d ) )?
    (?: \s+ (?P<zone> UTC | [A-Za-z]+ (?:/[\w+-]+)+ ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_rule(text: str) -> Rule:
    """The rule `text` states. Raises RuleError when it states none."""
    found = _SHAPE.fullmatch(" ".join(text.split()))
    if found is None:
        raise RuleError(_told(text))
    try:
        at = time(int(found["hour"]), int(found["minute"])) if found["hour"] else DEFAULT.at
        return Rule(every := Every(found["every"].lower()), _day(found, every), at, found["zone"])
    except (KeyError, ValueError) as error:
        raise RuleError(_told(text)) from error


def _day(found: re.Match[str], every: Every) -> WorkingDay | DayOfMonth | Weekday:
    """The day a rule names. Raises KeyError or ValueError when there is no such day in that period."""
    weekday = found["weekday"]
    if every is Every.WEEK and (found["day"] or found["date"] or found["last"] or found["which"]):
        raise ValueError("a week has no such day")
    if weekday:
        if every is not Every.WEEK and not found["which"]:
            raise ValueError("which of them")
        return Weekday(_ORDINALS[(found["which"] or "first").lower()], DAYS.index(weekday.lower()))
    if found["last"]:
        return DayOfMonth(-1)
    if number := found["day"] or found["date"]:
        if not 1 <= int(number) <= 31:
            raise ValueError("no day of a month")
        return DayOfMonth(int(number))
    return WorkingDay(_ORDINALS[(found["nth"] or "first").lower()])


def _told(text: str) -> Said:
    shown = joined("; ", [say("“{text}”", text=example) for example in EXAMPLES])
    return say("{rule} is no rule for reviews; it must be such as {examples}", rule=repr(text), examples=shown)
