"""What a page as a whole says of its dates: the order of day and month, and the year a heading lends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from knowledge.dates import day_first, has_two_ways
from knowledge.lexicon import Lexicon
from knowledge.model import Field, Mention, Source, Value
from knowledge.page import Bullet, Heading, Line, Page, Table
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys


def in_order(page: Page, lexicon: Lexicon) -> Lexicon:
    """The lexicon that reads "03/04/2027" as this page means it.

    Decided by its dates that can be read one way only, else by its language; where neither tells,
    such a date stays one that can be read two ways.
    """
    texts = [t for t in _texts(page) if "/" in t]
    if not any(has_two_ways(t) for t in texts):
        return lexicon
    order = day_first("\n".join(texts))
    return lexicon.in_order(_by_language(page, lexicon) if order is None else order)


def with_years(mentions: Iterable[Mention], page: Page, lexicon: Lexicon) -> list[Mention]:
    """The mentions, those dated without a year ("mid Q4") in the year of the nearest heading that names one."""

    @cache
    def line_of(titles: tuple[str, ...]) -> Value | None:
        return _year_line(titles, page, lexicon)

    dated = ((m, any(map(_lacks_year, m.values))) for m in mentions)
    return [_with_year(m, line_of((*m.headings, m.section)), lexicon) if lacks else m for m, lacks in dated]


def _with_year(mention: Mention, line: Value | None, lexicon: Lexicon) -> Mention:
    if line is None or line.period is None:
        return mention
    year = line.period.start.year
    return replace(mention, values=tuple(_in_year(v, year, line, lexicon) for v in mention.values))


def _in_year(value: Value, year: int, line: Value, lexicon: Lexicon) -> Value:
    read = lexicon.read_timeframe(value.text, year) if _lacks_year(value) else None
    if read is None or read.period is None:
        return value
    return replace(value, timeframe=read, explained=(line,))


def _lacks_year(value: Value) -> bool:
    time = value.timeframe
    return value.field == Field.TIMEFRAME and time is not None and time.kind == TimeframeKind.UNDATED


def _year_line(titles: Sequence[str], page: Page, lexicon: Lexicon) -> Value | None:
    """The heading, nearest first and the page's title last, that names days of one year only."""
    headings = [b for b in page.blocks if isinstance(b, Heading)]
    above = [h for t in reversed(titles) for h in headings if h.text == t and t]
    for heading in [*above, *([page.title] if page.title is not None else [])]:
        time = lexicon.read_timeframe(heading.text)
        days = None if time is None else time.period
        if days is not None and days.last is not None and days.start.year == days.last.year:
            source = Source(page.path, heading.line, page.commit)
            return Value(Field.TIMEFRAME, heading.text, source, "year", time)
    return None


def _by_language(page: Page, lexicon: Lexicon) -> bool | None:
    """Day first in a page of a language that writes so, told by its small words; None for any other."""
    words = [w for text in _texts(page) for w in word_keys(text)]
    first = sum(w in lexicon.written["day_first"] for w in words)
    return True if first > sum(w in lexicon.written["unknown"] for w in words) else None


def _texts(page: Page) -> Iterator[str]:
    yield from page.front.values.values()
    for block in page.blocks:
        match block:
            case Heading():
                yield block.text
            case Line() | Bullet():
                yield block.raw
            case Table():
                yield from (cell for row in block.rows for cell in row.cells)
                yield from block.columns
