"""How a list says what it was asked for: its times, statuses and priorities, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from knowledge.answerers.case import Case
from knowledge.answerers.filters import statuses_asked
from knowledge.answerers.wording import any_of, days, names, quoted, window_words
from knowledge.question.question import Relation, StatusAsked, Window
from knowledge.said import Said, say, say_many


def as_asked(status: StatusAsked) -> str:
    """The status in the words of the question; what "can be used" is told as in use."""
    return say("in use") if status.is_of_use else quoted(status.text or " ".join(status.words))


_TIMES: dict[Relation, Callable[[int, Said], Said]] = {
    Relation.IN: lambda n, time: say_many("is planned for {time}", "are planned for {time}", n, time=time),
    Relation.STARTS: lambda n, time: say_many("starts in {time}", "start in {time}", n, time=time),
    Relation.ENDS: lambda n, time: say_many("ends in {time}", "end in {time}", n, time=time),
    Relation.SHIPS: lambda n, time: say_many("ends in {time}", "end in {time}", n, time=time),
    Relation.ENDS_BY: lambda n, time: say_many("ends by the end of {time}", "end by the end of {time}", n, time=time),
    Relation.SHIPS_BY: lambda n, time: say_many("ends by the end of {time}", "end by the end of {time}", n, time=time),
    Relation.BEFORE: lambda n, time: say_many("ends before {time}", "end before {time}", n, time=time),
    Relation.AFTER: lambda n, time: say_many("starts after {time}", "start after {time}", n, time=time),
    Relation.ENDS_AFTER: lambda n, time: say_many("ends after {time}", "end after {time}", n, time=time),
    Relation.NOT_BEFORE: lambda n, time: say_many(
        "starts no earlier than {time}", "start no earlier than {time}", n, time=time
    ),
    Relation.REACHES: lambda n, time: say_many("runs past {time}", "run past {time}", n, time=time),
}
_TIMES_GONE: dict[Relation, Callable[[int, Said], Said]] = {
    Relation.IN: lambda n, time: say_many("was planned for {time}", "were planned for {time}", n, time=time),
    Relation.STARTS: lambda n, time: say_many("was to start in {time}", "were to start in {time}", n, time=time),
    Relation.ENDS: lambda n, time: say_many("was to end in {time}", "were to end in {time}", n, time=time),
    Relation.SHIPS: lambda n, time: say_many("was to end in {time}", "were to end in {time}", n, time=time),
}
"""The same of a time that has passed; what was planned in it may not have come."""
_TIMES_BARE: dict[Relation, Callable[[int, Said], Said]] = {
    Relation.STARTS: lambda n, time: say_many("starts {time}", "start {time}", n, time=time),
    Relation.ENDS: lambda n, time: say_many("ends {time}", "end {time}", n, time=time),
    Relation.SHIPS: lambda n, time: say_many("ends {time}", "end {time}", n, time=time),
}
_TIMES_BARE_GONE: dict[Relation, Callable[[int, Said], Said]] = {
    Relation.STARTS: lambda n, time: say_many("was to start {time}", "were to start {time}", n, time=time),
    Relation.ENDS: lambda n, time: say_many("was to end {time}", "were to end {time}", n, time=time),
    Relation.SHIPS: lambda n, time: say_many("was to end {time}", "were to end {time}", n, time=time),
}
"""The same of words that stand for a time without "in" ("next quarter")."""

_SAID: dict[str, Callable[[int], Said]] = {
    "overdue": lambda n: say_many(
        "is past its window without word of delivery", "are past their window without word of delivery", n
    ),
    "conflict": lambda n: say_many(
        "is told differently by different pages", "are told differently by different pages", n
    ),
    "unowned": lambda n: say_many("has no owner of its own", "have no owner of their own", n),
    "lacks_timeline": lambda n: say_many("has no date", "have no date", n),
    "lacks_end": lambda n: say_many("has no end date", "have no end date", n),
    "lacks_status": lambda n: say_many("has no status", "have no status", n),
    "lacks_priority": lambda n: say_many("has no priority", "have no priority", n),
    "lacks_effort": lambda n: say_many("has no estimate", "have no estimate", n),
    "lacks_dependency": lambda n: say_many("has no dependencies", "have no dependencies", n),
    "remaining": lambda n: say_many("is not written as done", "are not written as done", n),
    "breaking": lambda n: say_many("is marked as breaking", "are marked as breaking", n),
    "next": lambda n: say_many("starts after today", "start after today", n),
    "ahead": lambda n: say_many("is not past its window", "are not past their window", n),
}
"""How a list says what it was asked for, of one thing and of several."""


def _at(window: Window, number: int, today: date) -> Said:
    """ "start in Q3 2026 (...)", "start next quarter (...)", "were to start in Q4 2025 (...)"."""
    words = window_words(window)
    is_bare = words.split(" ")[0].lower() in _BARE
    plain, bare = (_TIMES_GONE, _TIMES_BARE_GONE) if window.period.ended_before(today) else (_TIMES, _TIMES_BARE)
    verb = (bare.get(window.relation) if is_bare else None) or plain.get(window.relation) or _TIMES[window.relation]
    return verb(number, say("{time} ({days})", time=words, days=days(window.period)))


_BARE = frozenset({"this", "next", "last", "today", "tomorrow", "yesterday"})
"""Words that stand for a time without "in"."""


def told(case: Case, many: bool) -> str:
    """What was asked for as the end of a sentence about one item, or many; empty when nothing was."""
    question = case.question
    number = 2 if many else 1
    parts = _statuses_told(case, number)
    if question.priorities:
        levels = any_of([f"P{n}" for n in question.priorities])
        parts.append(say_many("has priority {levels}", "have priority {levels}", number, levels=levels))
    if question.not_priorities:
        levels = any_of([f"P{n}" for n in question.not_priorities])
        parts.append(
            say_many("does not have priority {levels}", "do not have priority {levels}", number, levels=levels)
        )
    parts += [
        say_it(number)
        for cue, say_it in _SAID.items()
        if cue in question.cues and (cue != "next" or not question.window)
    ]
    if question.window is not None:
        said = _at(question.window, number, case.today)
        parts.append(_turned(question.window, number, said) if "not_then" in question.cues else said)
    return names(parts)


def _turned(window: Window, number: int, said: Said) -> Said:
    """ "are planned for 2027" -> "are not planned for 2027"."""
    if window.relation is not Relation.IN:
        return say("not: {said}", said=said)
    time = said.values["time"] if isinstance(said.values, Mapping) else said
    if said.template.startswith("was"):
        return say_many("was not planned for {time}", "were not planned for {time}", number, time=time)
    return say_many("is not planned for {time}", "are not planned for {time}", number, time=time)


def _statuses_told(case: Case, number: int) -> list[Said]:
    asked = statuses_asked(case)
    wanted = any_of([as_asked(s) for s in asked if not s.negated])
    turned = any_of([as_asked(s) for s in asked if s.negated])
    parts = []
    if wanted:
        parts.append(say_many("is written as {status}", "are written as {status}", number, status=wanted))
    if turned:
        parts.append(say_many("is not written as {status}", "are not written as {status}", number, status=turned))
    return parts
