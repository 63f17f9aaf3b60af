"""Typing errors are put right where one word is clearly meant; real words and made-up ones are left alone."""

from __future__ import annotations

from random import Random

import pytest

from bench.mutations import Case, misspelt
from knowledge.question.cleaning import clean
from knowledge.question.slips import slip_cost
from knowledge.question.spelling import Speller
from knowledge.words import split_words, word_keys
from tests.asking import TODAY, corpus, sample

SLIPS = corpus("slips.yaml")


def _read(text: str) -> str:
    asker = sample()
    return " ".join(w.key for w in Speller(asker.roadmap, asker.lexicon).correct(split_words(text)))


@pytest.mark.parametrize(("typed", "meant"), SLIPS["put_right"].items())
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert _read(typed) == meant


@pytest.mark.parametrize("text", SLIPS["left_alone"])
def test_a_word_that_is_no_slip_is_left_alone(text: str) -> None:
    assert _read(text) == " ".join(word_keys(text))


def test_slips_of_the_fingers_cost_less_than_other_changes() -> None:
    assert slip_cost("warmup", "warmup") == 0
    swapped, beside, other = slip_cost("wramup", "warmup"), slip_cost("wsrmup", "warmup"), slip_cost("wkrmup", "warmup")
    assert 0 < swapped < beside < other


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("status of product/warmup/README.md", "status of warmup"),
        ("when is smart-throttling.md:15 due", "when is smart throttling due"),
        ("../../etc/passwd", ""),
        ("Plan Upgrade/Downgrade", "Plan Upgrade/Downgrade"),
        ("status and/or timeline", "status and/or timeline"),
    ],
)
def test_a_path_is_read_as_the_page_it_names(text: str, asked: str) -> None:
    assert clean(text) == asked


def test_the_same_seed_makes_the_same_typing_errors() -> None:
    case = Case("one", "What is due in March 2026 for warmup?", TODAY, "{}")
    lexicon = sample().lexicon
    made = [v.question for v in misspelt(case, lexicon, Random("1 one"))]
    assert made == [v.question for v in misspelt(case, lexicon, Random("1 one"))]
    assert len(made) == 5
    assert all("in March 2026 for" in text and text != case.question for text in made)


def test_a_message_full_of_slips_has_the_first_dozen_put_right() -> None:
    assert _read("wramup " * 20).split() == ["warmup"] * 12 + ["wramup"] * 8
