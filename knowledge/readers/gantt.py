"""Mermaid gantt charts: every task is an item, with its section for a group.

"Sync :crit, sync, 2027-01-04, 2w" begins on 4 January and takes two weeks; "after sync, 10d" begins
when that ends. Source: mermaid.js.org/syntax/gantt.html. Owners may stand in comments: "%% owner: @kim"
in front of a task, or "%% sync: @kim".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.model import Field, Mention, Rank, StatusKind, Value
from knowledge.page import Fence
from knowledge.period import Grain, Period, add_months, one_day
from knowledge.readers.reading import Desk
from knowledge.timeframe import Timeframe, TimeframeKind

_TASK = re.compile(r"^([^:#][^:]*?)\s*:\s*(.+?)\s*$")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhdwMy])?")
_SETTINGS = frozenset(
    [
        "title",
        "dateformat",
        "axisformat",
        "tickinterval",
        "excludes",
        "includes",
        "todaymarker",
        "weekday",
        "weekend",
        "inclusiveenddates",
        "topaxis",
        "displaymode",
        "acctitle",
        "accdescr",
        "click",
    ]
)
_STATES = {"done": StatusKind.DONE, "active": StatusKind.IN_PROGRESS}
_TAGS = frozenset({"done", "active", "crit", "milestone", "vert"})
_FORMATS = (("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("DD", "%d"), ("D", "%d"))
_HANDLES = re.compile(r"@[\w-]+(?:[\s,&/+]+@[\w-]+)*")
_LONGEST_DAYS = 36500
"""A hundred years: a longer duration is a slip of the pen."""


@dataclass(slots=True)
class _Task:
    """A task as written, and the days it takes once they are known."""

    name: str
    line: int
    section: str
    tags: tuple[str, ...]
    id: str
    start: str
    end: str
    owner: tuple[str, int] | None = None
    period: Period | None = None


def read_gantt(fence: Fence, desk: Desk) -> None:
    """Add the tasks of a chart; any other fence says nothing."""
    lines = fence.text.split("\n")
    if fence.language.split(" ")[0].strip("{}").lower() != "mermaid" or "gantt" not in (line.strip() for line in lines):
        return
    tasks, style = _read(lines, fence.line + 1, desk)
    _place(tasks, style)
    _tell_apart(tasks)
    for task in tasks:
        desk.hold(_mention(task, fence, desk), fence.heading)


def _tell_apart(tasks: list[_Task]) -> None:
    """Tasks of one name in several sections are several things: "Release 1.18 > Bake"."""
    counts = Counter(t.name.casefold() for t in tasks)
    for task in tasks:
        if counts[task.name.casefold()] > 1 and task.section:
            task.name = f"{task.section} > {task.name}"


def _read(lines: list[str], first: int, desk: Desk) -> tuple[list[_Task], str]:
    tasks: list[_Task] = []
    style, section = "%Y-%m-%d", ""
    owners: dict[str, tuple[str, int]] = {}
    waiting: tuple[str, int] | None = None
    for number, line in enumerate(lines, first):
        text = line.strip()
        word = text.split(" ")[0].lower()
        if text.startswith("%%"):
            about, owner = _owner(text.lstrip("% "), desk)
            if owner and about:
                owners[about.casefold()] = (owner, number)
            waiting = (owner, number) if owner and not about else waiting
        elif word == "section":
            section = text[len(word) :].strip()
        elif word == "dateformat":
            style = _style(text[len(word) :].strip())
        elif text and word not in _SETTINGS and (match := _TASK.match(text)):
            tasks.append(_task(match, number, section, waiting))
            waiting = None
    for task in tasks:
        task.owner = task.owner or owners.get(task.id.casefold()) or owners.get(task.name.casefold())
    return tasks, style


def _owner(comment: str, desk: Desk) -> tuple[str, str]:
    """What a comment's owner is of ("" for the next task), and the owner; two empty texts when it names none."""
    key, colon, value = comment.partition(":")
    if colon and value.strip():
        if desk.lexicon.field_of(key) == Field.OWNER:
            return "", value.strip()
        return (key.strip(), value.strip()) if _HANDLES.fullmatch(value.strip()) else ("", "")
    return ("", comment.strip()) if _HANDLES.fullmatch(comment.strip()) else ("", "")


