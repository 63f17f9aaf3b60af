"""`ask --explain`: how a question was read, for people who tune roadmap.yaml."""

from __future__ import annotations

import pytest

from bot.__main__ import main
from tests.asking import TODAY, sample


def _explained(question: str) -> str:
    return "\n".join(sample().explain(question, TODAY))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("whens wramup comming", ["read as:     when warmup coming", "asks for:    timeline", "“warmup” is Warmup ["]),
        ("which domain items are P1 in Q3 2026 and not done?", ["status:      not done", "priority:    P1"]),
        ("what is in Q3 2026", ["period:      in Q3 2026, from 2026-07-01 up to 2026-10-01"]),
        ("status of the quantum inbox", ["may be Inbox", "not sure enough", "left over:   quantum"]),
        ("is warmup done?", ["asks for:    status, yes or no", "the whole name, score 1.00"]),
    ],
)
def test_the_reading_of_a_question_is_told(question: str, said: list[str]) -> None:
    text = _explained(question)
    assert [words for words in said if words not in text] == [], text


def test_a_word_that_was_not_put_right_is_not_told_as_if_it_were() -> None:
    assert "read as" not in _explained("status of warmup")


def test_the_answer_follows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--explain", "--today", "2026-02-10", "when is warmup?"]) == 0
    assert "asks for:    timeline\n" in (out := capsys.readouterr().out)
    assert "\n\nWarmup is planned for Q3 2026" in out
