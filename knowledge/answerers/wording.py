"""How things are said: dates beside the clock, cautions, lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.answer import Caution
from knowledge.answerers.case import About, Case
from knowledge.model import Feature, Field, StatusKind, Value
from knowledge.period import Grain, Period
from knowledge.question.question import Window
from knowledge.said import Said, joined, say, to_say
from knowledge.timeframe import TimeframeKind

_MONTHS = (
    say("Jan", "month"),
    say("Feb", "month"),
    say("Mar", "month"),
    say("Apr", "month"),
    say("May", "month"),
    say("Jun", "month"),
    say("Jul", "month"),
    say("Aug", "month"),
    say("Sep", "month"),
    say("Oct", "month"),
    say("Nov", "month"),
    say("Dec", "month"),
)


def day(when: date) -> Said:
    """A day as people write it: "31 Dec 2026"."""
    return say("{day} {month} {year}", day=when.day, month=_MONTHS[when.month - 1], year=when.year)


def days(period: Period) -> Said:
    """The days of a period: "1 Oct to 31 Dec 2026", "from 1 Jan 2027 on"."""
    start, last = period.start, period.last
    if last is None:
        return say("from {day} on", day=day(start))
    if last == start:
        return day(start)
    same_year = start.year == last.year
    first = say("{day} {month}", day=start.day, month=_MONTHS[start.month - 1]) if same_year else day(start)
    return say("{first} to {last}", first=first, last=day(last))


_NAMES_OF_TIMES = re.compile(r"\b[qh][1-4]\b", re.IGNORECASE)


def window_words(window: Window) -> Said:
    """The time asked about in the words of the question, quarters and months written as names: "Q3", "May"."""
    text = _NAMES_OF_TIMES.sub(lambda m: m.group().upper(), window.text)
    if window.period.grain is Grain.MONTH and " " not in text and not _SMALL.fullmatch(text.lower()):
        text = text[:1].upper() + text[1:]
    first = text.partition(" ")[0].lower()
    if first in _MASCULINE:
        return say("{time}", "masculine", time=text)
    return say("{time}", "feminine", time=text) if first in _FEMININE else say("{time}", time=text)


_SMALL = re.compile("enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre")
"""Months that Spanish writes with a small letter."""

_MASCULINE = frozenset(
    {"próximo", "proximo", "siguiente", "último", "ultimo", "pasado", "presente", "mes", "trimestre", "semestre", "año"}
    | {"ano", "primer", "segundo", "tercer", "cuarto", "resto", "verano", "otoño", "invierno", "fin", "final"}
)
_FEMININE = frozenset({"próxima", "proxima", "última", "ultima", "pasada", "semana", "primera", "segunda", "primavera"})
"""First words of a time that has an article in Spanish."""


def names(parts: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    listed, last = joined(", ", parts[:-1]), parts[-1]
    if _SOUNDS_LIKE_I.match(last):
        return say("{listed} and {last}", "before the sound of i", listed=listed, last=last)
    return say("{listed} and {last}", listed=listed, last=last)


def any_of(parts: Sequence[str]) -> str:
    """ "A", "A or B", "A, B or C"."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    listed, last = joined(", ", parts[:-1]), parts[-1]
    if _SOUNDS_LIKE_O.match(last):
        return say("{listed} or {last}", "before the sound of o", listed=listed, last=last)
    return say("{listed} or {last}", listed=listed, last=last)


_SOUNDS_LIKE_I = re.compile(r"\W*(?:i|hi(?![ae])|y(?![aeiou]))", re.IGNORECASE)
_SOUNDS_LIKE_O = re.compile(r"\W*h?o", re.IGNORECASE)
"""Beginnings of words before which some languages have another "and" and "or" (Spanish: "e", "u")."""


def sentence(text: str) -> str:
    """Words of a page at the end of a sentence: with one full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def shortened(text: str, most: int) -> str:
    """At most `most` characters of a page's words, cut between words with "…"."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def quoted(text: str) -> Said:
    """Words of a page in quotation marks."""
    return say("“{text}”", text=text)


def is_done(feature: Feature) -> bool:
    """Does a page say that it is finished or in use?"""
    return any(v.kind in (StatusKind.DONE, StatusKind.LIVE) for v in feature.values(Field.STATUS))


def is_over(feature: Feature) -> bool:
    """Does nobody wait for it any more: is it done, or dropped?"""
    return is_done(feature) or any(v.kind == StatusKind.DROPPED for v in feature.values(Field.STATUS))


def is_disputed(feature: Feature) -> bool:
    """Does one page say that it is finished or in use, and another one that it is not?"""
    said = {v.kind in (StatusKind.DONE, StatusKind.LIVE) for v in feature.values(Field.STATUS) if v.kind is not None}
    return len(said) > 1


def has_passed(value: Value | None, today: date) -> bool:
    """Did the window end before today, with no word of what really happened?"""
    if value is None or value.period is None or (value.timeframe is not None and value.timeframe.actual is not None):
        return False
    return value.period.ended_before(today)


