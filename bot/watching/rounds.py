"""Rounds of watching: what has changed is planned for whoever watches it, once, and sent through the ledger.

Any number of replicas may make theirs at the same time: a watch is told by the one that notes it first, in the
transaction that plans the message.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.delivery.courier import Courier, Letter
from bot.schedule.quiet import HoursOf, Quiet, is_person
from bot.source.revisions import Author
from bot.state.database import Database
from bot.state.ledger import Claimed, Outcome, Planned
from bot.state.watches import Kept, KeptWatches
from bot.watching.digests import is_digest_due
from bot.watching.lull import Lull
from bot.watching.news import News, Newsroom
from handlers.addresses import Addresses
from handlers.slack.watch_message import watch_message
from handlers.watches import Cadence
from knowledge.roadmap import Roadmap
from knowledge.said import ENGLISH, Language
from knowledge.translated import translated

KIND = "watch"
"""The kind of these deliveries."""


@dataclass(frozen=True)
class Pages:
    """The roadmap as it is when it is asked for, and who made it so."""

    current: Callable[[], Roadmap]
    today: Callable[[], date]
    authors: Callable[[str], Collection[Author]]
    """Who made a commit. May take a while: it is called in a thread."""
    names: Callable[[str], Collection[str]]
    """Under which names and addresses commits know a person."""
    addresses: Addresses = Addresses()
    language: Language = ENGLISH
    """The language that people are told in."""


@dataclass(frozen=True)
class Times:
    """When it is told: after which lull, by whose clock and working days, and seconds since some moment."""

    lull: Lull
    hours: HoursOf
    elapsed: Callable[[], float]


@dataclass(frozen=True)
class WatchLetters:
    """Letters as they were planned; none of changes when every watch they are for has ended since."""

    watches: KeptWatches

    async def compose(self, planned: Planned) -> Letter | None:
        """The letter; None when nobody waits for it any more."""
        watches = planned.payload.get("watches")
        is_wanted = watches is None or await self.watches.are_left(watches)
        return Letter(planned, planned.payload["content"]) if is_wanted else None


@dataclass(frozen=True)
class Courtesy:
    """How long a delivery of watching waits: a direct message of changes until the working hours of its reader."""

    quiet: Quiet

    async def wait(self, claimed: Claimed) -> float:
        """Seconds until it may be sent; what a channel asked for, and notices, do not wait."""
        planned = claimed.planned
        return await self.quiet.wait(claimed) if planned.kind == KIND and is_person(planned.place) else 0.0


@dataclass(frozen=True)
class WatchRounds:
    """Tells what changed, a round at a time."""

    database: Database
    courier: Courier
    pages: Pages
    times: Times

    async def once(self, is_over: Callable[[], bool] = lambda: False) -> list[Outcome]:
        """Plan what is to be told now, then send all that is due until it `is_over`; what became of each."""
        await self._plan()
        outcomes: list[Outcome] = []
        while not is_over() and (outcome := await self.courier.deliver_next()) is not None:
            outcomes.append(outcome)
        return outcomes

    async def _plan(self) -> None:
        roadmap = self.pages.current()
        history = roadmap.history()
        if not history.is_known or not history.commits:
            return
        newest = history.commits[-1].id
        is_quiet = self.times.lull.has_come(newest, self.times.elapsed())
        watches = KeptWatches(self.database)
        now = await self.database.clock()
        due = [kept for kept in await watches.every() if await self._is_due(kept, newest, is_quiet, now)]
        if due:
            room = Newsroom(roadmap, self.pages.today(), now, cache(self.pages.authors), self.pages.names)
            for news in await asyncio.to_thread(room.news, due):
                await self._tell(news, newest, now, watches)

    async def _is_due(self, kept: Kept, newest: str, is_quiet: bool, now: float) -> bool:
        """Is it to be told now? A person is told within their working hours: what changes in a night is one message."""
        listener, cadence = kept.watch.listener, kept.watch.cadence
        if kept.told is None:
            return True
        if cadence is Cadence.NOW and (kept.told == newest or not is_quiet):
            return False
        hours = await self.times.hours(listener.team, listener.place)
        if not listener.is_channel and hours.opens(now) > now:
            return False
        return cadence is Cadence.NOW or is_digest_due(cadence, kept.told_at, now, hours)

    async def _tell(self, news: News, newest: str, now: float, watches: KeptWatches) -> None:
        before = {kept.id: kept.told for kept in news.kept}
        planned = None
        if news.message is not None:
            listener = news.kept[0].watch.listener
            content = watch_message(translated(news.message, self.pages.language), self.pages.addresses).as_arguments()
            payload = {"watches": list(before), "content": content}
            planned = Planned(_key(news, newest), KIND, listener.team, listener.place, payload, now)
        await watches.told(before, newest, planned)


def _key(news: News, newest: str) -> str:
    """What names a message for ever: its place, and from where to where what it tells goes."""
    listener = news.kept[0].watch.listener
    told = "|".join(f"{kept.id}:{kept.told}" for kept in news.kept)
    return f"{listener.team}|{listener.place}|{KIND}|{newest}|{hashlib.sha256(told.encode()).hexdigest()[:16]}"
