"""Several things asked in one message: each gets its answer, and a single question stays one."""

from __future__ import annotations

import pytest

from handlers.plain import render
from knowledge.question.several import understand_all
from tests.asking import TODAY, ask, corpus, sample

SEVERAL: dict[str, list[str]] = corpus("several.yaml")

SINGLE = (
    "Hi there! Quick one - could you tell me when Integrations are planned? Thanks a lot :)",
    "if warmup slips, what moves?",
    "hey, is templates done?",
    "customer wants templates. when is it coming?",
    "what's planned for Q2 and Q3",
    "what's in Integrations & Automation?",
    "when is Billing Automation and Dunning Management?",
    "which comes first, Templates or Warmup?",
    "is warmup planned before or after inbox?",
)


@pytest.mark.parametrize("message", SEVERAL)
def test_each_thing_asked_is_answered(message: str) -> None:
    text = render(ask(message))
    assert [words for words in SEVERAL[message] if words not in text] == [], text


@pytest.mark.parametrize("message", SINGLE)
def test_a_single_question_stays_one(message: str) -> None:
    asker = sample()
    assert understand_all(message, asker.roadmap, asker.lexicon, TODAY).more == ()
