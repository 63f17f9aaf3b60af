"""Looks whether the pages have changed, and reads them anew when they have; what was good is kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.content import Content, ContentError
from bot.source.git import GitError
from bot.source.past import Past
from bot.source.revisions import Archive, Author
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.naming import Naming
from knowledge.roadmap import Late, Lateness, Roadmap

log = logging.getLogger(__name__)


class Pages(Protocol):
    """Where pages come from: a folder, or a repository."""

    @property
    def archive(self) -> Archive | None:
        """What tells their past; None without one."""

    def mark(self) -> str:
        """What differs when the pages do. Raises ContentError when they can't be reached."""

    def read(self, mark: str, /) -> Content:
        """The pages. Raises ContentError when there are none."""

    def tip(self, mark: str, /) -> str | None:
        """The commit of the pages; None without one."""

    def keep(self, mark: str, /) -> None:
        """Take note that these could be read."""

    def last_good(self) -> str | None:
        """The mark of the last ones that could be read before this start; None when nobody knows."""

    def fetched(self) -> datetime | None:
        """When (UTC) they were last reached before this start; None when nobody knows."""


@dataclass(frozen=True)
class Condition:
    """How it stands with the pages: their commit, when they were known to be the newest, why that may be over."""

    commit: str | None
    checked: datetime
    late: Lateness | None = None


def utc_now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


class Watch:
    """One place of pages: `first` reads them, `look` reads them again when they changed. For one thread at a time."""

    def __init__(
        self,
        pages: Pages,
        lexicon: Lexicon,
        now: Callable[[], datetime] = utc_now,
        waits: bool = True,
        naming: Naming | None = None,
    ) -> None:
        """`waits`: may a question wait for the history to be read? Else it is told to be under way.

        `naming` is what roadmap.yaml adds to the pages.
        """
        self._naming = naming
        self._pages, self._lexicon, self._now, self._waits = pages, lexicon, now, waits
        self._past = None if pages.archive is None else Past(pages.archive, lexicon)
        self._seen: str | None = None
        """The mark of the pages looked at last, whether they could be read or not."""
        self._roadmap: Roadmap | None = None
        self.condition = Condition(None, pages.fetched() or now())

    def first(self) -> Roadmap:
        """The Roadmap to begin with: the newest, else the last good one, which then says how late it is.

        Raises ContentError when there is neither.
        """
        try:
            self._seen = self._pages.mark()
            return self._publish(self._seen)
        except ContentError as error:
            good = self._pages.last_good()
            if good is None:
                raise
            roadmap = self._read(good)
            why = Lateness.NOT_READABLE if self._seen is not None else Lateness.NOT_FETCHED
            self._roadmap = self._late(roadmap, why, error)
            return self._roadmap

    def look(self) -> Roadmap | None:
        """The Roadmap to publish now; None while nothing changed."""
        was_late = self._roadmap.late if self._roadmap is not None else None
        try:
            mark = self._pages.mark()
        except ContentError as error:
            return self._failed(Lateness.NOT_FETCHED, error)
        if mark == self._seen and (was_late is None or was_late.why is Lateness.NOT_READABLE):
            if was_late is None:
                self.condition = replace(self.condition, checked=self._now())
            return None
        self._seen = mark
        try:
            return self._publish(mark)
        except ContentError as error:
            return self._failed(Lateness.NOT_READABLE, error)

    def health(self) -> dict[str, Any]:
        """How it stands with the pages, for the health check: nothing that is not for everybody's eyes."""
        now, then = self._now(), self.condition
        checked = {
            "checked": then.checked.isoformat(timespec="seconds"),
            "age_seconds": int((now - then.checked).total_seconds()),
        }
        return {"pages": {"commit": then.commit, **checked, "late": None if then.late is None else then.late.value}}

    def read_past(self) -> None:
        """Read the history of the current pages, so that no question has to wait for it."""
        if self._past is not None and self.condition.commit is not None:
            self._past.history(self.condition.commit)

    def authors(self, commit: str) -> frozenset[Author]:
        """Who made a commit; nobody when that can't be told."""
        try:
            return frozenset() if self._pages.archive is None else self._pages.archive.authors(commit)
        except GitError as error:
            log.warning("who made commit %s can't be read: %s", commit[:7], error)
            return frozenset()

    def _publish(self, mark: str) -> Roadmap:
        roadmap = self._read(mark)
        self._pages.keep(mark)
        self.condition = Condition(self._pages.tip(mark), self._now())
        if self._roadmap is not None:
            log.info("the pages have changed and were read anew")
        self._roadmap = roadmap
        return roadmap

    def _read(self, mark: str) -> Roadmap:
        content, tip, past = self._pages.read(mark), self._pages.tip(mark), self._past
        roadmap = assemble(content.documents, self._lexicon, content.problems, self._naming)
        self.condition = replace(self.condition, commit=tip)
        if past is None or tip is None:
            return roadmap
        tell = past.history if self._waits else past.history_so_far
        return replace(roadmap, history=lambda: tell(tip))

    def _failed(self, why: Lateness, error: ContentError) -> Roadmap | None:
        """Keep what there is and say how late it is; it is published once, not at each look."""
        if self._roadmap is None or (self._roadmap.late is not None and self._roadmap.late.why is why):
            return None
        self._roadmap = self._late(self._roadmap, why, error)
        return self._roadmap

    def _late(self, roadmap: Roadmap, why: Lateness, error: ContentError) -> Roadmap:
        since = self.condition.checked
        log.warning("%s; the pages as of %s are kept", error, since.isoformat(timespec="minutes"))
        self.condition = replace(self.condition, late=why)
        return replace(roadmap, late=Late(since, why))
