"""What a value amounts to, so that two of them can be compared whatever their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.model import Field, StatusKind, Value
from knowledge.people import RoleKind, people_in
from knowledge.timeframe import TimeframeKind
from knowledge.words import fold, word_keys

Part = tuple[str, ...]
"""The words that name a part of a thing: ("phase", "1"), ("mvp",)."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a timeframe, half-open; without an end it is open. Both None: no date is named."""

    start: date | None
    end: date | None
    conditional: bool = False
    parts: frozenset[Part] = frozenset()
    words: tuple[str, ...] = ()
    """What is written instead of a date ("post mvp")."""


@dataclass(frozen=True, slots=True)
class State:
    """The kind of a status, the parts of the thing it speaks of (none: the whole), the percentage done."""

    kind: StatusKind
    parts: frozenset[Part] = frozenset()
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """The level of a priority, 0 the most urgent."""

    level: int


@dataclass(frozen=True, slots=True)
class Length:
    """The least and the most days an effort may take, as written: a week is 5 to 7 days, working or not."""

    least: float
    most: float
    written: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class People:
    """The names of owners, folded, without "@"."""

    names: frozenset[str]
    handles: bool = field(compare=False, default=False)
    """Are all of them account names? Such a name may be anybody's."""
    part: RoleKind = RoleKind.OWNER


Meaning = Window | State | Level | Length | People

_SHARE = re.compile(r"(?<![\d.])(\d{1,3})\s*%")
_MARKS = re.compile(r"[()\[\]]")


def meaning_of(value: Value, lexicon: Lexicon) -> Meaning | None:
    """What a value of a typed field amounts to; None when it can't be compared."""
    if value.field == Field.TIMEFRAME:
        return _window(value, lexicon)
    if value.field == Field.STATUS:
        return _state(value, lexicon)
    if value.field == Field.PRIORITY:
        level = lexicon.priority_level(value.text)
        return None if level is None else Level(level)
    if value.field == Field.EFFORT:
        return length_of(value.text, lexicon)
    return _people(value)


def parts_in(text: str, lexicon: Lexicon) -> frozenset[Part]:
    """The parts a text speaks of, a number behind one included: "Q1 2026 (Phase 1)" -> phase 1."""
    words = word_keys(text)
    found = []
    for phrase in lexicon.part_words.find(words):
        numbered = words[phrase.end : phrase.end + 1]
        number = numbered if numbered and (numbered[0].isdigit() and len(numbered[0]) < 3) else ()
        found.append((*words[phrase.start : phrase.end], *number))
    return frozenset(found)


def length_of(text: str, lexicon: Lexicon) -> Length | None:
    """The days of the first duration in a text; None when there is none or its unit is no span of days."""
    written = lexicon.duration(text)
    numbers = [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", written)]
    unit = next((_DAYS[u] for w in word_keys(written) if (u := lexicon.units.get(w)) in _DAYS), None)
    if not numbers or unit is None:
        return None
    return Length(numbers[0] * unit[0], numbers[-1] * unit[1], fold(written))


_DAYS = {"day": (1, 1), "week": (5, 7), "month": (20, 31), "quarter": (60, 92), "year": (220, 366)}
"""Days of a unit: the least when only working days count, the most when all do."""


def _window(value: Value, lexicon: Lexicon) -> Window | None:
    time = value.timeframe
    if time is None or time.kind == TimeframeKind.NOT_STATED:
        return None
    parts = parts_in(value.text, lexicon)
    if time.period is None:
        return Window(None, None, time.conditional, parts, word_keys(value.text))
    return Window(time.period.start, time.period.end, time.conditional, parts)


def _state(value: Value, lexicon: Lexicon) -> State | None:
    if value.kind is None:
        return None
    share = _SHARE.search(value.text)
    return State(value.kind, parts_in(value.text, lexicon), int(share.group(1)) if share else None)


def _people(value: Value) -> People | None:
    names = [p.name for p in value.people or people_in(_MARKS.sub(" ", value.text))]
    keys = frozenset(" ".join(word_keys(n)) for n in names) - {""}
    part = RoleKind.OWNER if value.role is None else value.role.kind
    return People(keys, all(n.startswith("@") for n in names), part) if keys else None
