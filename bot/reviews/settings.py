"""When reviews are due and who is asked: the `reviews` of roadmap.yaml (docs/reviews.md)."""

from __future__ import annotations

import re
from datetime import time
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.schedule.hours import Hours
from bot.schedule.named import A_PLACE, A_ZONE, HolidaysOf, ZoneName, known_zone
from bot.schedule.rule import EXAMPLES, read_rule
from bot.schedule.working_days import DAYS, MONDAY_TO_FRIDAY, WorkingDays, public_holidays

ALL_DAY = (time(8), time(18))
"""Hours in which people are written to, where the settings name none."""

_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*(?:-|–|to)\s*(\d{1,2}):(\d\d)")


class WhenNothing(StrEnum):
    """What a channel gets when nothing is due."""

    RECEIPT = "receipt"
    SILENCE = "silence"


def _rule(text: str) -> str:
    zone = read_rule(text).zone
    if zone is not None:
        known_zone(zone)
    return text


def _weekday(text: str) -> str:
    if text.lower() not in DAYS:
        raise ValueError("no day")
    return text.lower()


def _hours(text: str) -> str:
    hours_of(text)
    return text


def hours_of(text: str) -> tuple[time, time]:
    """The hours that "08:00-18:00" or "00:00-24:00" names.

    Raises ValueError when it names none, or the end is not after the start.
    """
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError("no hours")
    opens, ends = time(int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    closes = time.max if ends == (24, 0) else time(*ends)
    if opens >= closes:
        raise ValueError("no time is left")
    return opens, closes


class ReviewRule(BaseModel):
    """When one channel gets its post, or one owner their message."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: str | None = Field(default=None, min_length=1, description="the id of a channel, such as C0123456789")
    owner: str | None = Field(default=None, min_length=1, description="an owner as the pages write it")
    rule: Annotated[str, AfterValidator(_rule)] = Field(
        default=EXAMPLES[0].rpartition(" ")[0],
        description=f"such as {'; '.join(f'“{example}”' for example in EXAMPLES)}",
    )
    holidays: HolidaysOf | None = Field(default=None, description=A_PLACE)
    """Whose public holidays count, where they are not those of all the others."""

    @model_validator(mode="after")
    def _is_for_one(self) -> ReviewRule:
        if (self.channel is None) == (self.owner is None):
            raise ValueError("a channel or an owner")
        return self


class ReviewSettings(BaseModel):
    """Everything roadmap.yaml sets of reviews. Descriptions say what is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[ReviewRule, ...] = Field(
        default=(),
        description='lines such as {channel: C0123456789, rule: "monthly on day 15"}, or with owner: Dana, '
        "each channel and each owner once",
    )
    zone: ZoneName = Field(default="UTC", description=A_ZONE)
    """Of rules that name none."""
    working_days: tuple[Annotated[str, AfterValidator(_weekday)], ...] = Field(
        default=tuple(DAYS[n] for n in sorted(MONDAY_TO_FRIDAY)),
        min_length=1,
        description=f"a list of days, of {', '.join(DAYS)}",
    )
    working_hours: Annotated[str, AfterValidator(_hours)] = Field(
        default=f"{ALL_DAY[0]:%H:%M}-{ALL_DAY[1]:%H:%M}", description="two times with the later one behind: 08:00-18:00"
    )
    """Nobody is written to outside of them."""
    holidays: HolidaysOf | None = Field(default=None, description=A_PLACE)
    cycle_days: int = Field(default=31, ge=1, le=3_660, strict=True, description="a number of days, 1 to 3660")
    """The review cycle of pages where no page writes one."""
    most_a_day: int = Field(default=3, ge=1, le=50, strict=True, description="a number of messages, 1 to 50")
    """What one person gets in a day without having asked for it; the rest comes on the next days of work."""
    stands_in: str = Field(default="", description="the name of whoever is asked in the place of an owner")
    when_nothing: WhenNothing = Field(default=WhenNothing.RECEIPT, description="receipt or silence")

    @field_validator("rules")
    @classmethod
    def _has_each_once(cls, rules: tuple[ReviewRule, ...]) -> tuple[ReviewRule, ...]:
        if len({(rule.channel, rule.owner) for rule in rules}) < len(rules):
            raise ValueError("a channel or an owner has two rules")
        return rules

    def hours(self) -> Hours:
        """When people are written to of whom nothing else is known."""
        return Hours(ZoneInfo(self.zone), self.days())

    def days(self, holidays: str | None = None) -> WorkingDays:
        """The working days and hours, with the public holidays of a place: the one named here, else of the settings."""
        place = holidays or self.holidays
        opens, closes = hours_of(self.working_hours)
        weekdays = frozenset(DAYS.index(day) for day in self.working_days)
        return WorkingDays(weekdays, public_holidays(place) if place else frozenset(), opens, closes)
