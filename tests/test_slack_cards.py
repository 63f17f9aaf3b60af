"""A card says what the text says: the same items, values, sources and cautions."""

from __future__ import annotations

import pytest

from bot.playground.slack.block_rules import texts
from handlers.addresses import Addresses
from handlers.slack.asked import Asked
from handlers.slack.blocks import render
from handlers.slack.buttons import buttons
from handlers.slack.escaping import literal
from handlers.slack.pages import page_of
from knowledge.answer import Answer, Caution, Choices, Headline, Hint
from tests.asking import ask
from tests.past import ask_past

QUESTIONS = (
    "warmup",
    "when is single sign-on (sso) for enterprise?",
    "who owns inbox?",
    "what is planned for next quarter?",
    "blocked",
    "where do pages disagree?",
    "what is overdue?",
    "compare warmup and inbox",
    "which phase are we in?",
    "what are the phases?",
    "who owns warmup inbox",
    "flying carpets",
    "how many items are planned?",
    "what does campaigns depend on?",
)


def card(answer: Answer, tables: bool) -> str:
    return "\n".join(
        texts([*render(answer, Addresses(), tables), *buttons(page_of(answer), Asked("x"), private=False)])
    )


@pytest.mark.parametrize("tables", [True, False])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_card_says_all_that_the_answer_says(question: str, tables: bool) -> None:
    says_all(ask(question), tables)


@pytest.mark.parametrize("question", ["what changed since 1 January?", "what slipped?", "what changed about search?"])
def test_a_card_of_changes_says_all_that_the_answer_says(question: str) -> None:
    answer = ask_past(question)
    assert not answer.abstained
    says_all(answer, tables=True)


def says_all(answer: Answer, tables: bool) -> None:
    first = page_of(answer)
    for number in range(first.of):
        page = page_of(answer, number).answer
        shown = card(page, tables)
        lines = [p.text for p in page.parts if isinstance(p, Headline | Caution | Hint)]
        names = [n for p in page.parts if isinstance(p, Choices) for n in p.names]
        items = [v for i in page.items for v in ((i.name, i.note) if i.note else (i.name, i.status, i.timeline)) if v]
        missing = [text for text in (*lines, *names, *items) if literal(text) not in shown]
        assert missing == []
        sources = [str(f.source) for f in page.facts] + [str(i.source) for i in page.items if not i.facts]
        assert [s for s in sources if literal(s) not in shown] == []
