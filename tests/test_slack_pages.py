"""Long answers as pages: nothing of them is lost, and each fits a message."""

from __future__ import annotations

import pytest

from handlers import plain
from handlers.slack.escaping import escape
from handlers.slack.pages import WITHOUT_END, page_of
from knowledge.answer import Answer, Caution, Fact, Facts, Headline, Hint, Intent, Item, Items, Part
from knowledge.model import Source
from tests.asking import TODAY, ask


def answer_of(*parts: Part) -> Answer:
    return Answer(Intent.LIST, parts, TODAY)


def items(count: int, name: str = "Item") -> Items:
    return Items(tuple(Item(f"{name} {n}", Source("a.md", n + 1), "Planned", "Q3 2026") for n in range(count)), "All")


def all_pages(answer: Answer) -> list[Answer]:
    return [page_of(answer, number).answer for number in range(page_of(answer).of)]


LONG = [
    answer_of(Headline("500 items."), items(500)),
    answer_of(Headline("Two lists."), items(30, "A"), Hint("And:"), items(30, "<B>"), Caution("Careful.")),
    answer_of(Facts(tuple(Fact("X", f"key {n}", "word " * 50, Source("a.md", n)) for n in range(1, 60)))),
    answer_of(Headline("x" * 10_000), items(3, "&" * 9_000)),
    answer_of(*(Caution(f"Warning {n}") for n in range(300))),
    answer_of(*(part for n in range(60) for part in (Headline(f"Line {n}"), Caution(f"Warning {n}")))),
    ask("list everything"),
]


@pytest.mark.parametrize("answer", LONG, ids=range(len(LONG)))
def test_every_item_fact_and_line_is_on_some_page_once(answer: Answer) -> None:
    pages = all_pages(answer)
    assert tuple(i for page in pages for i in page.items) == answer.items
    assert dict.fromkeys(f for page in pages for f in page.facts) == dict.fromkeys(answer.facts)
    lines = [p for p in answer.parts[1:] if isinstance(p, Headline | Caution | Hint)]
    assert [p for page in pages for p in page.parts if p in lines] == lines


@pytest.mark.parametrize("answer", LONG[:3] + LONG[4:], ids=range(len(LONG) - 1))
def test_every_page_fits_the_text_of_a_message(answer: Answer) -> None:
    assert all(len(escape(plain.render(page, WITHOUT_END))) <= 4_000 for page in all_pages(answer))


def test_a_page_says_which_it_is_and_repeats_what_was_answered() -> None:
    page = page_of(answer_of(Headline("500 items."), items(500)), 2)
    text = plain.render(page.answer)
    assert text.startswith("500 items.\nAll:\n")
    assert text.endswith("Page 3 of 25. Items 41 to 60 of 500.")
    assert page.has_next
    assert not page_of(LONG[0], 24).has_next


def test_a_page_that_is_no_more_there_is_the_last_one() -> None:
    assert page_of(LONG[0], 99).number == 24
    assert page_of(LONG[0], -1).number == 0


def test_an_answer_of_few_lines_more_than_a_page_is_not_divided() -> None:
    assert page_of(answer_of(Headline("24 items."), items(24))).of == 1
    assert page_of(answer_of(Headline("25 items."), items(25))).of == 2


def test_a_single_item_of_a_page_is_told_as_one() -> None:
    text = plain.render(page_of(answer_of(Headline("41 items."), items(41)), 2).answer)
    assert text.endswith("Page 3 of 3. Item 41 of 41.")


def test_a_short_answer_is_its_only_page() -> None:
    answer = answer_of(Headline("3 items."), items(3))
    page = page_of(answer, 5)
    assert page.answer is answer
    assert (page.number, page.of) == (0, 1)
