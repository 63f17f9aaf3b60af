"""A card says what the text says: the same items, values, sources and cautions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.playground.slack.block_rules import texts
from handlers.addresses import Addresses
from handlers.slack.asked import Asked
from handlers.slack.blocks import render
from handlers.slack.buttons import buttons
from handlers.slack.escaping import literal
from handlers.slack.pages import page_of
from knowledge.answer import Answer, Caution, Choices, Fact, Headline, Hint, Intent
from knowledge.model import Source
from tests.asking import TODAY, ask
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


PAGES = Addresses("https://docs.example.com/{path}#L{line}")


def card(answer: Answer, tables: bool) -> list[dict[str, Any]]:
    return [*render(answer, PAGES, tables), *buttons(page_of(answer), Asked("x"), private=False)]


def links(drawn: Any) -> Iterator[str]:
    """The addresses that a card leads to."""
    if isinstance(drawn, dict):
        yield from [drawn["url"]] if drawn.get("type") == "link" else ()
    for inner in drawn.values() if isinstance(drawn, dict) else drawn if isinstance(drawn, list) else ():
        yield from links(inner)


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
        drawn = card(page, tables)
        shown = "".join(texts(drawn))
        lines = [p.text for p in page.parts if isinstance(p, Headline | Caution | Hint)]
        names = [n for p in page.parts if isinstance(p, Choices) for n in p.names]
        items = [v for i in page.items for v in ((i.name, i.note) if i.note else (i.name, i.status, i.timeline)) if v]
        missing = [text for text in (*lines, *names, *items) if literal(text) not in shown]
        assert missing == []
        sources = {f.source for f in page.facts} | {i.source for i in page.items if not i.facts}
        assert {PAGES.of(source) for source in sources} - set(links(drawn)) == set()


def test_lines_of_one_page_are_cited_under_its_name_once_each_with_its_own_link() -> None:
    facts = tuple(Fact("Search", "status", "Done", Source(path, line)) for path, line in CITED)
    drawn = render(Answer(Intent.STATUS, (Headline("Search is done.", facts),), TODAY), PAGES)
    assert "".join(texts(drawn)) == "Search is done. hub.md:3, 12 plan.md:7"
    assert list(links(drawn)) == [PAGES.of(Source(*cited)) for cited in (("hub.md", 3), ("hub.md", 12), ("plan.md", 7))]


def test_one_line_in_two_versions_is_cited_once_where_both_have_one_address() -> None:
    facts = tuple(Fact("Search", "status", text, Source("hub.md", 3, text)) for text in ("a1", "b2"))
    answer = Answer(Intent.STATUS, (Headline("It changed.", facts),), TODAY)
    assert "".join(texts(render(answer, PAGES))) == "It changed. hub.md:3"
    versions = Addresses("https://docs.example.com/{commit}/{path}#L{line}")
    assert len(list(links(render(answer, versions)))) == 2


CITED = (("hub.md", 12), ("plan.md", 7), ("hub.md", 3), ("hub.md", 12))


def test_a_caution_leads_to_the_places_it_names() -> None:
    facts = tuple(Fact("Search", "status", "Done", Source(path, line)) for path, line in CITED)
    text = "Pages disagree: “Done” (hub.md:12) and “Late” (plan.md:7) and (hub.md:1)."
    drawn = render(Answer(Intent.STATUS, (Caution(text, facts),), TODAY), PAGES)
    assert "".join(texts(drawn)) == f"⚠ {text} hub.md:3"
    assert [link.rpartition("/")[2] for link in links(drawn)] == ["hub.md#L12", "plan.md#L7", "hub.md#L3"]