def when(name: str, value: Value, feature: Feature, today: date, with_status: bool = True) -> str:
    """A sentence that tells a feature's time beside the clock, in the page's words."""
    period = value.period
    if period is None:
        return _undated(name, value)
    rough = value.timeframe is not None and value.timeframe.rough
    planned = say("{text} (within {days})" if rough else "{text} ({days})", text=value.text, days=days(period))
    if value.explained:
        line = value.explained[0]
        by_heading = to_say("{text}, in the year of “{line}” ({days})")
        template = by_heading if line.inherited == "year" else to_say("{text}, which is dated {line} ({days})")
        planned = say(template, text=value.text, line=line.text, days=days(period))
    if value.timeframe is not None and value.timeframe.actual is not None:
        return say(_of(name, _ACTUAL), name=name, written=quoted(value.text))
    if period.ended_before(today):
        return _over(name, planned, feature, with_status)
    if period.start <= today:
        return say(_of(name, _UNDER_WAY), name=name, planned=planned)
    return say(_of(name, _AHEAD), name=name, planned=planned)


IT = "It"
"""The name of what the sentence before is about."""

_ACTUAL = to_say("{name} is written with its plan and what really was: {written}.")
_AHEAD = to_say("{name} is planned for {planned}.")
_UNDER_WAY = to_say("{name} is planned for {planned}, which is under way.")
_WAS_PLANNED = to_say("{name} was planned for {planned}.")
_STATUS_READS = to_say("{name} was planned for {planned}; its status reads {status}.")
_OVER_DISPUTED = to_say(
    "{name} was planned for {planned}. That window has ended, and the pages disagree whether it was delivered."
)
_OVER_UNTOLD = to_say("{name} was planned for {planned}. That window has ended, and no page says it was delivered.")
_OF_IT = {
    _ACTUAL: to_say("It is written with its plan and what really was: {written}."),
    _AHEAD: to_say("It is planned for {planned}."),
    _UNDER_WAY: to_say("It is planned for {planned}, which is under way."),
    _WAS_PLANNED: to_say("It was planned for {planned}."),
    _STATUS_READS: to_say("It was planned for {planned}; its status reads {status}."),
    _OVER_DISPUTED: to_say(
        "It was planned for {planned}. That window has ended, and the pages disagree whether it was delivered."
    ),
    _OVER_UNTOLD: to_say("It was planned for {planned}. That window has ended, and no page says it was delivered."),
}
"""The same of what was named just before: other languages say it in another way."""


def _of(name: str, template: str) -> str:
    return _OF_IT[template] if name == IT else template


def _over(name: str, planned: Said, feature: Feature, with_status: bool) -> Said:
    """The same of a time that has ended."""
    if is_disputed(feature):
        return say(_of(name, _OVER_DISPUTED), name=name, planned=planned)
    if not is_done(feature):
        return say(_of(name, _OVER_UNTOLD), name=name, planned=planned)
    if feature.status is None or not with_status:
        return say(_of(name, _WAS_PLANNED), name=name, planned=planned)
    status = quoted(feature.status.text)
    return say(_of(name, _STATUS_READS), name=name, planned=planned, status=status)


_WITHOUT_DAYS = {
    TimeframeKind.ONGOING: to_say("{name} is written as {text}: it goes on, with no dates."),
    TimeframeKind.NOT_STATED: to_say("The date of {name} is left open: {text}."),
    TimeframeKind.CONDITIONAL: to_say("{name} is written as {text}: it depends on something, and no date is given."),
    TimeframeKind.RELATIVE: to_say(
        "{name} is written as {text}: it is counted from something else, and no date is given."
    ),
    TimeframeKind.DURATION: to_say("{name} is written as {text}: that is how long it takes; no date is given."),
    TimeframeKind.RELEASE: to_say("{name} is planned for {text}; no date of that release is written."),
    TimeframeKind.TWO_WAYS: to_say(
        "The date of {name} is written as {text}, and nothing tells which number is the month."
    ),
}
_NO_YEAR = to_say("{name} is written as {text}: no year is given.")
_NO_DATE = to_say("{name} is written as {text}: no date is given.")


def _undated(name: str, value: Value) -> str:
    template = _WITHOUT_DAYS.get(value.timeframe.kind) if value.timeframe else None
    if template is None:
        template = _NO_YEAR if any(c.isdigit() for c in value.text) else _NO_DATE
    return say(template, name=name, text=quoted(value.text))


PAST_WINDOW = say("Its window has ended, and no page says it was delivered.")


def past_window(about: About, today: date) -> Caution | None:
    """That the window has ended without a page saying how."""
    value = about.feature.timeframe
    if not has_passed(value, today) or is_over(about.feature):
        return None
    return Caution(PAST_WINDOW)


def not_understood(case: Case) -> Caution | None:
    """Which words of the question no page knows, when some were left over."""
    first = case.first
    if first is None:
        return None
    known = set((first.feature.area + " " + first.feature.key).replace("/", " ").replace("-", " ").split())
    texts = " ".join(v.text.lower() for m in first.feature.mentions for v in m.values)
    words = [
        w for w in case.question.left_over if w not in known and w not in texts and not case.roadmap.names.knows(w)
    ]
    if not words:
        return None
    return Caution(say("I did not find {words} on the roadmap.", words=quoted(" ".join(words))))
