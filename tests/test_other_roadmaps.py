"""The same kinds of question put to a roadmap of another make: nothing is fitted to the sample's."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.app import open_app
from bot.ask import Asker
from bot.library import load_lexicon
from bot.settings import Settings
from handlers.plain import render
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import CORPUS, corpus

ASKED: dict[str, str] = corpus("roadmaps/ferries.yaml")
TODAY = date(2026, 5, 4)


@cache
def _ferries() -> Asker:
    path: Path = CORPUS / "roadmaps" / "ferries"
    app = open_app(Settings(_env_file=None), path)  # type: ignore[call-arg]
    return Asker(app.library.current(), app.lexicon)


@pytest.mark.parametrize("question", ASKED)
def test_a_roadmap_of_another_make_is_answered_from(question: str) -> None:
    intent, _, words = ASKED[question].partition(": ")
    answer = _ferries().ask(question, TODAY)
    text = render(answer)
    assert answer.intent == intent, text
    assert words in text, text


RECORD = """# Trait Solver

| Metadata | |
|---|---|
| Status | Accepted |
| Roadmap | Project Zero |
| Roadmap | Quiet Harbours |
"""


def test_a_key_of_the_page_s_own_may_have_several_values() -> None:
    lexicon = load_lexicon(lambda _: False)
    roadmap = assemble([Document("README.md", "# Goals\n"), Document("solver.md", RECORD)], lexicon)
    assert [v.text for v in roadmap.by_key["solver.md"].values("Roadmap")] == ["Project Zero", "Quiet Harbours"]
