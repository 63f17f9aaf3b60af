"""Phrases are found wherever they stand, in the order of their place, then of the data."""

from __future__ import annotations

from knowledge.phrases import Phrases

SAID = ("what", "what is", "what is new", "is", "new", "due", "due date", "what is", "due")
PHRASES = Phrases((said.split(), number) for number, said in enumerate(SAID))


def _found(text: str) -> list[tuple[str, int]]:
    words = text.split()
    return [(" ".join(words[f.start : f.end]), f.meaning) for f in PHRASES.find(words)]


def test_short_and_long_ones_stand_in_the_order_of_the_data() -> None:
    assert _found("what is new") == [
        ("what", 0),
        ("what is", 1),
        ("what is new", 2),
        ("what is", 7),
        ("is", 3),
        ("new", 4),
    ]


def test_a_last_word_is_found_once() -> None:
    assert _found("so what") == [("what", 0)]


def test_one_word_may_mean_several_things_before_a_word_that_begins_nothing() -> None:
    assert _found("due soon") == [("due", 5), ("due", 8)]
    assert _found("due date") == [("due", 5), ("due date", 6), ("due", 8)]


def test_what_is_not_there_is_not_found() -> None:
    assert _found("") == []
    assert _found("date of what") == [("what", 0)]
