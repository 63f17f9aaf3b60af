"""A small roadmap with a past, made with git: what the questions about changes are put to."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from bot.app import open_app
from bot.ask import Asker
from bot.settings import Settings
from knowledge.answer import Answer
from tests.repository import Repository

TODAY = date(2026, 3, 1)

HUB = """# Roadmap

| Feature | Status | Timeline |
|---|---|---|
| [Search](search.md) | {status} | {when} |
| Export | Planned | Q2 2026 |
| Alerts | Planned | {alerts} |
{rows}
**Last Updated**: 2026-02-01
"""


def _pages(status: str, when: str, alerts: str, rows: str) -> dict[str, str]:
    page = f"# Search\n\n**Status**: {status}\n**Timeline**: {when}\n"
    return {"docs/README.md": HUB.format(status=status, when=when, alerts=alerts, rows=rows), "docs/search.md": page}


LEGACY, TEAM = "| Legacy import | Planned | Q3 2026 |\n", "| Team inbox | Proposed | Q4 2026 |\n"

VERSIONS = (
    ("2026-01-05T09:00:00Z", _pages("Planned", "Q1 2026", "Q2 2026", LEGACY)),
    ("2026-01-12T09:00:00Z", _pages("Planned", "Q2 2026", "Q2 2026", LEGACY)),
    ("2026-01-11T09:00:00Z", {"docs/search.md": "# Search\n\n\n**Status**: *Planned*\n\n**Timeline**: Q2 2026\n"}),
    ("2026-02-03T09:00:00Z", _pages("In progress", "Q2 2026", "Q2 2026", LEGACY)),
    ("2026-02-10T09:00:00Z", _pages("In progress", "Q4 2026", "Q2 2026", LEGACY)),
    ("2026-02-15T09:00:00Z", _pages("In progress", "Q4 2026", "Later", LEGACY)),
    ("2026-02-20T09:00:00Z", _pages("In progress", "Q4 2026", "Later", TEAM)),
)
"""The days are not all in order, and one version only changes the form."""


@cache
def past() -> tuple[Repository, tuple[str, ...]]:
    """The repository, made once for all tests, and the ids of its commits."""
    repository = Repository(Path(tempfile.mkdtemp()) / "pages")
    return repository, tuple(repository.commit(day, pages) for day, pages in VERSIONS)


@cache
def past_asker() -> Asker:
    """The roadmap with a past, and the lexicon."""
    app = open_app(Settings(_env_file=None), past()[0].folder / "docs")  # type: ignore[call-arg]
    return Asker(app.library.current(), app.lexicon)


def ask_past(question: str, today: date = TODAY) -> Answer:
    """The answer of the roadmap with a past."""
    return past_asker().ask(question, today)
