"""Where pages disagree: what cannot both be true, what may fit, what is only worded differently."""

from __future__ import annotations

import pytest

from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct
from knowledge.disagreements.fitting import compare
from knowledge.disagreements.meanings import Level, People, meaning_of
from knowledge.model import Document, Source
from knowledge.readers.values import make_value
from tests.asking import corpus

LEXICON = load_lexicon(lambda _: False)
_PAIRS = [(field, *pair) for field, pairs in corpus("disagreements.yaml").items() for pair in pairs]


def _verdict(field: str, one: str, other: str) -> str:
    values = [make_value(field, text, Source("a.md", 1), LEXICON) for text in (one, other)]
    meanings = [meaning_of(v, LEXICON) if v is not None else None for v in values]
    if meanings[0] is None or meanings[1] is None:
        return "none"
    return compare(meanings[0], meanings[1]).kind


@pytest.mark.parametrize(("field", "one", "other", "kind"), _PAIRS)
def test_two_values_are_told_apart_by_what_they_amount_to(field: str, one: str, other: str, kind: str) -> None:
    assert (_verdict(field, one, other), _verdict(field, other, one)) == (kind, kind)


def test_values_of_different_fields_are_not_compared() -> None:
    with pytest.raises(TypeError, match="different fields"):
        compare(Level(1), People(frozenset({"ada"})))


def _found(**pages: str) -> list[Disagreement]:
    """What pages disagree about; `a_b` is the page a/b.md, each area with an index page that says nothing."""
    paths = {name.replace("_", "/") + ".md": text for name, text in pages.items()}
    index = {f"{path.split('/')[0]}/README.md": "# Area\n" for path in paths if "/" in path}
    roadmap = assemble([Document(p, t) for p, t in {**index, **paths}.items()], LEXICON)
    return distinct(d for found in roadmap.disagreements.values() for d in found)


def _told(found: list[Disagreement]) -> list[tuple[str, str, list[str]]]:
    return [(d.kind, d.field, [f"{s.text} {s.source}" for s in d.sides]) for d in found]


def test_each_field_of_namesakes_is_compared_and_told_once() -> None:
    found = _found(
        a_search="# Search\n\n**Timeline**: Q1 2026 (5-7 days)\n**Priority**: P1\n",
        b_search="# Search\n\n**Timeline**: Q1 2026 (2-3 days)\n**Priority**: P2\n",
    )
    assert _told(found) == [
        ("clash", "effort", ["5-7 days a/search.md:3", "2-3 days b/search.md:3"]),
        ("clash", "priority", ["P1 a/search.md:4", "P2 b/search.md:4"]),
        ("wording", "timeline", ["Q1 2026 (5-7 days) a/search.md:3", "Q1 2026 (2-3 days) b/search.md:3"]),
    ]


def test_what_only_may_fit_stands_beside_a_clash_of_others() -> None:
    found = _found(
        a_search="# Search\n\n**Timeline**: Q4 2026\n",
        b_search="# Search\n\n**Timeline**: Q3 2026+ (Conditional)\n",
        c_search="# Search\n\n**Timeline**: Q1 2026\n",
    )
    assert [(d.kind, [s.text for s in d.sides]) for d in found] == [
        ("clash", ["Q4 2026", "Q1 2026"]),
        ("may fit", ["Q4 2026", "Q3 2026+ (Conditional)", "Q1 2026"]),
    ]


def test_an_old_copy_is_no_side_of_a_clash() -> None:
    found = _found(
        a_search="# Search\n\n**Timeline**: Q4 2026\n",
        archive_search="# Search\n\n**Timeline**: Q4 2025\n",
    )
    assert [(d.kind, [s.text for s in d.sides]) for d in found] == [("old copy", ["Q4 2026", "Q4 2025"])]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("| Item | Quarter |\n|---|---|\n| Sync | Q1 2026 |\n| Sync | Q2 2026 |\n", [DisagreementKind.MAY_FIT]),
        ("## Q1 2026\n\n- Docs for users\n\n## Q2 2026\n\n- Docs for users\n", [DisagreementKind.MAY_FIT]),
        (
            "| Item | Quarter |\n|---|---|\n| Sync | Q1 2026 |\n\n## Sync\n\n**Timeline**: Q2 2026\n",
            [DisagreementKind.CLASH],
        ),
        ("| Item | Status |\n|---|---|\n| Types (basic) | Done |\n| Types (complex) | Planned |\n", []),
        ("## Q1 2026\n\n### Overview\n\n**Status**: Done\n\n## Q2 2026\n\n### Overview\n\n**Status**: Planned\n", []),
    ],
)
def test_one_page_lists_a_series_but_may_contradict_itself(page: str, kinds: list[DisagreementKind]) -> None:
    assert [d.kind for d in _found(plan="# Plan\n\n" + page)] == kinds
