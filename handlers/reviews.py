"""Reviews as chat works with them: what is due, what people say of it, and where reviews are posted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from handlers.identities import Notice
from knowledge.review.decision import Place
from knowledge.review.given import Given, Kept
from knowledge.review.review import Review


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict as history tells it: the name of its page or feature, and the day it was given."""

    name: str
    kept: Kept
    day: date


@dataclass(frozen=True, slots=True)
class Posted:
    """Reviews that are posted in a channel: the rule and zone as written, and whether roadmap.yaml names them."""

    rule: str
    zone: str
    by_settings: bool = False
    person: str | None = None
    """Who asked for them."""


class Wrong(StrEnum):
    """What is wrong with a schedule that somebody typed."""

    RULE = "rule"
    ZONE = "zone"


class Started(StrEnum):
    """What became of a review that somebody started."""

    POSTED = "posted"
    BEFORE = "before"
    """That was done today already."""
    REFUSED = "refused"
    """The platform does not take it there."""
    LATER = "later"
    """It is planned, and goes out when the platform takes it."""


class Reviews(Protocol):
    """The reviews of a roadmap, and what is remembered of them."""

    async def now(self) -> Review:
        """What is due today, as it is put to people: what nobody known is asked goes to whoever stands in."""

    async def decide(self, given: Sequence[Given], asked: Collection[str]) -> Sequence[Told]:
        """Keep verdicts; of what was answered before, what was said then. `asked` are the owners who were asked: what
        they were sent is drawn anew, as is what channels show."""

    async def answer_to(self, review: str, place: Place) -> Told | None:
        """What was said when a place was asked for; None when nobody answered."""

    async def redraw(self) -> None:
        """Bring the messages that show what was decided up to date; those that fail are tried again later."""

    async def history(self, most: int, skipped: int = 0) -> Sequence[Told]:
        """What was decided, the latest first."""

    async def posted(self, team: str, channel: str) -> Posted | None:
        """The reviews that are posted in a channel; None when there are none."""

    async def post_in(self, team: str, channel: str, posted: Posted) -> None:
        """Post reviews in a channel from now on, by a rule that is right."""

    async def stop(self, team: str, channel: str) -> bool:
        """Post no more reviews in a channel; false when there were none."""

    async def may_offer(self, team: str) -> bool:
        """Are reviews posted nowhere in a workspace, and was nobody there ever told that they can be had?"""

    async def offer(self, team: str, notices: Sequence[Notice] = ()) -> bool:
        """Send messages that tell it, once for each workspace; false when it was told before. Without messages it is
        noted that somebody was told."""

    @property
    def zone(self) -> str | None:
        """The time zone that the settings name; None when they name none."""

    async def start(self, team: str, place: str) -> Started:
        """Post what is due in a channel now, or send a person what is asked of them; a channel gets it once a day."""

    def in_words(self, posted: Posted) -> str:
        """When reviews are posted in a channel: "monthly on day 15 at 09:30 Europe/Madrid"."""

    def wrong_in(self, rule: str, zone: str) -> tuple[Wrong, str] | None:
        """What is wrong with a rule or a zone as typed, in words that say what would be right; None when nothing is."""
