"""Pages that were not updated since their review cycle asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.disagreements.meanings import length_of
from knowledge.lexicon import Lexicon
from knowledge.model import Problem, Source, Value
from knowledge.readers.reading import PageReading
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys


@dataclass(frozen=True, slots=True, order=True)
class _Late:
    """A page past its review: since when it stands as it is, and the line of its cycle."""

    updated: date
    source: Source
    written: str
    cycle: Value


def stale_pages(roadmap: Roadmap, lexicon: Lexicon, today: date) -> Iterator[Problem]:
    """Pages past their review, once for each line that sets a cycle: a page's own, or that of all pages below it."""
    found: dict[Source, list[_Late]] = defaultdict(list)
    for path, reading in roadmap.readings.items():
        late = None if reading.is_old else _late(reading, _cycle(path, roadmap), lexicon, today)
        if late is not None:
            found[late.cycle.source].append(late)
    for source, pages in found.items():
        oldest, *others = sorted(pages, key=lambda p: (p.updated, p.source))
        cycle = oldest.cycle.text
        if others:
            what = f"{len(pages)} pages were not updated within their review cycle"
            message = f'{what}, "{cycle}"; the oldest is {oldest.source}, of {oldest.written}'
        else:
            message = f'last updated {oldest.written} ({oldest.source}), and its review cycle is "{cycle}"'
        yield Problem("stale page", f"{message}; review, and write the new date", source if others else oldest.source)


def cycle_days(text: str, lexicon: Lexicon) -> int | None:
    """The most days between two reviews: "Monthly" is 31, "every 6 weeks" 42; None when no cycle is named."""
    length = length_of(text, lexicon)
    if length is not None:
        return int(length.most)
    named = lexicon.cycles.best(word_keys(text))
    return None if named is None else named.meaning


def _late(reading: PageReading, cycle: Value | None, lexicon: Lexicon, today: date) -> _Late | None:
    updated = reading.about.get("updated")
    read = lexicon.read_timeframe(updated.text) if updated is not None else None
    days = cycle_days(cycle.text, lexicon) if cycle is not None else None
    if cycle is None or updated is None or days is None or read is None or read.period is None:
        return None
    since = read.period.last or read.period.start
    return _Late(since, updated.source, updated.text, cycle) if (today - since).days > days else None


def _cycle(path: str, roadmap: Roadmap) -> Value | None:
    """The review cycle of a page: its own, else that of the nearest index page above it, else the hub's."""
    folder = path
    above = [path]
    while folder:
        folder = folder.rpartition("/")[0]
        above += [p for p, r in roadmap.readings.items() if r.page.is_index and r.page.folder == folder]
    found = (roadmap.readings[p].about.get("cycle") for p in (*above, *([roadmap.hub] if roadmap.hub else [])))
    return next((c for c in found if c is not None), None)
