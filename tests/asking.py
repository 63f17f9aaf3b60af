"""Questions put to the sample roadmap on its own day, as the tests of understanding need it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.app import SAMPLE, open_app
from bot.ask import Asker
from bot.settings import Settings
from knowledge.answer import Answer

TODAY = date(2026, 2, 10)
DAY_OF_OTHERS = date(2026, 5, 4)
"""The day on which roadmaps of another make are asked."""
CORPUS = Path(__file__).parent / "corpus"


@cache
def sample() -> Asker:
    """The sample roadmap with the lexicon."""
    app = open_app(Settings(_env_file=None), SAMPLE)  # type: ignore[call-arg]
    return Asker(app.library.current(), app.lexicon)


def ask(question: str, today: date = TODAY) -> Answer:
    """The sample roadmap's answer to a question."""
    return sample().ask(question, today)


def corpus(name: str) -> Any:
    """What a corpus file holds; every value is text."""
    return yaml.load((CORPUS / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def lines(name: str) -> list[str]:
    """The lines of a corpus file, without comments and empty ones."""
    return [line for line in (CORPUS / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


@cache
def asker_of(make: str) -> Asker:
    """Answers from a roadmap of tests/corpus/roadmaps."""
    app = open_app(Settings(_env_file=None), CORPUS / "roadmaps" / make)  # type: ignore[call-arg]
    return Asker(app.library.current(), app.lexicon)
