"""Owners as pages name them: people told apart, the parts they play, roles, and who keeps the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content import read_content
from bot.library import load_lexicon
from handlers.conversation import Conversation, Message
from handlers.plain import render
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.model import Document, Feature, Field
from knowledge.people import RoleKind
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "owners.yaml").read_text("utf-8"))
TODAY = date(2027, 2, 1)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(lambda _: False)


def _roadmap(lexicon: Lexicon, *pages: tuple[str, str]) -> Roadmap:
    return assemble([Document(path, text) for path, text in pages], lexicon)


def _table(column: str, cell: str) -> str:
    return f"# Plan\n\n| Feature | {column} |\n|---|---|\n| Search | {cell} |\n"


def _told(roadmap: Roadmap, lexicon: Lexicon, question: str) -> str:
    return render(Conversation(lambda: roadmap, lexicon, lambda: TODAY).reply(Message(question)))


def _search(roadmap: Roadmap) -> Feature:
    return next(f for f in roadmap.features if f.name == "Search")


@pytest.mark.parametrize(
    ("column", "cell", "names"), [(c, t, n) for c, cells in CORPUS.items() for t, n in cells.items()]
)
def test_the_people_in_a_cell_are_told_apart(column: str, cell: str, names: list[str], lexicon: Lexicon) -> None:
    mention = _search(_roadmap(lexicon, ("a.md", _table(column, cell)))).mentions[0]
    value = mention.value(Field.OWNER)
    assert value is not None
    assert ([p.name for p in value.people], value.blank) == (names, not names)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("Owner", RoleKind.OWNER),
        ("Owner(s)", RoleKind.OWNER),
        ("DRI", RoleKind.DRI),
        ("Lead", RoleKind.LEAD),
        ("Tech Lead", RoleKind.LEAD),
        ("Point of contact", RoleKind.CONTACT),
        ("Champion", RoleKind.CHAMPION),
        ("[cargo] champion", RoleKind.CHAMPION),
        ("Assignee", RoleKind.ASSIGNEE),
        ("Responsible team", RoleKind.TEAM),
        ("Design owner", RoleKind.OWNER),
        ("Author", RoleKind.AUTHOR),
        ("Approvers", RoleKind.APPROVER),
        ("Reviewer", RoleKind.REVIEWER),
        ("Responsable", RoleKind.OWNER),
        ("Responsável", RoleKind.OWNER),
        ("Verantwortlich", RoleKind.OWNER),
        ("负责人", RoleKind.OWNER),
        ("担当者", RoleKind.OWNER),
    ],
)
def test_a_part_is_kept_in_the_words_of_the_page(key: str, kind: RoleKind, lexicon: Lexicon) -> None:
    value = _search(_roadmap(lexicon, ("a.md", _table(key, "@kim")))).value(Field.OWNER)
    assert value is not None
    assert value.role is not None
    assert (value.role.kind, value.role.text) == (kind, key)


@pytest.mark.parametrize(
    "key", ["Ownership model", "Leading indicator", "Contacts import", "Team size", "Authoring", "Reviews"]
)
def test_other_keys_name_nobody(key: str, lexicon: Lexicon) -> None:
    assert _search(_roadmap(lexicon, ("a.md", _table(key, "@kim")))).value(Field.OWNER) is None


def test_the_owner_answers_before_the_reviewer_and_others_are_told(lexicon: Lexicon) -> None:
    page = "# Search\n\n**Reviewer**: @ana\n**Owner**: @kim\n**Status**: Planned\n"
    told = _told(_roadmap(lexicon, ("search.md", page)), lexicon, "who owns search?")
    assert "Search is owned by @kim. The reviewer is @ana." in told
    assert "search.md:3, 4" in told


@pytest.mark.parametrize(
    ("key", "said"),
    [("Point of contact", "The point of contact of Search is @kim."), ("DRI", "The DRI of Search is @kim.")],
)
def test_a_part_is_told(key: str, said: str, lexicon: Lexicon) -> None:
    assert said in _told(_roadmap(lexicon, ("a.md", _table(key, "@kim"))), lexicon, "who owns search?")


def test_two_spellings_with_one_profile_are_one_person(lexicon: Lexicon) -> None:
    rows = "| Search | [Kim Lee](https://x.example/kim) |\n| Export | [K. Lee](https://x.example/kim) |\n"
    roadmap = _roadmap(lexicon, ("a.md", f"# Plan\n\n| Feature | Owner |\n|---|---|\n{rows}"))
    both = roadmap.owners[word_keys("Kim Lee")]
    assert both == roadmap.owners[word_keys("K. Lee")]
    assert (both.title, len(both.keys)) == ("Kim Lee", 2)


def test_two_spellings_without_a_profile_are_two(lexicon: Lexicon) -> None:
    rows = "| Search | Kim Lee |\n| Export | K. Lee |\n"
    roadmap = _roadmap(lexicon, ("a.md", f"# Plan\n\n| Feature | Owner |\n|---|---|\n{rows}"))
    assert [len(g.keys) for g in roadmap.owners.values()] == [1, 1]


TEAM_PAGE = "# Team\n\n| Role | Person |\n|---|---|\n| PM | @kim |\n| Tech lead | [Ana Ruiz](https://x.example/ana) |\n| QA | TBD |\n"


def test_a_role_is_told_with_the_person_that_another_page_names(lexicon: Lexicon) -> None:
    roadmap = _roadmap(lexicon, ("plan.md", _table("Who", "PM, tech lead")), ("team.md", TEAM_PAGE))
    told = _told(roadmap, lexicon, "who owns search?")
    assert "Search is owned by PM, tech lead; PM is @kim; Tech lead is Ana Ruiz." in told
    assert all(line in told for line in ("plan.md:5", "team.md:5, 6"))
    assert roadmap.owners[word_keys("@kim")].keys == (_search(roadmap).key,)


def test_a_table_of_roles_holds_no_items_and_a_role_left_open_is_nobody(lexicon: Lexicon) -> None:
    roadmap = _roadmap(lexicon, ("plan.md", _table("Who", "QA")), ("team.md", TEAM_PAGE))
    assert [f.name for f in roadmap.features if f.mentions[0].source.path == "team.md" and f.path is None] == []
    value = _search(roadmap).value(Field.OWNER)
    assert value is not None
    assert value.explained == ()


def test_a_role_that_two_pages_give_to_two_people_is_not_explained(lexicon: Lexicon) -> None:
    other = TEAM_PAGE.replace("@kim", "@sam")
    roadmap = _roadmap(lexicon, ("plan.md", _table("Who", "PM")), ("a/team.md", TEAM_PAGE), ("b/team.md", other))
    value = _search(roadmap).value(Field.OWNER)
    assert value is not None
    assert value.explained == ()


RELEASES = "# Releases\n\n## v2.9 (Q3 2027)\n\n- Quotas\n\n## v3.0\n\n- Themes\n"


def test_a_release_is_dated_by_the_page_that_dates_it(lexicon: Lexicon) -> None:
    plan = _table("Target", "v2.9")
    roadmap = _roadmap(lexicon, ("plan.md", plan), ("releases.md", RELEASES))
    told = _told(roadmap, lexicon, "when is search?")
    assert "v2.9, which is dated" in told
    assert "1 Jul to 30 Sep 2027" in told
    assert all(line in told for line in ("plan.md:5", "releases.md:3"))


def test_a_release_that_nobody_dates_keeps_its_words(lexicon: Lexicon) -> None:
    roadmap = _roadmap(lexicon, ("plan.md", _table("Target", "v3.0")), ("releases.md", RELEASES))
    value = _search(roadmap).timeframe
    assert value is not None
    assert (value.text, value.period) == ("v3.0", None)


CODEOWNERS = """# who keeps what
* @org/everyone
/product/ @org/product @kim
/product/search.md @ana
/product/none.md
[Section]
!x @nobody
docs/* @docs
"""


def _with_codeowners(lexicon: Lexicon, place: str = "CODEOWNERS") -> Roadmap:
    plan = "# Plan\n\n| Feature | Status |\n|---|---|\n| Export | Planned |\n"
    search = "# Search\n\n**Status**: Planned\n"
    return _roadmap(
        lexicon,
        (place, CODEOWNERS),
        ("plan.md", plan),
        ("product/search.md", search),
        ("product/quotas.md", search.replace("Search", "Quotas")),
        ("product/none.md", search.replace("Search", "Themes")),
        ("docs/a.md", "# A\n\n**Status**: Planned\n"),
        ("docs/b/c.md", "# C\n\n**Status**: Planned\n"),
    )


@pytest.mark.parametrize("place", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_codeowners_says_who_keeps_a_page_and_the_last_line_counts(place: str, lexicon: Lexicon) -> None:
    roadmap = _with_codeowners(lexicon, place)
    kept = {path: (v.text, v.source.line) for path, v in roadmap.page_owners.items()}
    assert kept == {
        "plan.md": ("@org/everyone", 2),
        "product/search.md": ("@ana", 4),
        "product/quotas.md": ("@org/product, @kim", 3),
        "docs/a.md": ("@docs", 8),
        "docs/b/c.md": ("@org/everyone", 2),
    }
    assert place not in roadmap.readings


def test_the_owner_of_a_page_is_told_as_such_with_the_line_of_codeowners(lexicon: Lexicon) -> None:
    told = _told(_with_codeowners(lexicon), lexicon, "who owns search?")
    assert "No owner is written for Search. The owner of its page is @ana." in told
    assert "CODEOWNERS:4" in told


def test_what_a_page_says_itself_ranks_above_codeowners(lexicon: Lexicon) -> None:
    page = ("search.md", "# Search\n\n**Owner**: @kim\n**Status**: Planned\n")
    roadmap = _roadmap(lexicon, ("CODEOWNERS", "* @ana\n"), page)
    assert "Search is owned by @kim." in _told(roadmap, lexicon, "who owns search?")


def test_what_somebody_keeps_can_be_asked_for(lexicon: Lexicon) -> None:
    told = _told(_with_codeowners(lexicon), lexicon, "what does @ana own?")
    assert "@ana is the page owner of Search" in told
    assert "CODEOWNERS:4" in told


def test_content_reads_codeowners_beside_the_pages(tmp_path: Path) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "CODEOWNERS").write_text("* @kim\n", "utf-8")
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    assert [d.path for d in read_content(tmp_path).documents] == [".github/CODEOWNERS", "a.md"]
