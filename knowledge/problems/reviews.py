"""Pages that were not updated since their review cycle asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.model import Problem, Source, Value
from knowledge.readers.reading import PageReading
from knowledge.review.cycle import Cycle, cycle_of
from knowledge.roadmap import Roadmap


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
        late = None if reading.is_old else _late(reading, cycle_of(path, roadmap, lexicon), lexicon, today)
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


def _late(reading: PageReading, cycle: Cycle | None, lexicon: Lexicon, today: date) -> _Late | None:
    updated = reading.about.get("updated")
    read = lexicon.read_timeframe(updated.text) if updated is not None else None
    if cycle is None or cycle.days is None or cycle.line is None:
        return None
    if updated is None or read is None or read.period is None:
        return None
    since = read.period.last or read.period.start
    return _Late(since, updated.source, updated.text, cycle.line) if (today - since).days > cycle.days else None
