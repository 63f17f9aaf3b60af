"""The corpus of statuses (tests/corpus/statuses.yaml): as written -> kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dictionary import Dictionary
from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.model import Document, StatusKind

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "statuses.yaml").read_text("utf-8"))
MISSPELLED = CORPUS["misspelled"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Dictionary().has)


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k in StatusKind for t in CORPUS[k]])
def test_a_status_has_its_kind(kind: StatusKind, text: str, lexicon: Lexicon) -> None:
    assert lexicon.status_kind(text) == kind


@pytest.mark.parametrize("text", CORPUS["no_status"])
def test_other_words_are_no_status(text: str, lexicon: Lexicon) -> None:
    assert lexicon.status_kind(text) is None
    assert lexicon.status_with_errors(text) is None


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in MISSPELLED.items() for t in texts])
def test_a_typing_error_is_forgiven_where_a_status_stands(kind: str, text: str, lexicon: Lexicon) -> None:
    assert lexicon.status_kind(text) is None
    assert lexicon.status_with_errors(text) == StatusKind(kind)


@pytest.mark.parametrize("text", CORPUS["not_misspelled"])
def test_a_real_word_is_no_typing_error(text: str, lexicon: Lexicon) -> None:
    assert lexicon.status_with_errors(text) is None


def test_a_misspelled_status_is_shown_as_written(lexicon: Lexicon) -> None:
    page = "# Plan\n\n| Feature | Status |\n|---|---|\n| Search | complted |\n"
    status = assemble([Document("a.md", page)], lexicon).features[0].status
    assert status is not None
    assert (status.text, status.kind) == ("complted", StatusKind.DONE)


STAGES = "# Plan\n\n| Feature | Stage | Status |\n|---|---|---|\n| Search | Beta | Blocked |\n| Export | GA | |\n"


@pytest.mark.parametrize(
    ("name", "text", "kind"), [("Search", "Blocked", StatusKind.BLOCKED), ("Export", "GA", StatusKind.LIVE)]
)
def test_a_stage_stands_beside_a_status_and_for_it_where_there_is_none(
    name: str, text: str, kind: StatusKind, lexicon: Lexicon
) -> None:
    feature = next(f for f in assemble([Document("a.md", STAGES)], lexicon).features if f.name == name)
    assert feature.status is not None
    assert (feature.status.text, feature.status.kind) == (text, kind)
