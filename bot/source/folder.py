"""A plain folder of pages, or one page; when it lies in a git repository, that tells its past."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bot.content import Content, files_of, read_content
from bot.source.git import Git, GitError
from bot.source.revisions import Archive

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Folder:
    """Pages on disk, at `path`."""

    path: Path

    def mark(self) -> Hashable:
        """What differs when a page was written, came or went: the times and sizes of all of them."""
        marks = []
        for file in files_of(self.path):
            try:
                found = file.stat()
            except OSError:
                continue
            marks.append((str(file), found.st_mtime_ns, found.st_size))
        return tuple(marks)

    def read(self) -> Content:
        """The pages as they are now, each with its commit when it is as it was committed.

        Raises ContentError when there is none.
        """
        content = read_content(self.path)
        if self.archive is None or (tip := self.tip()) is None:
            return content
        try:
            unchanged = self.archive.tree(tip).keys() - self._touched()
        except GitError as error:
            log.warning("the commits of %s can't be read: %s", self.path, error)
            return content
        documents = (replace(d, commit=tip) if d.path in unchanged else d for d in content.documents)
        return Content(tuple(documents), content.problems)

    def tip(self) -> str | None:
        """The commit that the folder is at; None without one."""
        try:
            return None if self.archive is None else self.archive.git.text("rev-parse", "--verify", "HEAD")
        except GitError:
            return None

    @cached_property
    def archive(self) -> Archive | None:
        """The repository it lies in; None when it lies in none, or is a single page."""
        path = self.path.resolve()
        if not path.is_dir() or not any((p / ".git").exists() for p in (path, *path.parents)):
            return None
        try:
            top = Path(Git(path).text("rev-parse", "--show-toplevel"))
            folder = path.relative_to(top.resolve()).as_posix()
        except (GitError, ValueError) as error:
            log.warning("%s lies in a git repository that can't be read: %s", self.path, error)
            return None
        return Archive(Git(top), "" if folder == "." else folder)

    def _touched(self) -> set[str]:
        """The pages that differ from their last commit."""
        archive = self.archive
        if archive is None:
            return set()
        said = archive.git.text("diff", "--name-only", "-z", "HEAD", *archive.only)
        return {below for path in said.split("\0") if (below := archive.below(path)) is not None}
