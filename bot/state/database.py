"""The database behind everything that must survive: SQLite in a file, or Postgres for several replicas.

One set of statements serves both. Times are seconds since 1970 (UTC) by the database's clock, since the
clocks of replicas differ.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Float, Table, bindparam, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.state.sqlite import BUSY, READS, set_up
from bot.state.together import Together

FIRST_TRIES, PAUSE = 100, 0.05
"""Times a file that others make at the same moment is tried, and seconds between two of them."""

DISKS_THAT_DO_NOT_LAST = {
    "DYNO": "Heroku",
    "K_SERVICE": "Cloud Run",
    "FUNCTION_TARGET": "Cloud Functions",
    "AWS_LAMBDA_FUNCTION_NAME": "AWS Lambda",
    "VERCEL": "Vercel",
}
"""What hosting platforms set whose disk is emptied at each restart -> the platform."""

_CLOCKS = {
    "postgresql": "extract(epoch from clock_timestamp())::float8",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite+aiosqlite"}


class StateError(Exception):
    """The database can't be used; the message names it and what would be right."""


class Database:
    """Transactions on one database; every statement of the bot runs in one of them."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], float] | None = None) -> None:
        """`clock` tells the seconds since 1970 where the time is only played through."""
        self._engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writing = asyncio.Lock()
        own = literal_column(_CLOCKS[engine.dialect.name], Float)
        self.now: ColumnElement[float] = own if clock is None else bindparam("now", type_=Float, callable_=clock)
        """Seconds since 1970 by the database's own clock, as a part of a statement."""
        self.together = Together(engine.url, self._writing)
        """Writes that share transactions: what many do at once, and what need not happen at once."""

    @property
    def name(self) -> str:
        """Where it is, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert in the dialect of this database, which can say what happens when the row is there."""
        return (sqlite.insert if self.is_sqlite else postgresql.insert)(table)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: all of it happens, or, when an exception leaves it, nothing.

        SQLite has one writer at a time. Those of this process queue here, in order, which was measured to
        keep the slowest of 8 at 17 ms where SQLite's own waiting makes it 110.
        """
        if not self.is_sqlite:
            async with self._engine.begin() as connection:
                yield connection
            return
        async with self._writing, self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; on SQLite it waits for no writer."""
        async with self._engine.connect() as connection:
            yield await connection.execution_options(**{READS: True})

    async def clock(self) -> float:
        """Seconds since 1970 by the database's own clock, now."""
        async with self.read() as connection:
            return float((await connection.execute(select(self.now))).scalar_one())

    async def close(self) -> None:
        """Write what is still to be written, and let go of all connections."""
        await self.together.close()
        await self._engine.dispose()


def database_url(setting: str, environment: Mapping[str, str]) -> URL:
    """The address of the database a setting names, with our drivers.

    Raises StateError when it is no address, another kind of database, or SQLite on a disk that does not last.
    """
    try:
        url = make_url(setting)
    except ArgumentError as error:
        raise StateError(_told("is no address of a database")) from error
    kind = url.drivername.partition("+")[0]
    if kind not in _DRIVERS:
        raise StateError(_told(f"names a database of the kind {kind!r}"))
    platform = next((name for key, name in DISKS_THAT_DO_NOT_LAST.items() if environment.get(key)), None)
    if kind == "sqlite" and platform is not None:
        raise StateError(
            f"DATABASE_URL is a SQLite file, but the disk of {platform} is emptied at each restart, and every reminder"
            " would be sent again; set DATABASE_URL to a Postgres database"
        )
    return url.set(drivername=_DRIVERS[kind])


def _told(problem: str) -> str:
    return (
        f"DATABASE_URL {problem}; it must be such as sqlite:///roadmap-bot.db or postgresql://user:password@host/name"
    )


@asynccontextmanager
async def open_database(url: URL, clock: Callable[[], float] | None = None) -> AsyncIterator[Database]:
    """The database at `url`, as `database_url` gives it, by its own clock or the one given; closed on leaving.

    Raises StateError when it can't be reached.
    """
    database = Database(_engine(url), clock)
    try:
        _make_folder(url)
        await _reach(database)
    except (DBAPIError, OSError) as error:
        await database.close()
        reason = str(error.__cause__ or error).strip().splitlines()[0]
        raise StateError(f"DATABASE_URL is {database.name}, which can't be used: {reason}") from error
    try:
        yield database
    finally:
        await database.close()


async def _reach(database: Database) -> None:
    """Connect for the first time. Raises DBAPIError when that can't be done.

    Several who make one SQLite file at the same moment may be refused without any waiting: they try again.
    """
    for tries_left in reversed(range(FIRST_TRIES)):
        try:
            async with database.read():
                return
        except OperationalError as error:
            if not tries_left or "database is locked" not in str(error):
                raise
        await asyncio.sleep(PAUSE)


def _make_folder(url: URL) -> None:
    """The folder a SQLite file lies in. Raises OSError when it can't be made."""
    if url.drivername.startswith("sqlite") and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _engine(url: URL) -> AsyncEngine:
    if not url.drivername.startswith("sqlite"):
        return create_async_engine(url, pool_pre_ping=True)
    engine = create_async_engine(url, connect_args={"timeout": BUSY})
    set_up(engine.sync_engine)
    return engine
