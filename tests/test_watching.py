"""What changed, and whom it concerns: an item, an owner, a group, a phase, a time, a page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.answer import Answer, Headline, Hint, Items
from knowledge.answerers.case import make_case
from knowledge.question.several import understand_all
from knowledge.watching.finding import Found, find_watched, page_named
from knowledge.watching.happening import concerning, happened_after
from knowledge.watching.told import MOST, Telling, tell
from knowledge.watching.watched import LONGEST_NAME, Watched, WatchKind
from tests.asking import TODAY, corpus, sample
from tests.watching import FIRST, roadmap_after

CASES: dict[str, Any] = corpus("watches.yaml")
TOLD = [(name, watch, lines) for name, case in CASES.items() for watch, lines in case["told"].items()]


def read(watch: str) -> Watched:
    kind, _, name = watch.partition(" ")
    return Watched(WatchKind(kind), name)


def told(answer: Answer | None) -> list[str]:
    """What a message tells, without the commits behind it."""
    return [] if answer is None else [f"{item.name}: {item.note.rpartition(' (')[0]}" for item in answer.items]


@pytest.mark.parametrize(("name", "watch", "lines"), TOLD, ids=[f"{name}: {watch}" for name, watch, _ in TOLD])
def test_whoever_watches_is_told_what_concerns_it_and_nothing_else(name: str, watch: str, lines: list[str]) -> None:
    case = CASES[name]
    kept = {path: text for path, text in case["before"].items() if path not in case.get("gone", ())}
    roadmap = roadmap_after(case["before"], {**kept, **case["after"]})
    happened = happened_after(roadmap, FIRST)
    assert happened is not None
    found, watched = concerning([read(watch)], happened, roadmap)
    assert told(tell(found, watched, Telling(TODAY))) == lines


def _page(status: str) -> dict[str, str]:
    return {"search.md": f"# Search\n\n**Status**: {status}\n"}


def test_several_steps_are_told_as_one_and_what_came_back_is_not_told() -> None:
    roadmap = roadmap_after(_page("Planned"), _page("In progress"), _page("Done"))
    [one] = happened_after(roadmap, FIRST) or ()
    assert told(tell([one], [], Telling(TODAY))) == ["Search: status “Planned” → “Done”"]
    back = roadmap_after(_page("Planned"), _page("In progress"), _page("Planned"))
    assert tell(happened_after(back, FIRST) or (), [], Telling(TODAY)) is None


def test_what_came_before_the_commit_told_last_is_not_told_again() -> None:
    roadmap = roadmap_after(_page("Planned"), _page("In progress"), _page("Done"))
    [one] = happened_after(roadmap, "1" * 40) or ()
    assert told(tell([one], [], Telling(TODAY))) == ["Search: status “In progress” → “Done”"]
    assert happened_after(roadmap, "2" * 40) == ()


def test_a_commit_that_the_history_does_not_have_tells_nothing_of_what_came_after() -> None:
    assert happened_after(roadmap_after(_page("Planned")), "f" * 40) is None


def test_the_message_says_whose_watches_it_is_for_and_how_to_end_them() -> None:
    roadmap = roadmap_after(_page("Planned"), _page("Done"))
    found, watched = concerning(
        [read("feature Search"), read("page other.md")], happened_after(roadmap, FIRST) or (), roadmap
    )
    answer = tell(found, watched, Telling(TODAY, is_channel=True, since=date(2026, 2, 3)))
    assert answer is not None
    assert answer.parts[0] == Headline("1 item that this channel watches has changed since 3 Feb 2026.")
    assert answer.parts[-1] == Hint("Watched: Search. “watching” lists all, “unwatch” and a name ends one.")


def test_a_message_stays_on_one_screen() -> None:
    def plan(status: str) -> dict[str, str]:
        rows = "".join(f"| Thing {n} | {status} |\n" for n in "abcdefghijklmnopqrst")
        return {"plan.md": f"# Plan\n\n| Feature | Status |\n|---|---|\n{rows}"}

    answer = tell(happened_after(roadmap_after(plan("Planned"), plan("Done")), FIRST) or (), [], Telling(TODAY))
    assert answer is not None
    assert answer.parts[0] == Headline("20 items that you watch have changed.")
    assert (len(answer.items), answer.parts[2]) == (MOST, Hint("And 5 more: ask “changes”."))


def _named(text: str) -> Found:
    roadmap, lexicon = sample().roadmap, sample().lexicon
    question = understand_all(text, roadmap, lexicon, TODAY, None)
    return find_watched(text, make_case(question, roadmap, lexicon, TODAY))


NAMED = {
    "warmup": ["feature Warmup"],
    "the warmup": ["feature Warmup"],
    "warmup and inbox": ["feature Warmup", "feature Inbox"],
    "product leadership": ["owner Product Leadership"],
    "core features": ["group Core Features"],
    "growth phase": ["phase Growth Phase"],
    "q3 2026": ["period 2026-07-01/2026-10-01"],
    "this quarter": ["period 2026-01-01/2026-04-01"],
    "compliance/soc2-certification.md": ["page compliance/soc2-certification.md"],
    "`soc2-certification.md`": ["page compliance/soc2-certification.md"],
    "zzz": [],
    "blocked": [],
    "P0": [],
    "everything": ["roadmap roadmap"],
    "the whole roadmap": ["roadmap roadmap"],
    "everything in q3": ["period 2026-07-01/2026-10-01"],
    "warmup in q3": [],
    "lunch": [],
    "README.md": ["page README.md"],
    "nowhere.md": [],
}


@pytest.mark.parametrize(("text", "expected"), NAMED.items())
def test_what_is_watched_is_what_the_words_name(text: str, expected: list[str]) -> None:
    found = _named(text)
    assert [f"{w.kind} {w.name}" for w in found.watched] == expected


def test_of_several_things_that_fit_none_is_picked() -> None:
    found = _named("dashboard")
    assert (found.watched, found.unclear, len(found.names) > 5) == ((), True, True)


def test_the_end_of_a_path_names_a_page_when_no_other_ends_so() -> None:
    roadmap = roadmap_after({"a/plan.md": "# A\n", "b/plan.md": "# B\n", "b/other.md": "# C\n"})
    assert [page_named(text, roadmap) for text in ("plan.md", "other.md", "/b/PLAN.md")] == [
        None,
        "b/other.md",
        "b/plan.md",
    ]


@pytest.mark.parametrize(
    ("kind", "name"), [("feature", ""), ("page", "x" * (LONGEST_NAME + 1)), ("period", "2026"), ("period", "x/y")]
)
def test_what_can_not_be_watched_is_refused(kind: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"characters|days watched|isoformat"):
        Watched(WatchKind(kind), name)


@pytest.mark.parametrize(
    ("watch", "title"),
    [
        ("feature Search", "Search"),
        ("owner Dana", "everything of Dana"),
        ("page plan.md", "the page plan.md"),
        ("period 2026-07-01/2026-10-01", "1 Jul to 30 Sep 2026"),
        ("period 2027-01-01/", "from 1 Jan 2027 on"),
    ],
)
def test_what_is_watched_has_a_name_for_sentences(watch: str, title: str) -> None:
    assert read(watch).title == title


def test_many_changes_are_listed_by_what_happened_and_few_are_not() -> None:
    def plan(*rows: str) -> dict[str, str]:
        return {"plan.md": "# Plan\n\n| Feature | Status | Timeline |\n|---|---|---|\n" + "".join(rows)}

    first = plan(
        "| Search | Planned | Q1 2026 |\n", "| Export | Planned | Q2 2026 |\n", "| Import | Planned | Q2 2026 |\n"
    )
    then = plan(
        "| Search | Done | Q1 2026 |\n",
        "| Export | Planned | Q4 2026 |\n",
        "| Import | Blocked | Q2 2026 |\n",
        "| Alerts | Planned | Q3 2026 |\n",
    )
    roadmap = roadmap_after(first, then)
    found, watched = concerning([read("roadmap roadmap")], happened_after(roadmap, FIRST) or (), roadmap)
    answer = tell(found, watched, Telling(TODAY))
    assert answer is not None
    lists = {part.label: [item.name for item in part.items] for part in answer.parts if isinstance(part, Items)}
    assert lists == {
        "Done (1)": ["Search"],
        "Later than before (1)": ["Export"],
        "Added (1)": ["Alerts"],
        "Changed otherwise (1)": ["Import"],
    }
    few = tell(found[:2], watched, Telling(TODAY))
    assert few is not None
    assert {part.label for part in few.parts if isinstance(part, Items)} == {""}
    assert answer.parts[-1] == Hint("Watched: the whole roadmap. “watching” lists all, “unwatch” and a name ends one.")
