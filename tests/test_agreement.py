"""Asked whether the pages agree: clashes, what may fit, what is only worded differently, old copies."""

from __future__ import annotations

import pytest

from bot.ask import Asker
from bot.library import load_lexicon
from handlers.plain import render
from knowledge.answer import Caution
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import TODAY, ask

LEXICON = load_lexicon(lambda _: False)
PAGES = {
    "README.md": "# Plan\n\n- [Web](web/README.md)\n- [App](app/README.md)\n",
    "web/README.md": "# Web\n\n- [Search](search.md)\n- [Sync](sync.md)\n- [Tags](tags.md)\n- [Export](export.md)\n",
    "web/search.md": "# Search\n\n**Timeline**: Q4 2026\n",
    "web/sync.md": "# Sync\n\n**Timeline**: Q2 2026\n",
    "web/tags.md": "# Tags\n\n**Status**: Done\n",
    "web/export.md": "# Export\n\n**Timeline**: Q4 2026\n",
    "app/README.md": "# App\n\n- [Search](search.md)\n- [Sync](sync.md)\n- [Tags](tags.md)\n",
    "app/search.md": "# Search\n\n**Timeline**: Q1 2026\n",
    "app/sync.md": "# Sync\n\n**Timeline**: Q1 2026 (Phase 1)\n",
    "app/tags.md": "# Tags\n\n**Status**: Complete\n",
    "archive/export.md": "# Export\n\n**Timeline**: Q4 2025\n",
}
ASKER = Asker(assemble([Document(p, t) for p, t in PAGES.items()], LEXICON), LEXICON)


def _told(question: str) -> str:
    return render(ASKER.ask(question, TODAY))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "do the docs agree on when search lands?",
            "No, the pages disagree on the timeline of Search: “Q1 2026” and “Q4 2026”",
        ),
        (
            "do the docs agree on when sync lands?",
            "Pages give the timeline of Sync in ways that may fit together (they speak of different parts): ",
        ),
        ("do the docs agree on the status of tags?", "differently, but say the same: "),
        ("do the docs agree on when export lands?", "Pages of today and old copies give another timeline of Export: "),
        ("do the docs agree on the owner of search?", "No owner is written for Search."),
        ("when is search?", "! Pages disagree on the timeline of Search: "),
        ("when is sync?", "! Pages give the timeline of Sync in ways that may fit together"),
        ("do the docs agree on web?", "Pages disagree on the timeline of Search: "),
    ],
)
def test_a_difference_is_told_as_what_it_is(question: str, told: str) -> None:
    assert told in _told(question)


@pytest.mark.parametrize("question", ["what is the status of tags?", "when is export?"])
def test_mere_wording_and_old_copies_are_not_told_unasked(question: str) -> None:
    assert "Pages" not in _told(question)


@pytest.mark.parametrize(
    "question",
    [
        "where do we contradict ourselves?",
        "which pages disagree?",
        "show all contradictions",
        "where do the docs conflict?",
    ],
)
def test_all_contradictions_are_counted_and_told_clashes_first(question: str) -> None:
    lines = _told(question).splitlines()
    assert lines[0] == "Pages clash on 1 date. 1 more may fit together."
    assert [line.split(":")[0] for line in lines[1:]] == [
        "! Pages disagree on the timeline of Search",
        "! Pages give the timeline of Sync in ways that may fit together (they speak of different parts)",
    ]


def test_more_contradictions_than_one_can_read_are_counted() -> None:
    answer = ask("where do we contradict ourselves?")
    told = render(answer)
    assert sum(isinstance(part, Caution) for part in answer.parts) == 25
    assert told.endswith(f"({told.count('! Pages')} of 25 shown)")
    assert told.count("! Pages") > 15
