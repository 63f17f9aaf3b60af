"""Values that another line explains: the date of a release, the person in a role.

"v2.9" in a timeline is when the roadmap dates v2.9; "PM" in an owner's place is whom a table of
roles names. The words stay as written; the line that explains them stands beside them, and both
are cited. Where pages explain one thing in two ways, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.model import Field, Mention, Value
from knowledge.readers.reading import PageReading
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys

_VERSION = re.compile(r"(?<![\w.])v?(\d+(?:\.(?:\d+|x))+|(?<=v)\d+)(?![\w.]*\d)", re.IGNORECASE)
_Lines = Mapping[str, list[Value]]


def explain(readings: Mapping[str, PageReading]) -> dict[str, PageReading]:
    """The readings with their releases dated and their roles given names, where a page does so."""
    dates, roles = _dates(readings.values()), _roles(readings.values())
    if not dates and not roles:
        return dict(readings)
    return {path: _explained(reading, dates, roles) for path, reading in readings.items()}


def _explained(reading: PageReading, dates: _Lines, roles: _Lines) -> PageReading:
    def known(values: tuple[Value, ...]) -> tuple[Value, ...]:
        if all(v.field not in (Field.TIMEFRAME, Field.OWNER) for v in values):
            return values
        return tuple(_dated(v, dates) if v.field == Field.TIMEFRAME else _named(v, roles) for v in values)

    mentions = tuple(_with_values(m, known(m.values)) for m in reading.mentions)
    return replace(reading, mentions=mentions, facts=known(reading.facts))


def _with_values(mention: Mention, values: tuple[Value, ...]) -> Mention:
    return mention if values is mention.values else replace(mention, values=values)


def _dated(value: Value, dates: _Lines) -> Value:
    """A release with the days that the roadmap gives it; its own page has the first word."""
    if value.timeframe is None or value.timeframe.kind != TimeframeKind.RELEASE:
        return value
    versions = _VERSION.findall(value.text)
    line = _one(dates.get(versions[0].lower(), []), value.source.path) if len(versions) == 1 else None
    if line is None:
        return value
    return replace(value, timeframe=replace(value.timeframe, period=line.period), explained=(line,))


def _named(value: Value, roles: _Lines) -> Value:
    if value.field != Field.OWNER or not roles:
        return value
    lines = [_one(roles.get(" ".join(word_keys(p.name)), []), value.source.path) for p in value.people]
    found = tuple(line for line in lines if line is not None)
    return replace(value, explained=found) if found else value


def _one(lines: list[Value], path: str) -> Value | None:
    """The line of the same page, else the one that all pages agree with; None when they differ."""
    here = [v for v in lines if v.source.path == path] or lines
    same = len({(v.period, tuple(p.name for p in v.people)) for v in here}) == 1
    return here[0] if same else None


def _dates(readings: Iterable[PageReading]) -> _Lines:
    """A version -> the lines that date it: phases and headings with items under them."""
    found: dict[str, list[Value]] = defaultdict(list)
    for reading in readings:
        named = [(p.name, p.timeframe) for p in reading.phases]
        named += [(m.name, m.value(Field.TIMEFRAME)) for m in reading.mentions]
        for name, when in named:
            versions = _VERSION.findall(name)
            if when is not None and when.period is not None and len(versions) == 1 and len(name.split()) <= _SHORT:
                found[versions[0].lower()].append(when)
    return found


_SHORT = 4
"""Words in the name of a release: "Airflow 3.2", "Release v2.9"; longer ones only mention a version."""


def _roles(readings: Iterable[PageReading]) -> _Lines:
    found: dict[str, list[Value]] = defaultdict(list)
    for value in (v for r in readings for v in r.roles):
        if value.role is not None:
            found[" ".join(word_keys(value.role.text))].append(value)
    return found
