"""People call features by abbreviations, parts, slugs, forms of words: the one that is meant is found, no other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handlers.plain import render
from knowledge.abbreviations import find_abbreviations
from knowledge.answer import Answer
from knowledge.answerers.table import answer
from knowledge.assemble import assemble
from knowledge.model import Document, Source
from knowledge.names import Tier
from knowledge.naming import Alias, Naming, OwnerLine
from knowledge.question.understand import understand
from knowledge.roadmap import Roadmap
from tests.asking import TODAY, ask, corpus, sample

NAMES = corpus("names.yaml")
WORDS: Mapping[str, dict[str, str]] = corpus("names_that_are_words.yaml")

PAGE = """# Roadmap

| Feature | Timeline |
|---|---|
| SSO Portal | Q3 2026 |
| Audit Log Export | Q4 2026 |
| Mailbox | Q1 2026 |
| Bulk Key Rotation | Q2 2026 |
"""
TOLD = "# Notes\n\nSingle Sign-On (SSO) lets people in once. We call it RBAC (Role-Based Access Control) elsewhere.\n"


def _roadmap(naming: Naming | None = None) -> Roadmap:
    pages = [Document("README.md", PAGE), Document("notes.md", TOLD), Document("roadmap/admin.md", "# Admin\n")]
    return assemble(pages, sample().lexicon, (), naming)


def _ask(question: str, roadmap: Roadmap) -> Answer:
    lexicon = sample().lexicon
    return answer(understand(question, roadmap, lexicon, TODAY), roadmap, lexicon, TODAY)


@pytest.mark.parametrize(("said", "name"), NAMES["found"].items())
def test_a_feature_is_found_by_what_people_call_it(said: str, name: str) -> None:
    given = ask(f"when is {said}?")
    assert name in given.subjects, render(given)
    assert not given.abstained


@pytest.mark.parametrize("said", NAMES["not_found"])
def test_what_is_merely_similar_is_not_answered(said: str) -> None:
    given = ask(f"when is {said}?")
    assert given.abstained, render(given)
    assert len(given.candidates) <= 5


@pytest.mark.parametrize(("said", "name"), [*WORDS["meant"].items(), *WORDS["not_meant"].items()])
def test_a_name_that_is_a_word_is_understood_by_its_place(said: str, name: str) -> None:
    given = ask(said)
    assert set(given.subjects) == {name}, render(given)


def test_there_are_as_many_words_that_are_not_meant_as_names() -> None:
    assert len(WORDS["not_meant"]) >= len(WORDS["meant"])


def test_pages_define_abbreviations() -> None:
    found = find_abbreviations([TOLD, "a (P0) item, two-factor authentication (2FA), done (see below)"])
    assert found == {
        ("sso",): ("single", "sign", "on"),
        ("rbac",): ("role", "based", "access", "control"),
        ("2fa",): ("two", "factor", "authentication"),
    }


def test_an_abbreviation_of_the_pages_works_inside_a_name() -> None:
    assert _ask("when is the single sign-on portal?", _roadmap()).subjects == ("SSO Portal",)


def test_initials_are_found_and_told_as_such() -> None:
    index = _roadmap().names
    assert [m.tier for m in index.find(("bkr",))] == [Tier.INITIALS]
    assert index.find(("ale",)) == []  # the initials of Audit Log Export, but a word of its own


def test_an_alias_finds_its_feature_and_owners_come_behind_the_pages() -> None:
    line = Source("roadmap.yaml", 2)
    naming = Naming((Alias("login door", "SSO Portal", line),), (OwnerLine("Mailbox", "Dana", line),))
    roadmap = _roadmap(naming)
    assert _ask("when is the login door?", roadmap).subjects == ("SSO Portal",)
    owned = _ask("who owns mailbox?", roadmap)
    assert [(f.value, str(f.source)) for f in owned.facts] == [("Dana", "roadmap.yaml:2")]


def test_what_a_page_says_comes_before_an_owner_of_the_settings() -> None:
    page = Document("README.md", PAGE.replace("| Timeline |", "| Owner |").replace("Q1 2026", "Kim"))
    naming = Naming((), (OwnerLine("*.md", "Dana", Source("roadmap.yaml", 4)),))
    roadmap = assemble([page], sample().lexicon, (), naming)
    assert _ask("who owns mailbox?", roadmap).facts[0].value == "Kim"


@pytest.mark.parametrize(
    ("naming", "said"),
    [
        (Naming((Alias("Mailbox", "SSO Portal", Source("roadmap.yaml", 7)),)), "that is the name of another feature"),
        (Naming((Alias("login", "Holodeck", Source("roadmap.yaml", 7)),)), "no feature is called “Holodeck”"),
        (Naming((), (OwnerLine("x/*", "Kim", Source("roadmap.yaml", 7)),)), "no page's path fits"),
        (
            Naming(
                (
                    Alias("door", "SSO Portal", Source("roadmap.yaml", 6)),
                    Alias("Door", "Mailbox", Source("roadmap.yaml", 7)),
                )
            ),
            "roadmap.yaml:6 gives it to “SSO Portal”",
        ),
    ],
)
def test_a_line_that_names_no_feature_or_another_is_a_problem(naming: Naming, said: str) -> None:
    problems = [p for p in _roadmap(naming).problems if p.source == Source("roadmap.yaml", 7)]
    assert [p.error for p in problems] == [True]
    assert said in problems[0].message


def test_a_name_without_words_does_no_harm() -> None:
    roadmap = assemble([Document("README.md", PAGE.replace("Mailbox", "🎉"))], sample().lexicon)
    assert _ask("when is sso portal?", roadmap).subjects == ("SSO Portal",)
