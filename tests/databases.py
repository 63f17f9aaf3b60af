"""The databases that every test of the state runs on: SQLite in a file, and a real Postgres."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bot.state.database import Database, database_url, open_database
from bot.state.migrate import migrate
from tests.postgres import find_binaries, running_postgres

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


@contextmanager
def new_postgres(address: str) -> Iterator[str]:
    """A database of its own on a running server; dropped on leaving."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{address}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state.db'}"
        return
    with new_postgres(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database with our tables."""
    async with open_database(database_url(url, {})) as opened:
        await migrate(opened)
        yield opened
