"""Watching while the bot serves Slack: every half minute whoever watches something is told what changed of it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App, today_of
from bot.delivery.alarms import Alarms
from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.reviews.clocks import Clocks
from bot.reviews.zones import SlackZones
from bot.schedule.quiet import Quiet
from bot.slack.admins import WorkspaceAdmins
from bot.slack.installs import Installs
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ended, Ledger
from bot.state.troubles import KeptTroubles
from bot.state.watches import KeptWatches
from bot.watching.instead import tell_instead
from bot.watching.lull import Lull
from bot.watching.rounds import KIND, Courtesy, Pages, Times, WatchLetters, WatchRounds
from handlers.addresses import Addresses

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two rounds."""

TIME_AT_THE_END = 2.0
"""Seconds for the message that is being sent when the bot stops."""


@dataclass(frozen=True)
class WatchOffice:
    """What a round works with: what `serve` has open already."""

    app: App
    database: Database
    client: AsyncWebClient
    """Without retries of its own; with a token where there is one workspace."""
    installs: Installs
    admins: WorkspaceAdmins | None = None
    """Who is told what can't be delivered; None: the log and the health check alone."""

    @cached_property
    def alarms(self) -> Alarms:
        """The alarms of this process."""
        return Alarms(KeptTroubles(self.database), self._admins, self.identities().notify, self.app.language)

    def health(self) -> dict[str, Any]:
        """What the health check tells of the pages, and of messages that are not delivered."""
        return {**self.app.watch.health(), **self.alarms.health()}

    def rounds(self) -> WatchRounds:
        """The rounds of this process."""
        file, watches = self.app.file, KeptWatches(self.database)
        pages = Pages(
            self.app.library.current,
            lambda: today_of(file),
            self.app.watch.authors,
            self.app.people.owners,
            Addresses(self.app.link),
            self.app.language,
        )
        lull = Lull(file.watching.quiet_minutes * 60)
        clocks = Clocks(file.reviews, self.app.people, SlackZones(self.client, time.monotonic, self._token))
        times = Times(lull, clocks.hours, time.monotonic)
        ledger, mailbox = Ledger(self.database, kinds=[KIND, NOTICE]), SlackMailbox(self.client, self._token)
        quiet = Quiet(ledger, file.reviews.hours(), hours_of=clocks.hours, most_a_day=None)
        courier = Courier(ledger, mailbox, WatchLetters(watches).compose, time.monotonic, wait=Courtesy(quiet).wait)
        return WatchRounds(self.database, courier, pages, times)

    def identities(self) -> KeptIdentities:
        """Who is who, as it was confirmed: another replica may have learnt it."""
        return KeptIdentities(self.database, self.app.people)

    async def _admins(self, workspace: str) -> Sequence[str]:
        """The ids of the admins of a workspace; none where the bot is not installed any more."""
        token = await self._token(workspace)
        if self.admins is None or token is None:
            return ()
        client = AsyncWebClient(token, self.client.base_url, session=self.client.session, retry_handlers=[])
        return await self.admins.every(client)

    async def _token(self, workspace: str) -> str | None:
        """The token that speaks in a workspace; None where the bot is not installed any more."""
        if self.client.token:
            return self.client.token
        install = await self.installs.find(workspace, None)
        return None if install is None else install.token


@asynccontextmanager
async def watches_told(office: WatchOffice, every: float = EVERY) -> AsyncIterator[None]:
    """While inside, changes are told to whoever watches what changed, every `every` seconds.

    On leaving, the message that is being sent is sent first, so that nobody has to look whether it was.
    """
    stopping = asyncio.Event()
    task = asyncio.create_task(_go_on(office, every, stopping))
    try:
        yield
    finally:
        stopping.set()
        await asyncio.wait({task}, timeout=TIME_AT_THE_END)
        task.cancel()
        await asyncio.wait({task})


async def _go_on(office: WatchOffice, every: float, stopping: asyncio.Event) -> None:
    """Rounds until it is to stop. What goes wrong is logged, and tried again in the next one."""
    rounds, identities = office.rounds(), office.identities()
    while not stopping.is_set():
        try:
            await identities.refresh()
            for outcome in await rounds.once(stopping.is_set):
                log.log(logging.WARNING if isinstance(outcome, Ended) else logging.INFO, "a change told: %s", outcome)
            await tell_instead(office.database, KeptWatches(office.database), office.app.language)
            await office.alarms.once()
        except Exception:
            log.exception("a round of watching failed; the next one is in %s seconds", every)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), every)
