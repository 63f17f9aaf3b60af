"""The databases that every test of the state runs on: SQLite in a file, and a real Postgres."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.state.database import Database, database_url, open_database
from bot.state.migrate import migrate
from bot.state.tables import METADATA
from tests.postgres import find_binaries, new_postgres, running_postgres

KINDS = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a Postgres for this run of the tests. With CI set it must be there."""
    binaries = find_binaries()
    if binaries is None:
        told = "no Postgres was found; install one, or name the folder of its programs in PG_BIN"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with running_postgres(binaries) as address:
        yield address


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to be copied: migrating takes longer than most tests."""
    file = tmp_path_factory.mktemp("template") / "state.db"
    asyncio.run(_make_tables(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: str) -> Iterator[str]:
    """The address of a database that has our tables, to be emptied before each test."""
    with new_postgres(postgres) as address:
        asyncio.run(_make_tables(address))
        yield address


def _empty(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY")


async def _make_tables(url: str) -> None:
    async with open_database(database_url(url, {})) as opened:
        await migrate(opened)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state.db'}"
        return
    with new_postgres(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture(params=KINDS)
def url_with_tables(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with our tables, and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_with_tables"), tmp_path / "state.db")
        yield f"sqlite:///{tmp_path / 'state.db'}"
        return
    address: str = request.getfixturevalue("postgres_with_tables")
    _empty(address)
    yield address


@pytest.fixture
async def database(url_with_tables: str) -> AsyncIterator[Database]:
    """A database with our tables."""
    async with open_database(database_url(url_with_tables, {})) as opened:
        yield opened
