"""Reviews while the bot serves Slack: every half minute what is due is planned and posted.

It runs for the channels that the settings name and those where somebody asked for reviews. Every replica does it;
the ledger keeps them from sending anything twice.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.delivery.courier import Courier
from bot.delivery.editor import Editor
from bot.delivery.slack_mailbox import SlackMailbox
from bot.reviews.clocks import Clocks
from bot.reviews.kept import KeptReviews
from bot.reviews.minutes import Minutes
from bot.reviews.posting import ReviewPosts, Rounds, channel_schedules, people_schedules
from bot.reviews.reminders import Reminders
from bot.reviews.settings import ReviewSettings
from bot.reviews.zones import SlackZones
from bot.schedule.planner import Schedule
from bot.schedule.quiet import Quiet
from bot.settings import Settings
from bot.slack.connection import MakeDesk
from bot.slack.installs import Installs
from bot.state.database import Database
from bot.state.edits import KINDS, Edits
from bot.state.ledger import Ended, Ledger
from bot.state.schedules import Asked, Schedules
from handlers.addresses import Addresses
from handlers.slack.desk import Desk, Work
from handlers.slack.offering import offer_to

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two rounds."""


@dataclass(frozen=True)
class Office:
    """What a round works with: what `serve` has open already, a database with our tables and a session to Slack."""

    app: App
    database: Database
    client: AsyncWebClient
    """With the token of the workspace where one is set, and without retries of its own."""
    installs: Installs | None = None
    """Whose tokens speak where none is set."""
    known: list[str] = field(default_factory=list)
    """The workspace of the token, once Slack was asked."""

    @cached_property
    def minutes(self) -> Minutes:
        """What is known of reviews."""
        return Minutes(self.app, self.database)

    @cached_property
    def editor(self) -> Editor:
        """Who draws messages anew."""
        return Editor(Edits(self.database), self.client, self._token, self._posts.redraw)

    def reviews(self) -> KeptReviews:
        """The reviews as chat works with them."""
        return KeptReviews(self.minutes, self.editor, self._deliver)

    async def _deliver(self) -> None:
        for outcome in await self.rounds().once([]):
            log.info("a review: %s", outcome)

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of people."""
        zones = SlackZones(self.client, time.monotonic, self._token)
        return Clocks(self.app.file.reviews, self.app.people, zones)

    def rounds(self) -> Rounds:
        """The rounds of this process."""
        mailbox = SlackMailbox(self.client, self._token)
        ledger, settings = Ledger(self.database, kinds=KINDS), self.app.file.reviews
        quiet = Quiet(ledger, settings.hours(), hours_of=self.clocks.hours, most_a_day=settings.most_a_day)
        courier = Courier(ledger, mailbox, self._posts.compose, time.monotonic)
        return Rounds(self.database, courier, quiet, self.editor)

    @property
    def _posts(self) -> ReviewPosts:
        addresses = Addresses(self.app.link, self.app.file.edit)
        return ReviewPosts(self.minutes.reviewing, self.minutes.today, addresses, self.app.language)

    def desk(self, make: MakeDesk) -> MakeDesk:
        """Desks at which reviews can be answered."""

        def with_reviews(work: Work) -> Desk:
            desk = make(work)
            return replace(desk, present=lambda: self.minutes.of_late(desk.present()), reviews=self.reviews())

        return with_reviews

    async def schedules(self) -> list[Schedule]:
        """The channels of the settings and those where somebody asked for reviews, each since it was first met:
        nothing is owed for the time before. Then the people of each workspace."""
        minutes, settings = self.minutes, self.app.file.reviews
        asked = [one for one in await minutes.schedules.all() if one.person is not None]
        named = self.client.token is not None and any(rule.channel for rule in settings.rules)
        home = await self._home() if self.client.token is not None and (named or asked) else None
        if home is not None and named:
            await keep_named(minutes.schedules, settings, home)
        found: list[Schedule] = []
        for workspace in [home] if home is not None else dict.fromkeys(one.workspace for one in asked):
            found += await self._of_workspace(workspace)
        return found

    @cached_property
    def reminders(self) -> Reminders:
        """What follows when nobody answers."""
        return Reminders(self.minutes, Ledger(self.database))

    async def offer(self) -> None:
        """Tell the admins that the settings name that reviews can be had, in the workspace of the token: once."""
        admins, reviews = self.app.file.admins, self.reviews()
        if admins and self.client.token is not None and await reviews.may_offer(team := await self._home()):
            await offer_to(admins, team, reviews, self.app.language)

    async def remind(self, schedules: Sequence[Schedule]) -> None:
        """Plan the reminders of every workspace that has reviews."""
        for workspace in dict.fromkeys(schedule.workspace for schedule in schedules):
            await self.reminders.plan(workspace, await self.database.clock())

    async def _of_workspace(self, workspace: str) -> list[Schedule]:
        settings = await self.minutes.settings(workspace)
        since = {a.place: a.since for a in await self.minutes.schedules.all() if a.workspace == workspace}
        channels = channel_schedules(settings, workspace, 0.0)
        dated = [replace(schedule, since=since[schedule.place]) for schedule in channels if schedule.place in since]
        if not dated:
            return []
        people = await self.clocks.people(workspace, only_there=self.client.token is None)
        return [*dated, *people_schedules(settings, people, workspace, min(s.since for s in dated))]

    async def _home(self) -> str:
        """The workspace of the token. Raises SlackApiError, and what aiohttp raises when Slack can't be reached."""
        if not self.known:
            self.known.append(str((await self.client.auth_test())["team_id"]))
        return self.known[0]

    async def _token(self, workspace: str) -> str | None:
        if self.client.token is not None or self.installs is None:
            return self.client.token
        install = await self.installs.find(workspace, None)
        return None if install is None else install.token


