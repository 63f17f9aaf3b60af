"""Where the pages are: what a setting may say, and the web addresses that follow from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import ContentError
from bot.source.credentials import Credentials
from bot.source.links import derived_link
from bot.source.place import Place, read_place
from tests.repository import Repository

NONE = Credentials()


@pytest.mark.parametrize(
    ("text", "url", "branch", "folder"),
    [
        ("https://git.example.com/acme/docs.git", "https://git.example.com/acme/docs.git", None, ""),
        ("https://git.example.com/acme/docs#main", "https://git.example.com/acme/docs", "main", ""),
        (
            "git@git.example.com:acme/docs.git#main:docs/road map/",
            "git@git.example.com:acme/docs.git",
            "main",
            "docs/road map",
        ),
        ("ssh://git@git.example.com:2222/acme/docs#:docs", "ssh://git@git.example.com:2222/acme/docs", None, "docs"),
        ("file:///srv/docs.git#v1.2", "file:///srv/docs.git", "v1.2", ""),
    ],
)
def test_an_address_is_a_repository(text: str, url: str, branch: str | None, folder: str) -> None:
    assert read_place(text, NONE) == Place(url, branch, folder)


def test_a_folder_is_a_folder_unless_a_branch_is_named(tmp_path: Path) -> None:
    Repository(tmp_path / "docs")
    (tmp_path / "c#").mkdir()
    folder = str(tmp_path / "docs")
    assert read_place(folder, NONE) == tmp_path / "docs"
    assert read_place(f"{folder}#main:a", NONE) == Place(folder, "main", "a")
    assert read_place(str(tmp_path / "c#"), NONE) == tmp_path / "c#"
    assert read_place(str(tmp_path / "docs" / ".git"), NONE) == Place(str(tmp_path / "docs" / ".git"))


@pytest.mark.parametrize("behind", ["--upload-pack=x", "a..b", "main:../x", "a b", "+main"])
def test_what_is_no_branch_or_folder_is_refused(behind: str) -> None:
    with pytest.raises(ContentError, match="names no branch and folder"):
        read_place(f"https://git.example.com/docs#{behind}", NONE)


def test_a_password_in_an_address_becomes_a_credential_and_is_shown_nowhere() -> None:
    place = read_place("https://kim:s3cr%40t@git.example.com/docs.git#main", NONE)
    assert isinstance(place, Place)
    assert place.url == "https://git.example.com/docs.git"
    assert (place.credentials.user, place.credentials.token) == ("kim", "s3cr@t")
    assert "s3cr" not in f"{place} {place!r}"


@pytest.mark.parametrize(
    ("url", "folder", "link"),
    [
        ("https://github.com/acme/docs.git", "", "https://github.com/acme/docs/blob/{commit}/{path}?plain=1#L{line}"),
        (
            "git@github.com:acme/docs.git",
            "a b",
            "https://github.com/acme/docs/blob/{commit}/a%20b/{path}?plain=1#L{line}",
        ),
        (
            "ssh://git@gitlab.example.com:2222/group/sub/docs.git",
            "docs",
            "https://gitlab.example.com/group/sub/docs/-/blob/{commit}/docs/{path}?plain=1#L{line}",
        ),
        (
            "https://kim:secret@github.com/acme/docs",
            "",
            "https://github.com/acme/docs/blob/{commit}/{path}?plain=1#L{line}",
        ),
        ("https://bitbucket.org/acme/docs", "", "https://bitbucket.org/acme/docs/src/{commit}/{path}#lines-{line}"),
        ("https://git.example.com/acme/docs.git", "", None),
        ("/srv/github/docs.git", "", None),
        ("file:///srv/github/docs.git", "", None),
    ],
)
def test_the_web_address_of_a_line_follows_from_the_remote(url: str, folder: str, link: str | None) -> None:
    assert derived_link(url, folder) == link
