"""What git knows of the pages below a folder: their text in a commit, and commit after commit.

The main line of a branch is followed (first parents): a merge counts as one step, on the day it
was merged. Contents are read as git keeps them, never through a working folder, so that no link,
filter or half-done update comes between. Authors are no part of the history; they are asked for apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.content import LARGEST_FILE, Content, is_page, page_of, too_large
from bot.source.git import Git
from knowledge.history.change import Commit
from knowledge.history.chronicle import Revision
from knowledge.model import Document, Problem

MOST_COMMITS = 1_000
"""Commits that are read back from the newest."""

_FILES = ("100644", "100755")
"""What git calls a plain file; a link or another repository is no page."""

_START = "\x01"


@dataclass(frozen=True)
class Step:
    """A commit and what it did to the pages: new ids by path, paths gone, and moves (before -> after)."""

    commit: Commit
    written: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a commit, as git has it."""

    name: str
    address: str


@dataclass(frozen=True)
class Archive:
    """A repository as the past of the pages below one of its folders ("" for all of it)."""

    git: Git
    folder: str = ""

    def content(self, commit: str) -> Content:
        """The pages of a commit, each with that commit. Raises GitError when they can't be read."""
        tree = self.tree(commit)
        texts = self._texts(tree.values())
        pages = [_page(path, texts[blob], commit) for path, blob in sorted(tree.items())]
        documents = tuple(p for p in pages if isinstance(p, Document))
        return Content(documents, tuple(p for p in pages if isinstance(p, Problem)))

    def tree(self, commit: str) -> dict[str, str]:
        """The paths of the pages of a commit, below the folder, with the ids of their texts."""
        listed = self.git.text("ls-tree", "-r", "-z", "--full-tree", commit, *self.only)
        found = {}
        for entry in filter(None, listed.split("\0")):
            about, _, path = entry.partition("\t")
            mode, _, blob = about.split(" ")
            if mode in _FILES and (below := self.below(path)) is not None:
                found[below] = blob
        return found

    def steps(self, tip: str) -> list[Step]:
        """The commits that touched the pages, oldest first; at most the 1,000 newest."""
        log = ("log", "--first-parent", "-m", "-M", "--raw", "--no-abbrev", "-z", f"--format={_START}%H %ct")
        said = self.git.text(*log, f"--max-count={MOST_COMMITS}", tip, *self.only)
        return [self._step(part) for part in reversed(said.split(_START)[1:])]

    def authors(self, commit: str) -> frozenset[Author]:
        """Who made a commit of the main line; of a merge, who made what it brought. Raises GitError."""
        parents = self.git.text("log", "-1", "--format=%P", commit).split()
        brought = [commit, f"^{parents[0]}"] if len(parents) > 1 else ["-1", commit]
        said = self.git.text("log", "--format=%aN%x00%aE", *(["--no-merges"] if len(parents) > 1 else []), *brought)
        pairs = (line.partition("\0") for line in said.splitlines())
        return frozenset(Author(name, address) for name, _, address in pairs)

    def is_whole(self, steps: list[Step]) -> bool:
        """Is the first of these commits the first that there ever was of the pages?"""
        return len(steps) < MOST_COMMITS and self.git.text("rev-parse", "--is-shallow-repository") == "false"

    def revisions(self, steps: list[Step], known: int = 0) -> Iterator[Revision]:
        """Every version of the pages, oldest first, without the first `known` ones."""
        if not steps:
            return
        tree = self.tree(steps[0].commit.id)
        trees = [tree]
        for step in steps[1:]:
            tree = {**{p: b for p, b in tree.items() if p not in step.gone}, **step.written}
            trees.append(tree)
        texts = _decoded(self._texts({b for t in trees[known:] for b in t.values()}))
        for step, tree in list(zip(steps, trees, strict=True))[known:]:
            documents = tuple(Document(p, texts[b]) for p, b in sorted(tree.items()) if b in texts)
            yield Revision(step.commit, documents, step.moved)

    @property
    def only(self) -> tuple[str, ...]:
        """What limits a call of git to the folder."""
        return ("--", f":(top,literal){self.folder}") if self.folder else ()

    def below(self, path: str) -> str | None:
        """A path below the folder; None when it is not there, or no page."""
        if self.folder and not path.startswith(f"{self.folder}/"):
            return None
        below = path[len(self.folder) + 1 :] if self.folder else path
        return below if is_page(below) else None

    def _step(self, said: str) -> Step:
        head, *rest = said.split("\0")
        commit, _, seconds = head.partition(" ")
        written: dict[str, str] = {}
        gone: set[str] = set()
        moved: dict[str, str] = {}
        fields = iter(f for f in (r.lstrip("\n") for r in rest) if f)
        for about in fields:
            _, mode, _, blob, status = about.split(" ")
            before = self.below(next(fields))
            after = self.below(next(fields)) if status[0] in "RC" else before
            if before is not None and status[0] in "DR":
                gone.add(before)
            if after is not None and status[0] != "D" and mode in _FILES:
                written[after] = blob
            if before is not None and after is not None and status[0] == "R":
                moved[before] = after
        day = datetime.fromtimestamp(int(seconds), UTC).date()
        return Step(Commit(commit, day), written, frozenset(gone), moved)

    def _texts(self, blobs: Iterable[str]) -> dict[str, bytes | int]:
        """The bytes of each text by its id; of one that is too large only its size."""
        asked = list(dict.fromkeys(blobs))
        sizes = self.git.text("cat-file", "--batch-check", given=_lines(asked)).splitlines()
        found: dict[str, bytes | int] = {}
        for blob, _, size in (line.split(" ") for line in sizes):
            found[blob] = int(size)
        small = [b for b in asked if isinstance(n := found[b], int) and n <= LARGEST_FILE]
        return found | _split(self.git.raw("cat-file", "--batch", given=_lines(small)))


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{b}\n" for b in blobs).encode()


def _split(printed: bytes) -> dict[str, bytes | int]:
    """What `cat-file --batch` printed: for each text a line "id kind size", its bytes and a line end."""
    found: dict[str, bytes | int] = {}
    place = 0
    while place < len(printed):
        end = printed.index(b"\n", place)
        blob, _, size = printed[place:end].decode().split(" ")
        place = end + 1 + int(size)
        found[blob] = printed[end + 1 : place]
        place += 1
    return found


def _page(path: str, raw: bytes | int, commit: str) -> Document | Problem:
    return too_large(path, raw) if isinstance(raw, int) else page_of(path, raw, commit)


def _decoded(texts: Mapping[str, bytes | int]) -> dict[str, str]:
    """Each text once, so that a page which a commit left alone is told by its text being the same."""
    pages = {blob: page_of("", raw) for blob, raw in texts.items() if not isinstance(raw, int)}
    return {blob: page.text for blob, page in pages.items() if isinstance(page, Document)}
