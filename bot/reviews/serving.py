"""Reviews while the bot serves Slack: every half minute what is due is planned and posted.

It runs where the settings name channels and one workspace is set. Every replica does it; the ledger keeps
them from sending anything twice. Without channels nothing is opened and nothing is kept.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App, today_of
from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.people import NamedPeople
from bot.reviews.posting import ReviewPosts, Rounds, channel_schedules, people_schedules
from bot.reviews.remembered import remember
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.reviews.zones import SlackZones
from bot.schedule.planner import Schedule
from bot.schedule.quiet import Quiet, is_person
from bot.settings import Settings
from bot.state.database import Database
from bot.state.ledger import Ended, Ledger
from bot.state.schedules import Asked, Schedules
from handlers.addresses import Addresses
from handlers.conversation import Message

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two rounds."""


@dataclass(frozen=True)
class Office:
    """What a round works with: what `serve` has open already, a database with our tables and a session to Slack."""

    app: App
    database: Database
    client: AsyncWebClient
    """With the token of the workspace, and without retries of its own."""

    @cached_property
    def zones(self) -> SlackZones:
        """The time zones of people."""
        return SlackZones(self.client, time.monotonic)

    def rounds(self) -> Rounds:
        """The rounds of this process."""
        mailbox = SlackMailbox(self.client, self._token)
        posts = ReviewPosts(self._now, lambda: today_of(self.app.file), Addresses(self.app.link))
        ledger, settings = Ledger(self.database, kinds=["review"]), self.app.file.reviews
        quiet = Quiet(ledger, settings.hours(), most_a_day=settings.most_a_day)
        return Rounds(self.database, Courier(ledger, mailbox, posts.compose, time.monotonic), quiet)

    async def schedules(self) -> list[Schedule]:
        """The channels of the settings, each since it was first named: nothing is owed for the time before."""
        team = str((await self.client.auth_test())["team_id"])
        settings = self.app.file.reviews
        channels = await kept_since(Schedules(self.database), settings, team)
        people = people_schedules(settings, await self._people(), team, min(s.since for s in channels))
        return [*channels, *people]

    async def _token(self, _: str) -> str | None:
        return self.client.token

    async def _now(self) -> Reviewing:
        remembered = await remember(self.database, self._subject_of)
        file = self.app.file
        people = await self._people()
        return Reviewing(self.app.library.current(), self.app.lexicon, file.reviews, remembered, people)

    async def _people(self) -> NamedPeople:
        """The people of the settings, in the time zones that Slack tells where the settings name none."""
        people = self.app.people.all
        asked = [person for ids in people.ids.values() for person in ids if is_person(person)]
        return people.in_zones(await self.zones.of(person for person in asked if person not in people.zones))

    def _subject_of(self, question: str) -> str | None:
        subjects = self.app.conversation.understand(Message(question)).subjects
        key = next((s.matches[0].key for s in subjects if s.sure), None)
        return None if key is None else self.app.library.current().by_key[key].name


def planned_posts(settings: Settings, session: ClientSession) -> AsyncWebClient:
    """The client for planned messages, on a session that is open: it calls once, since the ledger tries again."""
    token = settings.slack_bot_token
    said = None if token is None else token.get_secret_value()
    return AsyncWebClient(said, settings.slack_api_url, session=session, retry_handlers=[])


@asynccontextmanager
async def reviews_sent(office: Office, every: float = EVERY) -> AsyncIterator[None]:
    """While inside, reviews go to the channels that roadmap.yaml names, every `every` seconds those that are due."""
    if not channel_schedules(office.app.file.reviews, "", 0.0) or office.client.token is None:
        yield
        return
    task = asyncio.create_task(_go_on(office, every))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def kept_since(schedules: Schedules, settings: ReviewSettings, workspace: str) -> list[Schedule]:
    """The schedules of the settings, each beginning when it was first met; what is no longer named is stopped."""
    named = channel_schedules(settings, workspace, 0.0)
    rules = {rule.channel: rule.rule for rule in settings.rules if rule.channel is not None}
    for schedule in named:
        await schedules.ask(Asked(workspace, schedule.place, rules[schedule.place], str(schedule.zone), None))
    kept = {asked.place: asked for asked in await schedules.all() if asked.workspace == workspace}
    for place, asked in kept.items():
        if asked.person is None and place not in rules:
            await schedules.stop(workspace, place)
    return [replace(schedule, since=kept[schedule.place].since) for schedule in named]


async def _go_on(office: Office, every: float) -> None:
    """Rounds without end. What goes wrong is logged, and tried again in the next one."""
    rounds, schedules = office.rounds(), None
    while True:
        try:
            if schedules is None:
                schedules = await office.schedules()
            for outcome in await rounds.once(schedules):
                log.log(logging.WARNING if isinstance(outcome, Ended) else logging.INFO, "a review: %s", outcome)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("reviews wait for Slack: %s", error)
        except Exception:
            log.exception("a round of reviews failed; the next one is in %s seconds", every)
        await asyncio.sleep(every)
