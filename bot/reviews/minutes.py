"""The minutes of reviews: the pages as they are, with all that the database remembers of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.app import App, today_of
from bot.people import NamedPeople
from bot.reviews.memory import Remembered
from bot.reviews.remembered import remember
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewRule, ReviewSettings
from bot.schedule.rule import RuleError, read_rule
from bot.state.database import Database
from bot.state.offers import Offers
from bot.state.reviews import Reviews
from bot.state.schedules import Asked, Schedules
from handlers.conversation import Message
from handlers.present import Present
from knowledge.roadmap import Roadmap

log = logging.getLogger(__name__)


class Minutes:
    """What is known of reviews, read anew whenever it matters; the last of it is at hand without waiting."""

    def __init__(self, app: App, database: Database) -> None:
        """`database` has our tables."""
        self.app = app
        self.database: Database = database
        self.decisions, self.schedules, self.offers = Reviews(database), Schedules(database), Offers(database)
        self._last = Remembered()

    @property
    def people(self) -> NamedPeople:
        """Who is who."""
        return self.app.people.all

    @property
    def roadmap(self) -> Roadmap:
        """The pages as they are."""
        return self.app.library.current()

    def today(self, zone: tzinfo | None = None) -> date:
        """The day reviews are held for, in a time zone; None: that of this machine."""
        return today_of(self.app.file, zone)

    def day(self, at: float) -> date:
        """The day of a moment (seconds since 1970) where people are."""
        return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(self.app.file.reviews.zone)).date()

    async def reviewing(self, workspace: str | None = None) -> Reviewing:
        """The pages, what is remembered, and when reviews are due in a workspace; None: by roadmap.yaml alone."""
        self._last = await remember(self.database, self._subject_of, ZoneInfo(self.app.file.reviews.zone))
        settings = self.app.file.reviews
        return self._reviewing(settings if workspace is None else await self.settings(workspace))

    async def settings(self, workspace: str) -> ReviewSettings:
        """The settings of roadmap.yaml, with the channels of a workspace where somebody asked for reviews."""
        asked = {one.place: one for one in await self.schedules.all() if one.workspace == workspace and one.person}
        return with_asked(self.app.file.reviews, asked)

    def of_late(self, present: Present) -> Present:
        """What answers are given from, with the reviews as they were read last."""
        reviewing = self._reviewing(self.app.file.reviews)
        return replace(present, reviewed=lambda: reviewing.now(self.today()), answers_reviews=True)

    def _reviewing(self, settings: ReviewSettings) -> Reviewing:
        return Reviewing(self.roadmap, self.app.lexicon, settings, self._last, self.people)

    def _subject_of(self, question: str) -> str | None:
        subjects = self.app.conversation.understand(Message(question)).subjects
        key = next((s.matches[0].key for s in subjects if s.sure), None)
        return None if key is None else self.roadmap.by_key[key].name


def with_asked(settings: ReviewSettings, asked: Mapping[str, Asked]) -> ReviewSettings:
    """Settings with the channels (place -> schedule) that asked for reviews in chat; those they name themselves win."""
    named = {rule.channel for rule in settings.rules}
    rules = [_rule(one) for place, one in asked.items() if place not in named]
    return settings.model_copy(update={"rules": (*settings.rules, *(rule for rule in rules if rule is not None))})


def _rule(asked: Asked) -> ReviewRule | None:
    """The rule of a channel; None, told to the log, when this version does not understand it any more."""
    try:
        zone = read_rule(asked.rule).zone or asked.zone
        text = asked.rule if zone in asked.rule else f"{asked.rule} {zone}"
        return ReviewRule(channel=asked.place, rule=text)
    except (RuleError, ValueError) as error:
        log.error("reviews for %s are not posted: %s", asked.place, error)
        return None
