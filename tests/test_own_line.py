"""What pages say in words of their own, where there is no fact to give."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ask import Asker
from bot.dictionary import Dictionary
from bot.library import load_lexicon
from handlers.plain import render
from knowledge.answer import Answer, Ending
from knowledge.assemble import assemble
from knowledge.model import Document

PAGE = """# Plan

Code freeze for the audit of Acme: 15 December.

## Now

- 🚧 Search — small but loved by Globex

## Later

- Themes
"""


@pytest.fixture(scope="module")
def asker() -> Asker:
    lexicon = load_lexicon(Dictionary().has)
    return Asker(assemble([Document("README.md", PAGE)], lexicon), lexicon)


def _ask(asker: Asker, question: str) -> Answer:
    return asker.ask(question, date(2026, 11, 25))


@pytest.mark.parametrize("question", ["audits for acme", "acme's code freeze?"])
def test_words_without_a_question_are_answered_with_the_line_that_has_them_all(asker: Asker, question: str) -> None:
    answer = _ask(asker, question)
    assert answer.ending == Ending.NOT_UNDERSTOOD
    assert answer.abstained
    assert "Code freeze for the audit of Acme: 15 December. [README.md:3]" in render(answer)


@pytest.mark.parametrize("question", ["code party for acme", "acme freezer"])
def test_words_of_which_no_line_has_all_are_not(asker: Asker, question: str) -> None:
    assert not _ask(asker, question).sources


def test_what_else_an_items_line_says_is_told_where_a_fact_is_not_written(asker: Asker) -> None:
    text = render(_ask(asker, "who owns search?"))
    assert "Search, description: small but loved by Globex [README.md:7]" in text


def test_a_line_that_says_no_more_adds_nothing(asker: Asker) -> None:
    assert "description" not in render(_ask(asker, "who owns themes?"))
