"""Two versions of pages -> what changed, field by field; and windows that moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dictionary import Dictionary
from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.history.change import Change, Commit
from knowledge.history.chronicle import Chronicle, Revision
from knowledge.history.history import History, Knowledge
from knowledge.history.slips import moves_of, total
from knowledge.model import Document
from tests.asking import corpus

LEXICON = load_lexicon(Dictionary().has)
BOXES = ("open", "done")
"""What an empty and a ticked box are told as."""

CASES: dict[str, Any] = corpus("changes.yaml")


def _documents(pages: dict[str, str]) -> tuple[Document, ...]:
    return tuple(Document(path, text) for path, text in sorted(pages.items()))


def _after(case: dict[str, Any]) -> dict[str, str]:
    kept = {path: text for path, text in case["before"].items() if path not in case.get("gone", ())}
    return {**kept, **case["after"]}


def _told(change: Change) -> str:
    sides = " -> ".join("-" if side is None else side.text for side in (change.old, change.new))
    return f"{change.kind} | {change.name} | {change.field}: {sides}"


def _changes(case: dict[str, Any]) -> tuple[Change, ...]:
    return _history(case["before"], _after(case), moved={1: case.get("moved", {})}).changes


@pytest.mark.parametrize("name", CASES)
def test_what_changed_is_told_and_nothing_else(name: str) -> None:
    assert sorted(map(_told, _changes(CASES[name]))) == sorted(CASES[name]["changes"])


@pytest.mark.parametrize("name", CASES)
def test_each_side_of_a_change_is_written_where_it_says(name: str) -> None:
    case = CASES[name]
    for change in _changes(case):
        for side, pages in ((change.old, case["before"]), (change.new, _after(case))):
            if side is not None and change.field != "page" and side.text not in BOXES:
                assert side.text in pages[side.source.path].splitlines()[side.source.line - 1]


@pytest.mark.parametrize("name", CASES)
def test_a_version_beside_itself_has_no_changes(name: str) -> None:
    assert _history(CASES[name]["before"], CASES[name]["before"]).changes == ()


def _history(*versions: dict[str, str], moved: dict[int, dict[str, str]] | None = None, whole: bool = True) -> History:
    """The history of versions, one a day from 1 January 2026 on; `moved` by the number of the version."""
    chronicle = Chronicle(LEXICON, whole)
    for number, pages in enumerate(versions):
        commit = Commit(f"{number:040x}", date(2026, 1, 1 + number))
        chronicle.add(Revision(commit, _documents(pages), (moved or {}).get(number, {})))
    return chronicle.history()


def _page(timeline: str, name: str = "Search") -> str:
    return f"# {name}\n\n**Status**: Planned\n**Timeline**: {timeline}\n"


def test_the_moves_of_a_window_are_counted_in_days_from_the_first_promise_on() -> None:
    history = _history(
        *({"search.md": _page(when)} for when in ("Q1 2026", "Q2 2026", "Q2 2026 ", "May 2026", "Later", "Q4 2026"))
    )
    (life,) = history.lives
    moves = moves_of(life.changes)
    assert [m.days for m in moves] == [91, -30, None]
    assert total(moves) == 61
    assert life.first is not None
    assert (life.first.value.text, life.first.commit.day) == ("Q1 2026", date(2026, 1, 1))


def test_a_feature_keeps_its_life_over_a_move_and_a_new_name() -> None:
    history = _history(
        {"search.md": _page("Q1 2026")},
        {"find/search.md": _page("Q1 2026")},
        {"find/search.md": _page("Q2 2026", "Discovery")},
        moved={1: {"search.md": "find/search.md"}},
    )
    (life,) = history.lives
    assert [c.kind for c in life.changes] == ["moved", "renamed", "field"]
    assert (life.name, life.began.day) == ("Discovery", date(2026, 1, 1))


def test_what_comes_back_goes_on_with_its_life() -> None:
    history = _history(
        {"a.md": _page("Q1 2026"), "b.md": _page("Q1 2026", "Export")},
        {"b.md": _page("Q1 2026", "Export")},
        {"a.md": _page("Q3 2026"), "b.md": _page("Q1 2026", "Export")},
    )
    life = next(life for life in history.lives if life.name == "Search")
    assert [c.kind for c in life.changes] == ["removed", "added"]
    assert life.ended is None
    assert len(history.lives) == 2


def test_what_is_gone_is_found_by_its_words() -> None:
    history = _history(
        {"a.md": _page("Q1 2026", "Usage search"), "b.md": _page("Q1 2026", "Export")},
        {"b.md": _page("Q1 2026", "Export")},
    )
    (life,) = history.gone(frozenset({"usage"}))
    assert (life.name, life.ended and life.ended.day) == ("Usage search", date(2026, 1, 2))
    assert history.gone(frozenset({"export"})) == ()
    assert history.gone(frozenset()) == ()


def test_the_first_version_adds_nothing_and_a_page_knows_its_last_commit() -> None:
    history = _history({"a.md": _page("Q1 2026")}, {"a.md": _page("Q1 2026") + "\n"}, whole=False)
    assert history.changes == ()
    assert history.pages["a.md"].day == date(2026, 1, 2)
    assert history.known == Knowledge.PART


def test_the_life_of_a_current_feature_is_found() -> None:
    pages = {"README.md": "# Plan\n\n* [Search](search.md)\n* Export (P1)\n", "search.md": _page("Q2 2026")}
    history = _history({**pages, "search.md": _page("Q1 2026")}, pages)
    roadmap = assemble(_documents(pages), LEXICON)
    search = next(f for f in roadmap.features if f.name == "Search")
    life = history.life_of(search)
    assert life is not None
    assert [_told(c) for c in life.changes] == ["field | Search | timeline: Q1 2026 -> Q2 2026"]
