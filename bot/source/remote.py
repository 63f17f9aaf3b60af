"""A git repository as the place of the pages: fetched whole, with its past, into a folder of our own.

The folder holds a bare repository: nothing is checked out. `refs/heads/pages` is the newest
commit of the branch, `refs/roadmap/good` the last one that could be read. The address of the
remote is handed to each call and stored nowhere; credentials go through the environment of git.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from bot.content import Content, ContentError
from bot.source.git import Git, GitError
from bot.source.links import derived_link
from bot.source.place import Place
from bot.source.revisions import Archive

NEWEST, GOOD = "refs/heads/pages", "refs/roadmap/good"

_STAMP = "fetched"
"""A file whose time is that of the last fetch that went well."""


@dataclass(frozen=True)
class Remote:
    """The pages of a repository, kept in a folder below `cache`."""

    place: Place
    cache: Path

    def __str__(self) -> str:
        return str(self.place)

    def mark(self) -> str:
        """Fetch, and tell the newest commit. Raises ContentError when the repository can't be reached."""
        try:
            self._prepare()
            wanted = self.place.branch or "HEAD"
            self._git.raw("fetch", "--quiet", "--no-tags", "--force", "--", self.place.url, f"+{wanted}:{NEWEST}")
            (self._folder / _STAMP).touch()
            return self._git.text("rev-parse", f"{NEWEST}^{{commit}}")
        except GitError as error:
            raise ContentError(f"{self}: can't be fetched: {error}") from None
        except OSError as error:
            reason = error.strerror or error
            raise ContentError(f"{self._folder}: {reason}; ROADMAP_CACHE must be a folder to write in") from error

    def read(self, commit: str) -> Content:
        """The pages of a commit. Raises ContentError when there is none."""
        try:
            content = self.archive.content(commit)
        except GitError as error:
            raise ContentError(f"{self}: commit {commit[:7]} can't be read: {error}") from None
        if not content.documents:
            raise ContentError(f"{self}: commit {commit[:7]} has no Markdown page there; name a branch and a folder")
        return content

    def tip(self, mark: str) -> str:
        """The commit that was read."""
        return mark

    def keep(self, commit: str) -> None:
        """Note that a commit could be read, for the next start."""
        try:
            self._git.raw("update-ref", GOOD, commit)
        except GitError as error:
            raise ContentError(f"{self._folder}: {error}") from None

    def last_good(self) -> str | None:
        """The last commit that could be read, in this run of the bot or before it."""
        try:
            return self._git.text("rev-parse", "--verify", "--quiet", f"{GOOD}^{{commit}}")
        except GitError:
            return None

    def fetched(self) -> datetime | None:
        """When (UTC) it was last fetched; None for never."""
        try:
            return datetime.fromtimestamp((self._folder / _STAMP).stat().st_mtime, UTC)
        except OSError:
            return None

    @property
    def link(self) -> str | None:
        """The web address of its lines, where the host's style is known."""
        return derived_link(self.place.url, self.place.folder)

    @cached_property
    def archive(self) -> Archive:
        """The repository as the past of the pages."""
        return Archive(self._git, self.place.folder)

    @property
    def _folder(self) -> Path:
        name = self.place.url.rstrip("/").rpartition("/")[2].removesuffix(".git") or "pages"
        kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:40]
        whole = f"{self.place.url}#{self.place.branch or ''}".encode()
        return self.cache / f"{kept}-{hashlib.sha256(whole).hexdigest()[:12]}.git"

    @property
    def _git(self) -> Git:
        own = self.place.credentials
        return Git(self._folder, own.environment, own.secrets, own.settings(self.place.url))

    def _prepare(self) -> None:
        """An empty repository where there is none yet, or one that git no longer reads."""
        self.cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = self._folder
        if folder.exists():
            try:
                if self._git.text("rev-parse", "--is-bare-repository") == "true":
                    return
            except GitError:
                shutil.rmtree(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        self._git.raw("init", "--quiet", "--bare")
