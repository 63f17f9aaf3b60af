"""Six ways a question can end without a plain answer, each with its own next step."""

from __future__ import annotations

import pytest

from handlers.answer_json import to_json
from handlers.plain import render
from knowledge.answer import Ending
from tests.asking import ask, corpus

ENDINGS: dict[str, list[str]] = corpus("endings.yaml")
CASES = [(question, ending) for ending, questions in ENDINGS.items() for question in questions]

NEXT_STEP = {
    "not found": "Ask for it by another name|Did you mean",
    "not stated": "can tell",
    "ambiguous": "Which one do you mean?",
    "past without outcome": "can tell how it ended",
    "pages disagree": "can tell which one holds",
    "not understood": "For example:",
}


@pytest.mark.parametrize(("question", "ending"), CASES)
def test_the_caller_is_told_how_it_ended(question: str, ending: str) -> None:
    answer = ask(question)
    assert (answer.ending or "answered") == ending, render(answer)
    assert to_json(answer).ending == answer.ending


@pytest.mark.parametrize(("question", "ending"), [case for case in CASES if case[1] != "answered"])
def test_an_ending_names_the_next_step(question: str, ending: str) -> None:
    text = render(ask(question))
    assert any(words in text for words in NEXT_STEP[ending].split("|")), text


def test_every_ending_has_its_questions() -> None:
    assert set(ENDINGS) == {*Ending, "answered"}
