"""The past out of a real repository: every version, and nothing that only git saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.source.git import Git, GitError
from bot.source.revisions import Archive
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "docs")


def _archive(repository: Repository, folder: str = "") -> Archive:
    return Archive(Git(repository.folder), folder)


def test_every_version_is_read_oldest_first_with_its_day(repository: Repository) -> None:
    repository.commit("2026-01-05T23:30:00-05:00", {"plan.md": "# One\n", "notes.txt": "x"})
    repository.commit("2026-01-03T10:00:00+00:00", {"plan.md": "# Two\n"})
    archive = _archive(repository)
    revisions = list(archive.revisions(archive.steps("HEAD")))
    assert [r.commit.day for r in revisions] == [date(2026, 1, 6), date(2026, 1, 3)]
    assert [[(d.path, d.text) for d in r.documents] for r in revisions] == [
        [("plan.md", "# One\n")],
        [("plan.md", "# Two\n")],
    ]
    assert archive.is_whole(archive.steps("HEAD"))


def test_only_the_folder_counts_and_moves_are_seen(repository: Repository) -> None:
    text = "# Search\n\n" + "\n".join(f"Line {n} of the page." for n in range(20))
    repository.commit("2026-01-01T10:00:00Z", {"plans/a b.md": text, "other/x.md": "# X\n"})
    repository.commit("2026-01-02T10:00:00Z", {"other/x.md": "# Y\n"})
    repository.commit("2026-01-03T10:00:00Z", {"plans/é/c.md": text}, gone=["plans/a b.md"])
    archive = _archive(repository, "plans")
    revisions = list(archive.revisions(archive.steps("HEAD")))
    assert [[d.path for d in r.documents] for r in revisions] == [["a b.md"], ["é/c.md"]]
    assert revisions[1].moved == {"a b.md": "é/c.md"}
    assert list(archive.revisions(archive.steps("HEAD"), known=1)) == revisions[1:]


def test_a_merge_is_one_step_of_the_main_line(repository: Repository) -> None:
    repository.commit("2026-01-01T10:00:00Z", {"a.md": "# A\n"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("2026-01-02T10:00:00Z", {"b.md": "# B\n"})
    repository.commit("2026-01-03T10:00:00Z", {"b.md": "# B2\n"})
    repository.git("checkout", "-q", "main")
    repository.commit("2026-01-04T10:00:00Z", {"a.md": "# A2\n"})
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-01-05T10:00:00Z")
    archive = _archive(repository)
    revisions = list(archive.revisions(archive.steps("HEAD")))
    assert [r.commit.day.day for r in revisions] == [1, 4, 5]
    assert [d.text for d in revisions[-1].documents] == ["# A2\n", "# B2\n"]


def test_links_and_what_is_no_text_are_left_out(repository: Repository) -> None:
    (repository.folder / "secret.md").symlink_to("/etc/hostname")
    repository.commit("2026-01-01T10:00:00Z", {"a.md": "# A\n", "b.md": "\0binary"})
    archive = _archive(repository)
    content = archive.content("HEAD")
    assert [(d.path, d.commit) for d in content.documents] == [("a.md", "HEAD")]
    assert [p.kind for p in content.problems] == ["binary file"]
    (revision,) = archive.revisions(archive.steps("HEAD"))
    assert [d.path for d in revision.documents] == ["a.md"]


def test_a_shallow_clone_knows_that_it_is_a_part(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2026-01-01T10:00:00Z", {"a.md": "# A\n"})
    repository.commit("2026-01-02T10:00:00Z", {"a.md": "# B\n"})
    Git(tmp_path).raw("clone", "-q", "--depth=1", f"file://{repository.folder}", "shallow")
    archive = Archive(Git(tmp_path / "shallow"))
    assert not archive.is_whole(archive.steps("HEAD"))


def test_a_failing_call_is_told_in_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"^git log failed: not a git repository"):
        Git(tmp_path, {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}).text("log")
