"""When the review cycle of a place ends: what decided the cycle, and the day it is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.answer import Fact
from knowledge.answerers.wording import day, quoted
from knowledge.lexicon import Lexicon
from knowledge.model import Value
from knowledge.review.cycle import Cycle, cycle_of
from knowledge.review.decision import Place
from knowledge.review.known import Known
from knowledge.roadmap import WHOLE, Roadmap
from knowledge.said import say, to_say


@dataclass(frozen=True, slots=True)
class Clock:
    """Whether the cycle of a place is over, in words, with the lines that decide."""

    is_over: bool
    has_passed: bool
    """Is it over today? Else it is over before the next review, and is asked for in this one."""
    text: str
    facts: tuple[Fact, ...] = ()
    day: date | None = None
    """The day it is counted from."""


@dataclass(frozen=True, slots=True)
class _Start:
    day: date | None
    text: str
    line: Value | None = None


def clock_of(place: Place, roadmap: Roadmap, lexicon: Lexicon, known: Known, today: date, setting: int) -> Clock:
    """The clock of a place on a day; `setting` is the cycle in days where no page writes one.

    It is counted from the last review; before the first from the day the page says, else from its last commit,
    else from the day that a page above it says. What is due before the next review is due now: else a page
    reviewed a little after one monthly review would be passed over by the next.
    """
    cycle = cycle_of(place.path, roadmap, lexicon) or Cycle(setting)
    start = _start(place, roadmap, lexicon, known)
    facts = tuple(Fact(v.source.path, v.field, v.text, v.source) for v in (cycle.line, start.line) if v is not None)
    named = _named(cycle, place, roadmap)
    if cycle.days is None:
        return Clock(False, False, named, facts, start.day)
    if start.day is None:
        return Clock(True, True, say("{cycle}, and {start}", cycle=named, start=start.text), facts)
    ends = start.day + timedelta(days=cycle.days)
    has_passed = ends < today
    is_over = has_passed or (known.next_review is not None and ends < known.next_review)
    said = {"cycle": named, "start": start.text, "day": day(ends)}
    return Clock(is_over, has_passed, say(_PASSED if has_passed else _COMING, **said), facts, start.day)


_PASSED = to_say("{cycle}, and {start}")
_COMING = to_say("{cycle}, and {start}, so that it ends on {day}, before the next review")


def _named(cycle: Cycle, place: Place, roadmap: Roadmap) -> str:
    """What decided the cycle: the page itself, one above it, or the setting."""
    if cycle.line is None:
        return say("no page sets its review cycle, so that the setting counts: {count} days", count=cycle.days)
    path = cycle.line.source.path
    if path == place.path:
        return say("its review cycle is {cycle}", cycle=quoted(cycle.line.text))
    whose = WHOLE if path == roadmap.hub else roadmap.readings[path].page.name
    return say("the review cycle of {whose} is {cycle}", whose=whose, cycle=quoted(cycle.line.text))


def _start(place: Place, roadmap: Roadmap, lexicon: Lexicon, known: Known) -> _Start:
    reviewed, edit = known.reviewed(place), known.edited.get(place.path)
    if reviewed is not None:
        return _Start(reviewed.day, say("it was last reviewed on {day}", day=day(reviewed.day)))
    above = roadmap.pages_above(place.path)
    own = _written(above[0], roadmap, lexicon)
    if own is not None:
        return own
    if edit is not None:
        text = say(
            "it was never reviewed; its last commit is of {day} ({commit})", day=day(edit.day), commit=edit.short
        )
        return _Start(edit.day, text)
    found = (_written(path, roadmap, lexicon) for path in above[1:])
    return next((s for s in found if s is not None), _Start(None, say("nothing says when it was last reviewed")))


def _written(path: str, roadmap: Roadmap, lexicon: Lexicon) -> _Start | None:
    """The day a page says it was last updated or reviewed, in its own words."""
    line = roadmap.page_fact("updated", path)
    read = None if line is None else lexicon.read_timeframe(line.text)
    if line is None or read is None or read.period is None:
        return None
    return _Start(
        read.period.last or read.period.start,
        say("its page says {line}", line=quoted(f"{line.field}: {line.text}")),
        line,
    )
