"""An Answer as plain text: every fact cited, nothing lost in silence, never too long."""

from __future__ import annotations

from datetime import date

import pytest

from handlers import plain
from handlers.answer_json import to_json
from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Intent, Item, Items
from knowledge.model import Source
from knowledge.period import quarter

TODAY = date(2026, 2, 10)
HERE = Source("plan.md", 7)
WHEN = Fact("Search", "timeline", "Q3 2026", HERE, quarter(2026, 3))


def _answer(*parts: Headline | Facts | Items | Caution | Choices | Hint) -> Answer:
    return Answer(Intent.TIMELINE, parts, TODAY, ("Search",))


def test_parts_are_drawn_in_order_with_their_places() -> None:
    answer = _answer(
        Headline("Search is planned for Q3 2026.", (WHEN,)),
        Facts((Fact("Search", "status", "Planned", Source("plan.md", 8)),)),
        Caution("Its window has ended."),
        Choices(("Search", "Export"), "Did you mean"),
        Hint("Ask again."),
    )
    assert plain.render(answer).split("\n") == [
        "Search is planned for Q3 2026. [plan.md:7]",
        "• Search, status: Planned [plan.md:8]",
        "! Its window has ended.",
        "Did you mean: Search; Export?",
        "Ask again.",
    ]


def test_a_fact_told_in_the_headline_is_not_told_again() -> None:
    answer = _answer(Headline("Search is planned for Q3 2026.", (WHEN,)), Facts((WHEN,)))
    assert plain.render(answer).count("Q3 2026") == 1


def test_an_item_cites_each_place_its_facts_stand_in() -> None:
    status = Fact("Search", "status", "Planned", Source("hub.md", 3))
    item = Item("Search", HERE, "Planned", "Q3 2026", facts=(status, WHEN))
    assert plain.render(_answer(Items((item,)))) == "• Search: Planned; Q3 2026 [hub.md:3, plan.md:7]"


def test_a_long_list_says_how_many_of_how_many_are_shown() -> None:
    items = tuple(Item(f"Feature {n}", HERE, "Planned", "Q3 2026") for n in range(500))
    text = plain.render(_answer(Headline("500 items."), Items(items), Hint("Ask again.")))
    assert len(text) <= plain.LONGEST
    assert text.split("\n")[-2].endswith("of 500 shown)")
    assert text.endswith("Ask again.")
    assert len(to_json(_answer(Items(items))).items) == 500


def test_a_few_cautions_are_always_said_and_many_are_a_list() -> None:
    few = _answer(Headline("x" * 3_900), *(Caution(f"Warning {n}") for n in range(5)))
    many = _answer(Headline("Many."), *(Caution(f"Warning {n} {'x' * 90}") for n in range(60)), Hint("Ask again."))
    assert plain.render(few).count("! Warning") == 5
    assert "of 60 shown)\nAsk again." in plain.render(many)
    assert len(plain.render(many)) <= plain.LONGEST


def test_a_short_list_behind_a_long_one_is_shown_whole() -> None:
    many = tuple(Item(f"Feature {n}", HERE, "Planned", "Q3 2026") for n in range(500))
    later = (Item("Later", HERE),)
    text = plain.render(_answer(Headline("501 items."), Items(many), Items(later, "Without an end")))
    assert len(text) <= plain.LONGEST
    assert text.endswith("of 500 shown)\nWithout an end:\n• Later [plan.md:7]")


@pytest.mark.parametrize("size", [3_999, 4_000, 4_001, 50_000])
def test_no_answer_is_longer_than_the_limit(size: int) -> None:
    assert len(plain.render(_answer(Headline("x" * size)))) == min(size, plain.LONGEST)


def test_control_characters_of_a_page_do_not_reach_the_terminal() -> None:
    assert plain.render(_answer(Headline("a\x1b[31mb\nc\x07"))) == "a [31mb c"


def test_the_json_form_gives_first_and_last_day() -> None:
    [fact] = to_json(_answer(Headline("", (WHEN,)))).model_dump(by_alias=True)["facts"]
    assert (fact["from"], fact["to"], fact["path"], fact["line"]) == ("2026-07-01", "2026-09-30", "plan.md", 7)
