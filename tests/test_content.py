"""Pages from disk: everything readable is read, the rest is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import ContentError, read_content


def test_a_folder_gives_its_pages_by_their_path_below_it(tmp_path: Path) -> None:
    (tmp_path / "area").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("README.md", "area/a b.md", "area/é.mdx", "notes.txt", "roadmap.yaml", ".git/x.md"):
        (tmp_path / name).write_text("# X")
    assert [d.path for d in read_content(tmp_path).documents] == ["README.md", "area/a b.md", "area/é.mdx"]


def test_one_file_is_its_own_root(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# X")
    assert [d.path for d in read_content(tmp_path / "plan.md").documents] == ["plan.md"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbf# X", "# X"),
        ("# Café".encode("cp1252"), "# Café"),
        ("# Café".encode("utf-16"), "# Café"),
        (b"", ""),
    ],
)
def test_any_usual_encoding_is_read(raw: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    assert read_content(tmp_path).documents[0].text == text


def test_binary_and_huge_files_and_loops_are_problems_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A")
    (tmp_path / "b.md").write_bytes(b"\x89PNG\x00\x00")
    (tmp_path / "c.md").write_bytes(b"x" * 8_000_001)
    (tmp_path / "d.md").symlink_to("d.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    content = read_content(tmp_path)
    assert [d.path for d in content.documents] == ["a.md"]
    assert [(p.source.path, p.kind, p.error) for p in content.problems] == [
        ("b.md", "binary file", False),
        ("c.md", "page too large", False),
        ("d.md", "unreadable file", True),
    ]


@pytest.mark.parametrize("name", ["gone", "gone.md", "empty"])
def test_a_place_without_pages_is_an_error_that_names_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ContentError, match=name):
        read_content(tmp_path / name)
