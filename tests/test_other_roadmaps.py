"""The same kinds of question put to roadmaps of another make: nothing is fitted to the sample's."""

from __future__ import annotations

import pytest

from bot.library import load_lexicon
from handlers.plain import render
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import DAY_OF_OTHERS, asker_of, corpus

MAKES = ("ferries", "lighthouse", "bakery", "broker", "kiosk", "engine", "quill", "tranvia")
ASKED = [
    pytest.param(make, question, wanted, id=f"{make}: {question}")
    for make in MAKES
    for question, wanted in corpus(f"roadmaps/{make}.yaml").items()
]


@pytest.mark.parametrize(("make", "question", "wanted"), ASKED)
def test_a_roadmap_of_another_make_is_answered_from(make: str, question: str, wanted: str) -> None:
    intent, _, words = wanted.partition(": ")
    answer = asker_of(make).ask(question, DAY_OF_OTHERS)
    text = render(answer)
    assert answer.intent == intent, text
    assert (words[1:] not in text) if words.startswith("!") else (words in text), text


RECORD = """# Trait Solver

| Metadata | |
|---|---|
| Status | Accepted |
| Roadmap | Project Zero |
| Roadmap | Quiet Harbours |
"""


def test_a_key_of_the_page_s_own_may_have_several_values() -> None:
    lexicon = load_lexicon(lambda _: False)
    roadmap = assemble([Document("README.md", "# Goals\n"), Document("solver.md", RECORD)], lexicon)
    assert [v.text for v in roadmap.by_key["solver.md"].values("Roadmap")] == ["Project Zero", "Quiet Harbours"]


LOG = """# Update

## Search

- Blockers: {blocker}
"""


def test_of_several_logs_the_newest_tells_what_is_so_now() -> None:
    days = {"2027-03-15": "the vendor", "2027-02-20": "the licence", "2027-03-01": "the index"}
    logs = [Document(f"updates/{day}.md", LOG.format(blocker=blocker)) for day, blocker in days.items()]
    plan = Document("README.md", "# Plan\n\n| Feature | Status |\n|---|---|\n| Search | In progress |\n")
    notes = assemble([plan, *logs], load_lexicon(lambda _: False)).notes
    note = notes.find(("search", "blocker"))
    assert note is not None
    assert (note.value.text, note.value.source.path) == ("Blockers: the vendor", "updates/2027-03-15.md")
