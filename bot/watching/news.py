"""What each place is to be told of what it watches: put together from the history, ready to be drawn."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property

from bot.source.revisions import Author
from bot.state.watches import Kept
from handlers.watches import Cadence
from knowledge.answer import Answer
from knowledge.history.change import Change
from knowledge.roadmap import Roadmap
from knowledge.watching.happening import Happened, concerning, happened_after
from knowledge.watching.told import Telling, tell

log = logging.getLogger(__name__)

LOST = 86_400.0
"""Seconds after which a commit that the history does not have is taken to be gone, as after a forced push: until then
another replica may merely know more than this one."""


@dataclass(frozen=True)
class News:
    """What one place is told for some of its watches; the message is None when nothing concerns it."""

    kept: tuple[Kept, ...]
    message: Answer | None


@dataclass(frozen=True)
class Newsroom:
    """What news are made from, at one moment."""

    roadmap: Roadmap
    today: date
    now: float
    """Seconds since 1970, by the clock that watches were told by."""
    authors: Callable[[str], Collection[Author]]
    """Who made a commit."""
    names: Callable[[str], Collection[str]]
    """Under which names, or addresses of mail, commits and pages know a person."""

    @cached_property
    def _after(self) -> Callable[[str], tuple[Happened, ...] | None]:
        """What happened after a commit, looked up once for all who were told up to it."""
        return cache(lambda commit: happened_after(self.roadmap, commit))

    def news(self, kept: Iterable[Kept]) -> list[News]:
        """The news for those watches, a message for each place and pace."""
        groups: dict[tuple[str, str, Cadence], list[Kept]] = defaultdict(list)
        for one in kept:
            listener = one.watch.listener
            groups[listener.team, listener.place, one.watch.cadence].append(one)
        return [news for group in groups.values() if (news := self._of_place(group)) is not None]

    def _of_place(self, group: Sequence[Kept]) -> News | None:
        known = [(one, happened) for one in group if (happened := self._happened(one)) is not None]
        if not known:
            return None
        told: dict[int, Happened] = {}
        met = []
        for one, happened in known:
            found, watched = concerning([one.watch.watched], happened, self.roadmap)
            met += watched
            for thing in found:
                before = told.get(id(thing.life))
                told[id(thing.life)] = thing if before is None else max(before, thing, key=lambda h: len(h.changes))
        return News(tuple(one for one, _ in known), tell(list(told.values()), met, self._telling(group)))

    def _telling(self, group: Sequence[Kept]) -> Telling:
        watch = group[0].watch
        began = min(one.told_at for one in group)
        since = None if watch.cadence is Cadence.NOW else datetime.fromtimestamp(began, UTC).date()
        return Telling(self.today, watch.listener.is_channel, since)

    def _happened(self, kept: Kept) -> list[Happened] | None:
        """What happened since it was told last, without what the person did themselves; None: not to be told now."""
        if kept.told is None:
            return []
        found = self._after(kept.told)
        if found is None and self.now - kept.told_at < LOST:
            return None
        if found is None:
            log.warning("commit %s is in the history no more; what is watched is told from now on", kept.told[:7])
        listener = kept.watch.listener
        mine = frozenset() if listener.is_channel else frozenset(n.casefold() for n in self.names(listener.person))
        return [left for one in found or () if (left := self._without_own(one, mine)).changes]

    def _without_own(self, happened: Happened, mine: frozenset[str]) -> Happened:
        if not mine:
            return happened
        return replace(happened, changes=tuple(c for c in happened.changes if not self._is_by(c, mine)))

    def _is_by(self, change: Change, mine: frozenset[str]) -> bool:
        made = self.authors(change.commit.id) if change.commit is not None else ()
        return bool(made) and all(not mine.isdisjoint({a.name.casefold(), a.address.casefold()}) for a in made)
