"""Where the pages are, as a setting names it: a folder, a page, or a git repository.

./pages                                       a folder
https://git.example.com/acme/docs.git         a repository, its main branch
git@git.example.com:acme/docs.git#next        its branch (or tag) "next"
/srv/docs.git#main:docs/roadmap               the folder docs/roadmap of its branch "main"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.content import ContentError
from bot.source.credentials import Credentials, part_from_url

_URL = re.compile(r"(?:https?|ssh|git|file)://\S+|[\w.-]+@[\w.-]+:\S+")
_BRANCH = re.compile(r"\w[\w./-]*")


@dataclass(frozen=True)
class Place:
    """A git repository: its address without any password, the branch (None: its main one), the folder ("" for all)."""

    url: str
    branch: str | None = None
    folder: str = ""
    credentials: Credentials = field(default_factory=Credentials, repr=False)

    def __str__(self) -> str:
        behind = f"{self.branch or ''}{':' if self.folder else ''}{self.folder}"
        return f"{self.url}#{behind}" if behind else self.url


def read_place(text: str, credentials: Credentials) -> Path | Place:
    """The folder or page, or the repository, that `text` names.

    Raises ContentError when the branch or the folder behind "#" can't be one.
    """
    address, _, behind = text.partition("#")
    is_url = _URL.fullmatch(address) is not None
    is_there = Path(text).exists() and not _is_bare(Path(text))
    if not is_url and (is_there or not (behind or _is_bare(Path(address)))):
        return Path(text)
    branch, _, folder = behind.partition(":")
    url, own = part_from_url(address, credentials)
    parts = [part for part in folder.split("/") if part not in ("", ".")]
    if (branch and (_BRANCH.fullmatch(branch) is None or ".." in branch)) or ".." in parts:
        raise ContentError(f"{url}: {behind!r} names no branch and folder; write #branch, or #branch:folder")
    if not is_url:
        url = str(Path(address).resolve())
    return Place(url, branch or None, "/".join(parts), own)


def _is_bare(path: Path) -> bool:
    """A repository without a working folder, or a file that holds one."""
    return path.suffix == ".bundle" or ((path / "HEAD").is_file() and (path / "objects").is_dir())
