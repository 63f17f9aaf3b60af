"""Questions about the past, put to a small history made with git."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import open_app
from bot.ask import Asker
from bot.settings import Settings
from handlers.addresses import Addresses
from handlers.plain import render
from handlers.slack.blocks import render as render_blocks
from knowledge.answer import Fact
from tests.asking import CORPUS, corpus
from tests.past import TODAY, ask_past, past

KINDS = sorted(path.name for path in (CORPUS / "questions_past").glob("*.yaml"))


def _asked() -> Iterator[tuple[str, str, str]]:
    for kind in KINDS:
        read = corpus(f"questions_past/{kind}")
        yield from ((question, read["intent"], said) for question, said in read["asks"].items())


def _near() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield from corpus(f"questions_past/{kind}")["near"].items()


def _expected(said: str) -> list[str]:
    """What must be said; "%6" stands for the id of that commit."""
    commits = past()[1]
    return re.sub(r"%(\d)", lambda m: commits[int(m.group(1))][:7], said).split("|")


@pytest.mark.parametrize(("question", "intent", "said"), list(_asked()))
def test_a_question_about_the_past_is_answered(question: str, intent: str, said: str) -> None:
    answer = ask_past(question)
    text = render(answer)
    assert answer.intent == intent, text
    assert any(words in text for words in _expected(said)), text


@pytest.mark.parametrize(("question", "intents"), list(_near()))
def test_a_near_miss_is_of_another_kind(question: str, intents: str) -> None:
    answer = ask_past(question)
    assert answer.intent in intents.split("|"), render(answer)


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_phrasings_and_near_misses_enough(kind: str) -> None:
    read = corpus(f"questions_past/{kind}")
    assert len(read["asks"]) >= 12
    assert len(read["near"]) >= 6


def _line(fact: Fact) -> str:
    repository, commits = past()
    page = repository.git("show", f"{fact.source.commit or commits[-1]}:docs/{fact.source.path}")
    return page.splitlines()[fact.source.line - 1]


@pytest.mark.parametrize("question", [question for question, _, _ in _asked()])
def test_each_fact_stands_on_the_line_of_the_commit_it_cites(question: str) -> None:
    assert [f for f in ask_past(question).facts if f.value not in _line(f)] == []


def test_a_version_that_changes_the_form_alone_changes_nothing() -> None:
    answer = ask_past("what changed between 11 January 2026 and 11 January 2026")
    assert answer.items == ()
    assert "1 commit touched the pages, none of them what they say" in render(answer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when was the roadmap last changed?", "README.md was last changed on 20 Feb 2026 (%6)"),
        ("when was the search page last changed?", "search.md was last changed on 10 Feb 2026 (%4)"),
    ],
)
def test_a_page_is_told_with_its_last_commit(question: str, said: str) -> None:
    answer = ask_past(question)
    assert answer.intent == "review"
    assert _expected(said)[0] in render(answer)


def test_every_change_is_told_with_its_commit_and_day_and_nobodys_name() -> None:
    text = render(ask_past("what changed since 1 January 2026?"))
    assert f"status “Planned” → “In progress” ({past()[1][3][:7]}, 3 Feb 2026)" in text
    assert "Somebody" not in text
    assert "somebody" not in text


def test_days_before_the_first_commit_are_told_to_be_unknown() -> None:
    assert "begun on 5 Jan 2026" in render(ask_past("what changed since 2024?"))


def test_a_list_of_changes_can_be_drawn_in_slack() -> None:
    blocks = render_blocks(ask_past("what changed since 1 January 2026?"), Addresses())
    assert "“Planned” → “In progress”" in str(blocks)


@pytest.mark.parametrize("question", ["what changed since january", "has Search slipped?", "who moved Search?"])
def test_pages_without_a_history_say_so_and_how_to_give_them_one(question: str, tmp_path: Path) -> None:
    (tmp_path / "search.md").write_text("# Search\n\n**Status**: Planned\n")
    app = open_app(Settings(_env_file=None), tmp_path)  # type: ignore[call-arg]
    answer = Asker(app.library.current(), app.lexicon).ask(question, TODAY)
    assert answer.abstained
    assert "without a history" in render(answer)
    assert "docs/history.md" in render(answer)


def test_the_command_prints_a_line_for_each_change(capsys: pytest.CaptureFixture[str]) -> None:
    repository, commits = past()
    assert main(["changes", "--since", "2026-02-15", "--roadmap", str(repository.folder / "docs")]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == [
        f"2026-02-15 {commits[5][:7]} Alerts: timeline “Q2 2026” → “Later” [README.md:7]",
        f"2026-02-20 {commits[6][:7]} Legacy import: removed [README.md:8]",
        f"2026-02-20 {commits[6][:7]} Team inbox: added [README.md:8]",
    ]


@pytest.mark.parametrize(
    ("since", "told"), [("soon", "--since is 'soon'"), ("2026-01-01", "lies in no git repository")]
)
def test_the_command_says_what_it_cannot_use(
    since: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "search.md").write_text("# Search\n\n**Status**: Planned\n")
    assert main(["changes", "--since", since, "--roadmap", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
