"""A plain folder of pages, or one page; when it lies in a git repository, that tells its past."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bot.content import Content, files_of, read_content
from bot.source.git import Git, GitError
from bot.source.links import derived_link
from bot.source.revisions import Archive

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Folder:
    """Pages on disk, at `path`; without `has_past` it is not asked whether git knows them."""

    path: Path
    has_past: bool = True

    def mark(self) -> str:
        """What differs when a page was written, came or went, or was committed: times and sizes of files."""
        files = [*files_of(self.path), *self._committed()]
        return "\n".join(map(_mark, files))

    def read(self, _: str = "") -> Content:
        """The pages as they are now, each with its commit when it is as it was committed.

        Raises ContentError when there is none.
        """
        content, tip = read_content(self.path), self.tip()
        if self.archive is None or tip is None:
            return content
        try:
            unchanged = self.archive.tree(tip).keys() - self._touched(self.archive)
        except GitError as error:
            log.warning("the commits of %s can't be read: %s", self.path, error)
            return content
        documents = (replace(d, commit=tip) if d.path in unchanged else d for d in content.documents)
        return replace(content, documents=tuple(documents))

    def tip(self, _: str = "") -> str | None:
        """The commit that the folder is at; None without one."""
        try:
            return None if self.archive is None else self.archive.git.text("rev-parse", "--verify", "HEAD")
        except GitError:
            return None

    def keep(self, _: str) -> None:
        """Nothing: what a folder held before is not stored."""

    def last_good(self) -> None:
        """Nothing: what a folder held before is not stored."""

    def fetched(self) -> datetime | None:
        """None: a folder is always as it is."""
        return None

    @property
    def link(self) -> str | None:
        """The web address of its lines, where its commit is known to the remote it was cloned from."""
        if self.archive is None:
            return None
        try:
            url = self.archive.git.text("config", "--get", "remote.origin.url")
            is_known = self.archive.git.text("branch", "--remotes", "--contains", "HEAD", "--format=%(refname)")
        except GitError:
            return None
        return derived_link(url, self.archive.folder) if is_known else None

    @cached_property
    def archive(self) -> Archive | None:
        """The repository it lies in; None when it lies in none, or is a single page."""
        path = self.path.resolve()
        inside = any((p / ".git").exists() for p in (path, *path.parents))
        if not (self.has_past and inside and path.is_dir()):
            return None
        try:
            top = Path(Git(path).text("rev-parse", "--show-toplevel"))
            folder = path.relative_to(top.resolve()).as_posix()
        except (GitError, ValueError) as error:
            log.warning("%s lies in a git repository that can't be read: %s", self.path, error)
            return None
        return Archive(Git(top), "" if folder == "." else folder)

    def _committed(self) -> list[Path]:
        """The file that git writes to at each commit."""
        return [] if self.archive is None else [self.archive.git.folder / ".git" / "logs" / "HEAD"]

    def _touched(self, archive: Archive) -> set[str]:
        """The pages that differ from their last commit."""
        said = archive.git.text("diff", "--name-only", "-z", "HEAD", *archive.only)
        return {below for path in said.split("\0") if (below := archive.below(path)) is not None}


def _mark(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{file} {found.st_mtime_ns} {found.st_size}"
