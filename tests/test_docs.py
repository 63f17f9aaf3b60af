"""The docs do not lie: their commands run and print what is shown, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.picture import drawn

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _commands() -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown below it ("" when none is)."""
    for page in PAGES:
        for block in _CONSOLE.findall(page.read_text("utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                yield command, shown


def _run(command: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    if words[0] == "make":
        words = ["make", "--dry-run", *words[1:]]
    elif words[0] == "roadmap-bot":
        words = [sys.executable, "-m", "bot", *words[1:]]
    else:
        raise ValueError(f"{command!r}: a command in the docs is make or roadmap-bot, so that it can be run here")
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("command", "shown"), list(_commands()))
def test_a_command_in_the_docs_runs_and_prints_what_is_shown(command: str, shown: str) -> None:
    done = _run(command)
    assert done.returncode == 0, done.stderr
    if shown:
        assert done.stdout == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_in_the_docs_leads_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`]*`", "", page.read_text("utf-8"))
    targets = [t for t in _LINK.findall(text) if "://" not in t]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_picture_shows_what_the_bot_says() -> None:
    assert (ROOT / "docs" / "terminal.svg").read_text("utf-8") == drawn()


def test_every_key_of_roadmap_yaml_stands_in_the_readme() -> None:
    from bot.roadmap_file import RoadmapFile

    text = (ROOT / "README.md").read_text("utf-8")
    assert [key for key in RoadmapFile.model_fields if f"| `{key}` |" not in text] == []


def test_every_setting_stands_in_the_example() -> None:
    from bot.settings import Settings

    text = (ROOT / ".env.example").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"\n{name.upper()}=" not in text] == []


_TABLE_HEAD = re.compile(r"^\| ([^|]*) \|", re.MULTILINE)
_FILE = re.compile(r"`([a-z_][\w./]*)`")


def test_what_the_architecture_tells_of_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    told = {name for head in _TABLE_HEAD.findall(text) for name in _FILE.findall(head)}
    there = {
        part for room in ("bot", "handlers", "knowledge") for f in (ROOT / room).rglob("*") for part in (f.name, f.stem)
    }
    assert len(told) > 50
    assert (
        sorted(
            name for name in told if name.strip("/").rpartition("/")[2] not in {*there, "bot", "handlers", "knowledge"}
        )
        == []
    )
