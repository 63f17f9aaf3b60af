"""Aliases and owners in roadmap.yaml: used like what pages say, checked at start and by `check`, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main

PAGE = "# Roadmap\n\n| Feature | Timeline |\n|---|---|\n| Single Sign-On | Q3 2026 |\n| Mailbox | Q4 2026 |\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ROADMAP_PATH", "ROADMAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "README.md").write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def _ask(pages: Path, question: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["ask", "--roadmap", str(pages), "--today", "2026-02-10", question])
    out, err = capsys.readouterr()
    return status, out, err


def test_aliases_synonyms_and_owners_are_used(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "aliases:\n  login portal: Single Sign-On\nsynonyms: [[mailbox, postbox]]\nowners:\n  '*.md': Kim\n"
    (pages / "roadmap.yaml").write_text(text, "utf-8")
    assert "Q3 2026" in _ask(pages, "when is the login portal?", capsys)[1]
    assert "Q4 2026" in _ask(pages, "when is the postbox?", capsys)[1]
    assert "Single Sign-On is owned by Kim. [roadmap.yaml:5]" in _ask(pages, "who owns the login portal?", capsys)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("aliases:\n  Mailbox: Single Sign-On\n", "that is the name of another feature, Mailbox (README.md:6)"),
        ("as_of: 2026-01-01\naliases: {door: Holodeck}\n", "roadmap.yaml:2: the alias “door”"),
        ("owners:\n  Holodeck: Kim\n", "roadmap.yaml:2: the owner “Kim”: no feature is called “Holodeck”"),
    ],
)
def test_a_wrong_line_stops_the_start(text: str, said: str, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "roadmap.yaml").write_text(text, "utf-8")
    status, out, err = _ask(pages, "when is mailbox?", capsys)
    assert (status, out) == (2, "")
    assert said in err


def test_check_tells_a_wrong_line_beside_what_is_wrong_on_pages(
    pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pages / "roadmap.yaml").write_text("aliases:\n  Mailbox: Single Sign-On\n", "utf-8")
    assert main(["check", str(pages)]) == 1
    assert "roadmap.yaml:2: alias clash: the alias “Mailbox” of “Single Sign-On”" in capsys.readouterr().out


def test_a_file_that_lies_elsewhere_is_cited_by_its_name(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.yaml").write_text("owners: {Mailbox: Dana}\n", "utf-8")
    monkeypatch.setenv("ROADMAP_CONFIG", str(tmp_path / "settings.yaml"))
    assert "[settings.yaml:1]" in _ask(pages, "who owns mailbox?", capsys)[1]
