"""A thing that was renamed is found by the name it had before, once its past is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import open_app
from bot.ask import Asker
from bot.settings import Settings
from handlers.plain import render
from tests.asking import TODAY
from tests.repository import Repository

HUB = "# Roadmap\n\n| Feature | Timeline |\n|---|---|\n| [{name}](hall.md) | Q3 2026 |\n| Export | Q2 2026 |\n"
PAGE = "# {name}\n\n**Timeline**: Q3 2026\n"


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    folder: Path = tmp_path_factory.mktemp("renamed") / "pages"
    repository = Repository(folder)
    for day, name in (("2026-01-05T09:00:00Z", "Post office"), ("2026-02-05T09:00:00Z", "Letter hall")):
        repository.commit(day, {"README.md": HUB.format(name=name), "hall.md": PAGE.format(name=name)})
    app = open_app(Settings(_env_file=None), repository.folder)  # type: ignore[call-arg]
    return Asker(app.library.current(), app.lexicon)


def test_a_former_name_leads_to_the_present_one_and_is_cited(asker: Asker) -> None:
    answer = asker.ask("when is the post office?", TODAY)
    assert answer.subjects == ("Letter hall",), render(answer)
    assert "“Post office” is what Letter hall was called before. [hall.md:1" in render(answer)


@pytest.mark.parametrize("name", ["post box", "office", "letter post", "old hall"])
def test_what_no_thing_was_called_is_not_found(name: str, asker: Asker) -> None:
    assert "was called before" not in render(asker.ask(f"when is the {name}?", TODAY))


def test_the_present_name_needs_no_word_about_it(asker: Asker) -> None:
    assert "called before" not in render(asker.ask("when is letter hall?", TODAY))
