"""The corpus of times (tests/corpus/timeframes.yaml): as written -> kind, days and grain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.model import Document
from knowledge.period import Grain, Period
from knowledge.timeframe import Timeframe, TimeframeKind

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "timeframes.yaml").read_text("utf-8"))
WITH_DAYS = ("dated", "open-ended")
WITHOUT_DAYS = tuple(kind for kind in TimeframeKind if kind not in WITH_DAYS)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(lambda _: False)


def _period(lexicon: Lexicon, text: str) -> Period:
    read = lexicon.read_timeframe(text)
    assert read is not None
    assert read.period is not None
    return read.period


@pytest.mark.parametrize(("kind", "text", "days"), [(k, t, d) for k in WITH_DAYS for t, d in CORPUS[k].items()])
def test_a_date_is_read_with_its_first_and_last_day_and_grain(
    kind: str, text: str, days: list[Any], lexicon: Lexicon
) -> None:
    read = lexicon.read_timeframe(text)
    assert read is not None
    assert read.period is not None
    first, last, grain = days
    assert (read.text, read.kind) == (text, kind)
    assert [read.period.start, read.period.last or "-", read.period.grain] == [first, last, Grain[grain.upper()]]


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k in WITHOUT_DAYS for t in CORPUS[k]])
def test_words_without_a_date_have_a_kind_and_no_days(kind: str, text: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text)
    assert read is not None
    assert (read.kind, read.period) == (TimeframeKind(kind), None)


@pytest.mark.parametrize("text", CORPUS["not_a_time"])
def test_other_words_are_no_time(text: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text)
    assert read is None or (read.kind, read.period) == (TimeframeKind.NOT_STATED, None)


def test_every_kind_of_time_has_cases() -> None:
    assert {*TimeframeKind, "not_a_time"} == set(CORPUS)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1 FY27", "2026-07-01", "2026-09-30"),
        ("FY27 Q1", "2026-07-01", "2026-09-30"),
        ("FY27-Q1", "2026-07-01", "2026-09-30"),
        ("FY2027Q1", "2026-07-01", "2026-09-30"),
        ("Q1FY27", "2026-07-01", "2026-09-30"),
        ("1QFY27", "2026-07-01", "2026-09-30"),
        ("first quarter of fiscal year 2027", "2026-07-01", "2026-09-30"),
        ("FY26/27 Q1", "2026-07-01", "2026-09-30"),
        ("Q1-Q2 FY27", "2026-07-01", "2026-12-31"),
        ("FY27", "2026-07-01", "2027-06-30"),
        ("FY2026-27", "2026-07-01", "2027-06-30"),
        ("FY2027 H1", "2026-07-01", "2026-12-31"),
        ("H2 FY27", "2027-01-01", "2027-06-30"),
        ("Q1 2027", "2026-07-01", "2026-09-30"),
        ("Q1 CY27", "2027-01-01", "2027-03-31"),
        ("CY2027", "2027-01-01", "2027-12-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("March 2027", "2027-03-01", "2027-03-31"),
        ("Geschäftsjahr 2027", "2026-07-01", "2027-06-30"),
    ],
)
def test_a_fiscal_year_moves_quarters_halves_and_fiscal_years_only(text: str, first: str, last: str) -> None:
    period = _period(load_lexicon(lambda _: False, fiscal_start=7), text)
    assert (period.start, period.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("Early Q2 (April)", 2027, "2027-04-01", "2027-06-30"),
        ("End of Q2 (June)", 2027, "2027-04-01", "2027-06-30"),
        ("mid March", 2027, "2027-03-01", "2027-03-31"),
        ("May", 2027, "2027-05-01", "2027-05-31"),
        ("March 4", 2027, "2027-03-04", "2027-03-04"),
        ("KW 12", 2027, "2027-03-22", "2027-03-28"),
        ("3月", 2027, "2027-03-01", "2027-03-31"),
        ("Q3 2028", 2027, "2028-07-01", "2028-09-30"),
    ],
)
def test_a_heading_lends_its_year(text: str, year: int, first: str, last: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text, year)
    assert read is not None
    assert read.period is not None
    assert (read.period.start, read.period.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["may be needed", "S3 bucket", "Week 5-6", "spring cleaning", "3-5 engineers"])
def test_a_lent_year_makes_no_date_of_other_words(text: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text, 2027)
    assert read is None or read.period is None


def _times(lexicon: Lexicon, page: str) -> list[Timeframe]:
    roadmap = assemble([Document("a.md", page)], lexicon)
    return [v.timeframe for f in roadmap.features if (v := f.timeframe) is not None and v.timeframe is not None]


ROWS = "# Plan\n\n{words}\n\n| Feature | Target date |\n|---|---|\n| Search | 03/04/2027 |\n| Export | {other} |\n"


@pytest.mark.parametrize(
    ("words", "other", "day"),
    [
        ("What we want to do in this year.", "24/03/2027", date(2027, 4, 3)),
        ("What we want to do in this year.", "03/24/2027", date(2027, 3, 4)),
        ("Lo que queremos hacer en el año, con los equipos y para los clientes.", "TBD", date(2027, 4, 3)),
        ("Was wir in diesem Jahr mit dem Team und für die Kunden tun.", "offen", date(2027, 4, 3)),
        ("Lo que queremos hacer en el año, con los equipos y para los clientes.", "03/24/2027", date(2027, 3, 4)),
    ],
)
def test_a_page_tells_the_order_of_day_and_month(words: str, other: str, day: date, lexicon: Lexicon) -> None:
    first = _times(lexicon, ROWS.format(words=words, other=other))[0]
    assert first.period is not None
    assert (first.kind, first.period.start) == (TimeframeKind.DATED, day)


@pytest.mark.parametrize("other", ["TBD", "05/06/2027", "24/03/2027 and 03/24/2027"])
def test_a_page_that_does_not_tell_the_order_leaves_it_open(other: str, lexicon: Lexicon) -> None:
    first = _times(lexicon, ROWS.format(words="What we want to do in this year.", other=other))[0]
    assert (first.kind, first.period) == (TimeframeKind.TWO_WAYS, None)


def test_the_heading_that_lends_its_year_is_told_with_its_line(lexicon: Lexicon) -> None:
    page = "# Plan\n\n## 2027\n\n### Early Q2 (April)\n\n- Search\n\n## Later\n\n### Q3\n\n- Export\n"
    found = {f.name: f.timeframe for f in assemble([Document("a.md", page)], lexicon).features}
    search, export = found["Search"], found["Export"]
    assert search is not None
    assert search.period is not None
    assert (search.period.start, str(search.explained[0].source)) == (date(2027, 4, 1), "a.md:3")
    assert export is not None
    assert export.period is None


def test_a_condition_and_a_duration_are_kept(lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe("Q3 2026+ (Conditional, 2-3 weeks)")
    assert read is not None
    assert (read.conditional, read.duration) == (True, "2-3 weeks")


@pytest.mark.parametrize(
    "text",
    ["2027/03/24（计划）、2027/04/05（实际）", "2027-03-24（実績 2027-04-05）", "24 Mar 2027 (actual 5 Apr 2027)"],
)
def test_what_really_was_stands_beside_the_plan(text: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text)
    assert isinstance(read, Timeframe)
    assert read.period is not None
    assert read.actual is not None
    assert (read.period.start, read.actual.start) == (date(2027, 3, 24), date(2027, 4, 5))


def test_the_date_of_a_snapshot_is_no_plan(lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe("July 1 planning refresh; snapshot as of July 9, 2026 (post-review)")
    assert read is None or read.period is None
