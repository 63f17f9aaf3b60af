"""`roadmap-bot reviews --dry-run`: what would be sent when, to whom. Nothing is sent.

The days are played through with the rounds of `serve`, so that it is what would happen if the pages were left as
they are and nobody answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reviews.played import Play, Posted, played_from
from bot.reviews.reviewing import Reviewing
from bot.reviews.runs import SAID_IN_CHAT
from bot.reviews.settings import ReviewSettings
from handlers.slack.escaping import unescape


@dataclass(frozen=True)
class Sending:
    """One message of the future: when (UTC), by which clock it is shown, to whom, why, and its text."""

    at: datetime
    zone: ZoneInfo
    to: str
    why: str
    text: str

    @property
    def lines(self) -> list[str]:
        """As it is printed: a line that says when and to whom, the message indented."""
        when = self.at.astimezone(self.zone)
        body = self.text.splitlines()
        return [f"{when:%Y-%m-%d %H:%M} {self.zone.key}, to {self.to}: {self.why}", *(f"    {line}" for line in body)]


@dataclass(frozen=True)
class DryRun:
    """Everything that a stretch of days would bring, from the pages as they are."""

    reviewing: Reviewing

    def lines(self, first: date, last: date) -> Iterator[str]:
        """The messages of those days as they are printed, and what there is to say where there are none."""
        found = self.sendings(first, last)
        for sending in found:
            yield from sending.lines
        if not found:
            yield f"Nothing would be sent from {first} to {last}."

    def sendings(self, first: date, last: date) -> list[Sending]:
        """Every message from `first` to `last`, both included, in order of time; reviews from before are left out."""
        return asyncio.run(self._play(first, last))

    async def _play(self, first: date, last: date) -> list[Sending]:
        reviewing = replace(self.reviewing, settings=_with_a_channel(self.reviewing.settings))
        zone = ZoneInfo(reviewing.settings.zone)
        begins, ends = (datetime.combine(day, time(), zone).timestamp() for day in (first, last + timedelta(days=1)))
        async with played_from(begins, lambda _: reviewing) as play:
            await play.until(ends)
            return [_sending(posted, play, reviewing) for posted in play.shelf.posted]


def _with_a_channel(settings: ReviewSettings) -> ReviewSettings:
    """The settings, with the channel that asks for reviews in chat where they name none."""
    if any(rule.channel is not None for rule in settings.rules):
        return settings
    return settings.model_copy(update={"rules": (SAID_IN_CHAT, *settings.rules)})


def _sending(posted: Posted, play: Play, reviewing: Reviewing) -> Sending:
    place, payload = posted.planned.place, posted.planned.payload
    zone = next((s.zone for s in play.schedules() if s.place == place), ZoneInfo(reviewing.settings.zone))
    names = " and ".join(reviewing.people.owners(place))
    to = f"{names} ({place})" if names else f"channel {place}"
    at = datetime.fromtimestamp(posted.at, UTC)
    return Sending(at, ZoneInfo(str(zone)), to, f"review {payload['period']}", unescape(posted.text))
