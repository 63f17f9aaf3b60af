"""A rule for reviews, and a time zone, in words that can be said in other languages."""

from __future__ import annotations

from bot.schedule.rule import DayOfMonth, Every, Rule, Weekday, WorkingDay
from knowledge.said import Said, say

_EVERY = {
    Every.WEEK: say("weekly", "rule"),
    Every.MONTH: say("monthly", "rule"),
    Every.QUARTER: say("quarterly", "rule"),
}
_NTH = {
    1: say("first", "rule"),
    2: say("second", "rule"),
    3: say("third", "rule"),
    4: say("fourth", "rule"),
    5: say("fifth", "rule"),
    -1: say("last", "rule"),
}
_WEEKDAYS = (
    say("monday", "rule"),
    say("tuesday", "rule"),
    say("wednesday", "rule"),
    say("thursday", "rule"),
    say("friday", "rule"),
    say("saturday", "rule"),
    say("sunday", "rule"),
)


def rule_words(rule: Rule, zone: str) -> Said:
    """ "monthly on the first working day at 09:30 Europe/Madrid"."""
    at = f"{rule.at:%H:%M}"
    return say(
        "{every} {on} at {time} {zone}", every=_EVERY[rule.every], on=_day(rule), time=at, zone=rule.zone or zone
    )


def _day(rule: Rule) -> Said:
    match rule.day:
        case WorkingDay(n):
            return say("on the {nth} working day", nth=_NTH[n])
        case DayOfMonth(-1):
            return say("on the last day")
        case DayOfMonth(n):
            return say("on day {number}", number=n)
        case Weekday(n, day) if rule.every is not Every.WEEK:
            return say("on the {nth} {weekday}", nth=_NTH[n], weekday=_WEEKDAYS[day])
        case Weekday(_, day):
            return say("on {weekday}", weekday=_WEEKDAYS[day])
