"""The state of a bot that serves: its database is opened and brought to this version, and closed on leaving."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.people import KnownPeople
from bot.retention import Retention
from bot.settings import Settings, SettingsError
from bot.slack.connection import MakeDesk
from bot.slack.installs import Installs, MemoryInstalls
from bot.slack.kept import Kept
from bot.state.counting import Counted, Note
from bot.state.database import Database, StateError, database_url, open_database
from bot.state.identities import KeptIdentities
from bot.state.inbox import KeptInbox
from bot.state.installs import KeptInstalls
from bot.state.migrate import migrate
from bot.state.oauth_states import OAuthStates
from bot.state.opinions import KeptOpinions
from bot.state.seals import KEYS, Seals, read_seals
from bot.state.troubles import KeptTroubles
from bot.state.turns import KeptTurns
from bot.state.unanswered import Unanswered
from bot.state.watches import KeptWatches
from bot.state.workspaces import leave
from handlers.identities import Admins
from handlers.present import Present
from handlers.recall import ShortMemory
from handlers.slack.desk import Desk, Work

A_SECOND = 1.0
"""Seconds in which a database that is well answers."""


@dataclass(frozen=True)
class State:
    """What is kept, and where answers are noted."""

    database: Database
    kept: Kept
    note: Note

    def desk(self, make: MakeDesk, people: KnownPeople | None = None, admins: Admins | None = None) -> MakeDesk:
        """Desks whose opinions, watches and people are kept, and whose answers are counted when they told nothing.

        `people` learn who was confirmed to be whom, which only `admins` can do.
        """
        identities = None if people is None else KeptIdentities(self.database, people)

        def kept(work: Work) -> Desk:
            desk = make(work)
            return replace(
                desk,
                replies=Counted(desk.replies, self.note),
                opinions=KeptOpinions(self.database),
                present=lambda: replace(desk.present(), writes_first=True),
                watches=KeptWatches(self.database, lambda: _newest(desk.present())),
                identities=identities,
                admins=admins,
                troubles=KeptTroubles(self.database),
            )

        return kept

    def turns(self, retention: Retention) -> KeptTurns:
        """Threads that are kept in the database."""
        return KeptTurns(self.database, ShortMemory(time.monotonic), retention.threads)

    async def ready(self) -> str:
        """Why nothing can be kept now; empty when the database answers within a second."""
        try:
            async with asyncio.timeout(A_SECOND), self.database.read() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError):
            return "the database does not answer"
        return ""


@asynccontextmanager
async def open_state(settings: Settings) -> AsyncIterator[State]:
    """The state that the settings name. On leaving, what is still to be written is written first.

    Raises SettingsError when the database can't be used, or tokens in it can't be read.
    """
    async with migrated(settings) as database:
        installs = await _installs(database, settings)
        kept = Kept(KeptInbox(database), installs, OAuthStates(database), lambda team: leave(database, team))
        yield State(database, kept, Unanswered(database).note)


@asynccontextmanager
async def migrated(settings: Settings) -> AsyncIterator[Database]:
    """The database that the settings name, with our tables. Raises SettingsError when it can't be used."""
    try:
        url = _url(settings)
        async with open_database(url) as database:
            try:
                await migrate(database)
            except DBAPIError as error:
                reason = str(error.__cause__ or error).strip().splitlines()[0]
                raise StateError(f"DATABASE_URL is {database.name}, which can't be altered: {reason}") from error
            yield database
    except StateError as error:
        raise SettingsError(str(error)) from error


def seals(settings: Settings) -> Seals:
    """The seals of the settings; beside a SQLite file they may have a key of their own. Raises StateError."""
    keys = settings.state_keys.get_secret_value() if settings.state_keys else ""
    url = _url(settings)
    is_file = url.drivername.startswith("sqlite") and url.database not in (None, "", ":memory:")
    return read_seals({KEYS: keys}, Path(str(url.database)).with_suffix(".key") if is_file else None)


def _newest(present: Present) -> str | None:
    """The newest commit of the pages; None while their history is not known."""
    commits = present.roadmap.history().commits
    return commits[-1].id if commits else None


async def _installs(database: Database, settings: Settings) -> Installs:
    """Without an app to install there are no tokens to seal, and so no keys are needed."""
    if not settings.slack_client_id and not settings.state_keys:
        return MemoryInstalls()
    installs = KeptInstalls(database, seals(settings))
    await installs.check()
    return installs


def _url(settings: Settings) -> URL:
    return database_url(settings.database_url.get_secret_value().strip(), os.environ)
