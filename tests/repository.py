"""A repository that a test makes for itself: commits with the dates it is given."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path


class Repository:
    """A git repository in `folder`, with `main` as its branch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def commit(self, day: str, pages: Mapping[str, str], gone: Iterable[str] = ()) -> str:
        """Write and delete pages and commit it all at `day` (ISO 8601); the commit's id."""
        for path in gone:
            (self.folder / path).unlink()
        for path, text in pages.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change", day=day)
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str, day: str = "2026-01-01T00:00:00Z") -> str:
        """Run git here as somebody, at `day`."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _who(day)}
        done = subprocess.run(
            ("git", *arguments),
            cwd=self.folder,
            env={**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.strip()


def _who(day: str) -> Iterable[tuple[str, str]]:
    return (("NAME", "Somebody"), ("EMAIL", "somebody@example.com"), ("DATE", day))