def planned_posts(settings: Settings, session: ClientSession) -> AsyncWebClient:
    """The client for planned messages, on a session that is open: it calls once, since the ledger tries again."""
    token = settings.slack_bot_token
    said = None if token is None else token.get_secret_value()
    return AsyncWebClient(said, settings.slack_api_url, session=session, retry_handlers=[])


@asynccontextmanager
async def reviews_sent(office: Office, every: float = EVERY) -> AsyncIterator[None]:
    """While inside, reviews go to the channels that asked for them: every `every` seconds those that are due."""
    if office.client.token is None and office.installs is None:
        yield
        return
    task = asyncio.create_task(_go_on(office, every))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def keep_named(schedules: Schedules, settings: ReviewSettings, workspace: str) -> None:
    """Keep the channels of the settings, from when each was first met; those no longer named are stopped."""
    named = {s.place: str(s.zone) for s in channel_schedules(settings, workspace, 0.0)}
    rules = {rule.channel: rule.rule for rule in settings.rules if rule.channel is not None}
    kept = {asked.place: asked for asked in await schedules.all() if asked.workspace == workspace}
    for place, zone in named.items():
        asked = Asked(workspace, place, rules[place], zone, None)
        if place not in kept or replace(kept[place], since=0.0) != asked:
            await schedules.ask(asked)
    for place, was in kept.items():
        if was.person is None and place not in rules:
            await schedules.stop(workspace, place)


async def _go_on(office: Office, every: float) -> None:
    """Rounds without end. What goes wrong is logged, and tried again in the next one."""
    rounds = office.rounds()
    while True:
        try:
            schedules = await office.schedules()
            await office.offer()
            await office.remind(schedules)
            for outcome in await rounds.once(schedules):
                log.log(logging.WARNING if isinstance(outcome, Ended) else logging.INFO, "a review: %s", outcome)
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("reviews wait for Slack: %s", error)
        except Exception:
            log.exception("a round of reviews failed; the next one is in %s seconds", every)
        await asyncio.sleep(every)
