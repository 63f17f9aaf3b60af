"""Where sentences of pages end."""

from __future__ import annotations

import pytest

from knowledge.readers.sentences import first_sentence, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Owner: Kim. Reviewed monthly.", ["Owner: Kim.", "Reviewed monthly."]),
        ("Last updated in May 2027. Owned by Kim!", ["Last updated in May 2027.", "Owned by Kim!"]),
        ("Kim Lee (PM). *Reviewed* weekly", ["Kim Lee (PM).", "*Reviewed* weekly"]),
        ("Dr. Kim Lee keeps it", ["Dr. Kim Lee keeps it"]),
        ("Updated 3 Nov. 2027", ["Updated 3 Nov. 2027"]),
        ("See plan.md and v2.1", ["See plan.md and v2.1"]),
        ("", []),
    ],
)
def test_a_text_is_cut_between_its_sentences_and_nowhere_else(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kim Lee (PM). Reviewed quarterly.", ("Kim Lee (PM)", "Reviewed quarterly.")),
        ("Dr. Kim Lee Jr.", ("Dr. Kim Lee Jr.", "")),
        ("Kim Lee.", ("Kim Lee", "")),
        ("Search. Then more", ("Search. Then more", "")),
    ],
)
def test_the_first_sentence_is_one_of_two_words_or_more(text: str, first: tuple[str, str]) -> None:
    assert first_sentence(text) == first
