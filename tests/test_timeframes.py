"""The corpus of times (tests/corpus/timeframes.yaml): as written -> kind and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.library import load_lexicon
from knowledge.lexicon import Lexicon
from knowledge.timeframe import TimeframeKind

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "timeframes.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(lambda _: False)


@pytest.mark.parametrize(("text", "days"), CORPUS["dated"].items())
def test_a_date_is_read_with_its_first_and_last_day(text: str, days: list[Any], lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text)
    assert read is not None
    assert read.period is not None
    assert read.text == text
    assert [read.period.start, read.period.last or "-"] == days


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k in ("ongoing", "undated", "not stated") for t in CORPUS[k]])
def test_words_without_a_date_have_a_kind_and_no_days(kind: str, text: str, lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe(text)
    assert read is not None
    assert (read.kind, read.period) == (TimeframeKind(kind), None)


@pytest.mark.parametrize("text", CORPUS["not_a_time"])
def test_other_words_are_no_time(text: str, lexicon: Lexicon) -> None:
    assert lexicon.read_timeframe(text) is None


def test_a_fiscal_year_moves_quarters_and_fiscal_years_only() -> None:
    lexicon = load_lexicon(lambda _: False, fiscal_start=7)
    quarter, year, calendar = (lexicon.read_timeframe(t) for t in ("Q1 FY27", "FY27", "2027"))
    assert quarter is not None
    assert quarter.period is not None
    assert quarter.period.start == date(2026, 7, 1)
    assert year is not None
    assert year.period is not None
    assert year.period.last == date(2027, 6, 30)
    assert calendar is not None
    assert calendar.period is not None
    assert calendar.period.start == date(2027, 1, 1)


def test_a_condition_and_a_duration_are_kept(lexicon: Lexicon) -> None:
    read = lexicon.read_timeframe("Q3 2026+ (Conditional, 2-3 weeks)")
    assert read is not None
    assert (read.conditional, read.duration) == (True, "2-3 weeks")
