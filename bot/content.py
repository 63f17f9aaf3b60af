"""Where pages come from: a folder or one file on disk -> Documents, and Problems for what can't be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.assemble import LARGEST_PAGE
from knowledge.model import Document, Problem, Source

ENDINGS = (".md", ".mdx", ".markdown")
SKIPPED_FOLDERS = frozenset({".git", ".venv", "node_modules", "__pycache__"})


class ContentError(Exception):
    """The place pages should come from can't be used; the message names it and what would be right."""


@dataclass(frozen=True)
class Content:
    """What was found: the pages, and what could not be read."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read_content(path: Path) -> Content:
    """The pages of a folder (all below it, links to folders not followed) or of one file.

    Raises ContentError when `path` is not there or no page is found.
    """
    if not path.exists():
        raise ContentError(f"{path}: there is no such file or folder; name a folder of Markdown pages, or one page")
    root = path if path.is_dir() else path.parent
    files = sorted(_pages_below(path)) if path.is_dir() else [path]
    documents: list[Document] = []
    problems: list[Problem] = []
    for file in files:
        _read(file, file.relative_to(root).as_posix(), documents, problems)
    if not files:
        raise ContentError(f"{path}: no Markdown page ({', '.join(ENDINGS)}) is in this folder")
    return Content(tuple(documents), tuple(problems))


def _pages_below(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
        yield from (Path(name) / f for f in files if f.lower().endswith(ENDINGS))


def _read(file: Path, path: str, documents: list[Document], problems: list[Problem]) -> None:
    """One file; what makes it unreadable is a Problem of its first line."""
    try:
        size = file.stat().st_size
        if size > LARGEST_PAGE * 4:
            problems.append(_problem("page too large", f"{size:,} bytes; pages that large are not read", path))
            return
        raw = file.read_bytes()
    except OSError as error:
        problems.append(_problem("unreadable file", f"{error.strerror or error}", path, error=True))
        return
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(_problem("binary file", "it holds bytes no text has; it was left out", path))
        return
    documents.append(Document(path, _decode(raw)))


def _decode(raw: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else Windows-1252: a page is read whatever it was saved as."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _problem(kind: str, message: str, path: str, error: bool = False) -> Problem:
    return Problem(kind, message, Source(path, 1), error)
