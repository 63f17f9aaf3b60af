"""What the authors of pages should know: every kind of problem where it is, and nowhere else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.model import Document, Problem
from knowledge.problems.find import find_problems
from knowledge.problems.kinds import KINDS
from tests.asking import TODAY, corpus

LEXICON = load_lexicon(lambda _: False)
ROOT = Path(__file__).parent.parent


def _problems(pages: dict[str, str], today: date = TODAY) -> list[Problem]:
    return find_problems(assemble([Document(p, t) for p, t in pages.items()], LEXICON), LEXICON, today)


@pytest.mark.parametrize("case", corpus("problems.yaml"), ids=lambda case: f"{case['kind']}-{len(case['finds'])}")
def test_a_problem_is_told_with_its_place(case: dict[str, Any]) -> None:
    found = [p for p in _problems(case["pages"]) if p.kind == case["kind"]]
    assert [str(p.source) for p in found] == list(case["finds"])
    for problem, words in zip(found, case["finds"].values(), strict=True):
        assert words in problem.message


def test_the_same_pages_give_the_same_problems_in_any_order() -> None:
    pages = {path: text for case in corpus("problems.yaml") for path, text in case["pages"].items()}
    found = _problems(pages)
    assert found == _problems(dict(reversed(pages.items())))
    assert found == sorted(found, key=lambda p: (p.source.path, p.source.line, p.kind, p.message))


def test_a_window_is_past_only_once_it_has_ended() -> None:
    pages = {"a.md": "# A\n\n**Timeline**: Q1 2026\n"}
    assert not [p for p in _problems(pages, date(2026, 3, 31)) if p.kind == "past window"]
    assert [p for p in _problems(pages, date(2026, 4, 1)) if p.kind == "past window"]


def test_every_kind_that_is_told_is_known() -> None:
    files = [f for room in ("knowledge", "bot") for f in (ROOT / room).rglob("*.py")]
    told = {k for f in files for k in re.findall(r'(?:Problem|_problem)\(\s*"([^"]+)"', f.read_text("utf-8"))}
    assert told
    assert told <= set(KINDS)


def test_every_kind_stands_in_the_docs_with_what_it_is_about() -> None:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    assert [
        name
        for name, kind in KINDS.items()
        if f"| `{name}` | {kind.about} | {'yes' if kind.shown else 'no'} |" not in text
    ] == []