def _style(written: str) -> str:
    for sign, ours in _FORMATS:
        written = written.replace(sign, ours) if ours not in written else written
    return written


def _task(match: re.Match[str], line: int, section: str, owner: tuple[str, int] | None) -> _Task:
    parts = [p.strip() for p in match.group(2).split(",")]
    tags: list[str] = []
    while parts and parts[0].lower() in _TAGS:
        tags.append(parts.pop(0).lower())
    name = parts.pop(0) if len(parts) >= 3 else ""
    start, end = (parts[0], parts[1]) if len(parts) >= 2 else ("", parts[0] if parts else "")
    return _Task(match.group(1), line, section, tuple(tags), name, start, end, owner)


def _place(tasks: list[_Task], style: str) -> None:
    """Give every task its days; a task may follow one that stands further down."""
    for _ in range(len(tasks)):
        known = {t.id: t.period for t in tasks if t.id and t.period is not None}
        before: _Task | None = None
        settled = True
        for task in tasks:
            if task.period is None:
                task.period = _period(task, known, before, style)
                settled = settled and task.period is None
            before = task
        if settled:
            return


def _period(task: _Task, known: dict[str, Period], before: _Task | None, style: str) -> Period | None:
    if not task.start:
        start = before.period.end if before is not None and before.period is not None else None
    elif task.start.startswith("after "):
        ends = [known[i].end for i in task.start.split()[1:] if i in known]
        start = (
            max((e for e in ends if e is not None), default=None) if len(ends) == len(task.start.split()) - 1 else None
        )
    else:
        start = _day(task.start, style)
    end = None if start is None else _end(task.end, start, known, style)
    if start is None or end is None:
        return None
    return one_day(start) if end <= start else Period(start, end, Grain.DAY)


def _day(text: str, style: str) -> date | None:
    try:
        return datetime.strptime(text, style).date()
    except ValueError:
        return None


def _end(text: str, start: date, known: dict[str, Period], style: str) -> date | None:
    if text.startswith("until "):
        starts = [known[i].start for i in text.split()[1:] if i in known]
        return min(starts, default=None)
    length = _DURATION.fullmatch(text)
    if length is None:
        return _day(text, style)
    number, unit = float(length.group(1)), length.group(2) or "d"
    try:
        if unit in "My":
            return add_months(start, int(number * (12 if unit == "y" else 1)))
        days = number * {"d": 1, "w": 7}.get(unit, 0)
        return start + timedelta(days=round(min(days, _LONGEST_DAYS)))
    except (ValueError, OverflowError):
        return None


def _mention(task: _Task, fence: Fence, desk: Desk) -> Mention:
    source = desk.source(task.line)
    values = [Value(Field.STATUS, t, source, kind=_STATES[t]) for t in task.tags if t in _STATES]
    written = ", ".join(p for p in (task.start, task.end) if p and (p != "0" or not task.start))
    if written:
        time = Timeframe(written, TimeframeKind.DATED if task.period else TimeframeKind.UNDATED, task.period)
        values.append(Value(Field.TIMEFRAME, written, source, timeframe=time))
    if task.owner is not None:
        values.append(Value(Field.OWNER, task.owner[0], desk.source(task.owner[1])))
    if "crit" in task.tags:
        values.append(Value(Field.PRIORITY, "crit", source))
    every = desk.headings.carried(fence.heading).added_to(values)
    titles = desk.titles(fence.heading)
    return Mention(task.name, source, Rank.LISTED, every, None, desk.area, titles, task.section or "", desk.page.path)
