"""The History of the pages, read out of git when it is first asked for, and then kept."""

from __future__ import annotations

import logging
import threading

from bot.source.git import GitError
from bot.source.revisions import Archive
from knowledge.history.chronicle import Chronicle
from knowledge.history.history import History, Knowledge
from knowledge.lexicon import Lexicon

log = logging.getLogger(__name__)


class Past:
    """Reads the history of an archive up to a commit; what it read before is not read again."""

    def __init__(self, archive: Archive, lexicon: Lexicon) -> None:
        self._archive, self._lexicon = archive, lexicon
        self._lock = threading.Lock()
        self._chronicle: Chronicle | None = None
        self._told: tuple[str, History] | None = None

    def history(self, tip: str) -> History:
        """The history up to the commit `tip`; one that says so when git can't tell it."""
        with self._lock:
            if self._told is None or self._told[0] != tip:
                self._told = (tip, self._read(tip))
            return self._told[1]

    def history_so_far(self, _: str) -> History:
        """The same without waiting: what was read last, or that it is being read."""
        told = self._told
        return History(Knowledge.BEING_READ) if told is None else told[1]

    def _read(self, tip: str) -> History:
        try:
            steps = self._archive.steps(tip)
            chronicle = self._chronicle or Chronicle(self._lexicon, self._archive.is_whole(steps))
            known = len(chronicle.commits)
            if tuple(s.commit for s in steps[:known]) != chronicle.commits:
                chronicle, known = Chronicle(self._lexicon, self._archive.is_whole(steps)), 0
            for revision in self._archive.revisions(steps, known):
                chronicle.add(revision)
        except GitError as error:
            log.warning("the history of the pages can't be read: %s", error)
            return History(Knowledge.UNREADABLE)
        self._chronicle = chronicle
        return chronicle.history()
