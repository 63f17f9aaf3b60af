"""The corpus of page shapes (tests/corpus/shapes/): pages -> features with their facts and lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.markdown import MarkdownReader
from knowledge.model import Document, Feature, Field

FILES = sorted((Path(__file__).parent / "corpus" / "shapes").glob("*.yaml"))
CORPUS: list[dict[str, Any]] = [case for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(lambda _: False)


def _row(feature: Feature) -> tuple[str, ...]:
    values = (feature.status, feature.timeframe, feature.value(Field.PRIORITY))
    return (feature.name, *("" if v is None else v.text for v in values), str(feature.source.line))


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["shape"])
def test_a_shape_gives_its_features_and_no_others(case: dict[str, Any], lexicon: Lexicon) -> None:
    pages = case.get("pages") or {"page.md": case["page"]}
    roadmap = assemble([Document(path, text) for path, text in pages.items()], lexicon)
    expected = [tuple(part.strip() for part in item.split("|")) for item in case["items"]]
    assert sorted(map(_row, roadmap.features)) == sorted(expected)
    owners = {f.name: value.text for f in roadmap.features if (value := f.value(Field.OWNER)) is not None}
    assert owners == case.get("owners", owners)
    waits = {f.name: value.text for f in roadmap.features if (value := f.value(Field.DEPENDENCY)) is not None}
    assert waits == case.get("waits", waits)
    about = {name: value.text for name in ("updated", "cycle") if (value := roadmap.page_fact(name)) is not None}
    assert about == case.get("about", about)
    for path, updated in case.get("about_others", {}).items():
        assert roadmap.readings[path].about["updated"].text == updated
    assert len(roadmap.disagreements) == case.get("disagreements", len(roadmap.disagreements))
    periods = {f.name: f.timeframe.period for f in roadmap.features if f.timeframe and f.timeframe.period}
    days = {name: f"{p.start}/{p.end}" for name, p in periods.items()}
    assert days == case.get("days", days)
    kinds = {f.name: f.status.kind for f in roadmap.features if f.status is not None}
    assert {name: kinds.get(name) for name in case.get("kinds", {})} == case.get("kinds", {})


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_do_not_matter(ends: str, lexicon: Lexicon) -> None:
    text = "\ufeff---\ntitle: X\n---\n# Search\n\n**Status**: Done\n**Timeline**: Q1 2026"
    plain, other = (assemble([Document("a.md", t)], lexicon) for t in (text, text.replace("\n", ends)))
    assert (
        list(map(_row, plain.features)) == list(map(_row, other.features)) == [("Search", "Done", "Q1 2026", "", "4")]
    )


def test_bad_front_matter_is_a_problem_with_its_line_and_the_page_is_read(lexicon: Lexicon) -> None:
    text = "---\ntitle: [unclosed\n---\n# Search\n\n**Status**: Done\n"
    roadmap = assemble([Document("a.md", text)], lexicon)
    assert [(p.kind, p.source.path) for p in roadmap.problems] == [("bad front matter", "a.md")]
    assert [f.name for f in roadmap.features] == ["Search"]


def test_a_page_above_the_limit_is_a_problem_and_not_parsed(lexicon: Lexicon) -> None:
    pages = [Document("big.md", "x" * 2_000_001), Document("a.md", "# Search\n\n**Status**: Done\n")]
    roadmap = assemble(pages, lexicon)
    assert [p.kind for p in roadmap.problems] == ["page too large"]
    assert [f.name for f in roadmap.features] == ["Search"]


def test_links_lead_to_pages_outside_or_nowhere(lexicon: Lexicon) -> None:
    listing = "# Plan\n\n## Q1 2026\n\n- [A](/docs/roadmap/area/a)\n- [B](gone.md)\n- [C](../x.md)\n- [D](/else/d)\n"
    roadmap = assemble([Document("README.md", listing), Document("area/a.md", "# A\n\n**Status**: Done\n")], lexicon)
    assert [str(p.source) for p in roadmap.problems if p.kind == "dead link"] == ["README.md:6"]
    assert roadmap.by_key["area/a.md"].names[0] == "A"


@pytest.mark.parametrize(
    "written",
    [
        'title: "Search"\nowner: Kim\n',
        "title: Search & find (v2)\nweight: a\n",
        "title: null\n",
        "title: yes\ndraft: Nullable\n",
        "title: 'It''s'\n",
        "title: a # note\n",
        "tags: [a, b]\n",
        'title: "a \\" b"\n',
        "title: a: b\n",
        "title:\n  - a\n",
        "a: x\na: y\n",
    ],
)
def test_front_matter_read_line_by_line_says_what_yaml_says(written: str) -> None:
    page, problems = MarkdownReader().read(Document("a.md", f"---\n{written}---\n\n# A\n"))
    try:
        loaded = yaml.safe_load(written)
    except yaml.YAMLError:
        assert [p.kind for p in problems] == ["bad front matter"]
        return
    texts = {k: ", ".join(v) if isinstance(v, list) else "" if v is None else v for k, v in loaded.items()}
    assert {k: v for k, v in page.front.values.items() if isinstance(texts[k], str)} == {
        k: v for k, v in texts.items() if isinstance(v, str)
    }


def test_a_date_that_is_none_in_front_matter_is_a_problem_and_the_page_is_read(lexicon: Lexicon) -> None:
    text = "---\ntitle: X\ntags: [a, b]\nupdated: 2026-13-40\n---\n# Search\n\n**Status**: Done\n"
    roadmap = assemble([Document("a.md", text)], lexicon)
    [problem] = roadmap.problems
    assert (problem.kind, problem.source.path) == ("bad front matter", "a.md")
    assert "month" in problem.message
    assert [f.name for f in roadmap.features] == ["Search"]


def test_a_record_with_ragged_rows_is_read(lexicon: Lexicon) -> None:
    record = "| Metadata | |\n|---|---|\n| Status |\n| Owner | @kim |\n| Timeline | Q3 2026 |\n"
    roadmap = assemble([Document("search.md", f"# Search\n\n{record}")], lexicon)
    assert list(map(_row, roadmap.features)) == [("Search", "", "Q3 2026", "", "1")]
