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
from knowledge.roadmap import Roadmap


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
        return Clock(True, True, f"{named}, and {start.text}", facts)
    ends = start.day + timedelta(days=cycle.days)
    has_passed = ends < today
    is_over = has_passed or (known.next_review is not None and ends < known.next_review)
    coming = "" if has_passed else f", so that it ends on {day(ends)}, before the next review"
    return Clock(is_over, has_passed, f"{named}, and {start.text}{coming}", facts, start.day)


def _named(cycle: Cycle, place: Place, roadmap: Roadmap) -> str:
    """What decided the cycle: the page itself, one above it, or the setting."""
    if cycle.line is None:
        return f"no page sets its review cycle, so that the setting counts: {cycle.days} days"
    path = cycle.line.source.path
    if path == place.path:
        return f"its review cycle is {quoted(cycle.line.text)}"
    whose = "the roadmap as a whole" if path == roadmap.hub else roadmap.readings[path].page.name
    return f"the review cycle of {whose} is {quoted(cycle.line.text)}"


def _start(place: Place, roadmap: Roadmap, lexicon: Lexicon, known: Known) -> _Start:
    reviewed, edit = known.reviewed(place), known.edited.get(place.path)
    if reviewed is not None:
        return _Start(reviewed.day, f"it was last reviewed on {day(reviewed.day)}")
    above = roadmap.pages_above(place.path)
    own = _written(above[0], roadmap, lexicon)
    if own is not None:
        return own
    if edit is not None:
        return _Start(edit.day, f"it was never reviewed; its last commit is of {day(edit.day)} ({edit.short})")
    found = (_written(path, roadmap, lexicon) for path in above[1:])
    return next((s for s in found if s is not None), _Start(None, "nothing says when it was last reviewed"))


def _written(path: str, roadmap: Roadmap, lexicon: Lexicon) -> _Start | None:
    """The day a page says it was last updated or reviewed, in its own words."""
    line = roadmap.page_fact("updated", path)
    read = None if line is None else lexicon.read_timeframe(line.text)
    if line is None or read is None or read.period is None:
        return None
    return _Start(read.period.last or read.period.start, f"its page says {quoted(f'{line.field}: {line.text}')}", line)
