"""Where pages come from: a folder or one file on disk -> Documents, and Problems for what can't be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.assemble import LARGEST_PAGE
from knowledge.codeowners import NAME as CODEOWNERS
from knowledge.model import Document, Problem, Source
from knowledge.yaml_page import YAML_ENDINGS

ENDINGS = (".md", ".mdx", ".markdown")
SETTINGS_FILES = frozenset({"roadmap.yaml", "roadmap.yml"})
"""The bot's own settings, never read as an item."""
SKIPPED_FOLDERS = frozenset({".git", ".venv", "node_modules", "__pycache__"})

LARGEST_FILE = LARGEST_PAGE * 4
"""Bytes; a larger file is no page and is not opened."""


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
    files = files_of(path)
    documents: list[Document] = []
    problems: list[Problem] = []
    for file in files:
        _read(file, file.relative_to(root).as_posix(), documents, problems)
    if all(file.name == CODEOWNERS for file in files):
        raise ContentError(f"{path}: no Markdown page ({', '.join(ENDINGS)}) is in this folder")
    return Content(tuple(documents), tuple(problems))


def files_of(path: Path) -> list[Path]:
    """The files of the pages at `path`, in order of their paths."""
    return sorted(_pages_below(path)) if path.is_dir() else [path]


def _pages_below(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
        below = Path(name).relative_to(folder)
        yield from (Path(name) / f for f in files if is_page((below / f).as_posix()))


def is_page(path: str) -> bool:
    """Is it, by its path below the root, a page to read, or the file that says who keeps the pages?"""
    *folders, name = path.split("/")
    if name.lower().endswith(YAML_ENDINGS):
        return name.lower() not in SETTINGS_FILES and not any(part.startswith(".") for part in (*folders, name))
    return (name.lower().endswith(ENDINGS) or name == CODEOWNERS) and SKIPPED_FOLDERS.isdisjoint(folders)


def _read(file: Path, path: str, documents: list[Document], problems: list[Problem]) -> None:
    """One file; what makes it unreadable is a Problem of its first line."""
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            problems.append(too_large(path, size))
            return
        raw = file.read_bytes()
    except OSError as error:
        problems.append(_problem("unreadable file", f"{error.strerror or error}", path, error=True))
        return
    match page_of(path, raw):
        case Document() as document:
            documents.append(document)
        case Problem() as problem:
            problems.append(problem)


def page_of(path: str, raw: bytes, commit: str | None = None) -> Document | Problem:
    """The page that the bytes of a file hold, or why they hold none."""
    if len(raw) > LARGEST_FILE:
        return too_large(path, len(raw))
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _problem("binary file", "it holds bytes no text has; it was left out", path)
    return Document(path, _decode(raw), commit)


def too_large(path: str, size: int) -> Problem:
    """That a file of `size` bytes is not read."""
    return _problem("page too large", f"{size:,} bytes; pages that large are not read", path)


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
