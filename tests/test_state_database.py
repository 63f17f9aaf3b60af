"""The database: its address, its transactions, its migrations. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, insert, select, text, update

from bot.state.database import Database, StateError, database_url, open_database
from bot.state.migrate import migrate
from bot.state.tables import METADATA, TURNS

SQLITE = "sqlite:///state.db"


@pytest.mark.parametrize(
    ("setting", "driver"),
    [
        (SQLITE, "sqlite+aiosqlite"),
        ("postgres://u:p@host/name", "postgresql+psycopg"),
        ("postgresql://u:p@host/name?sslmode=require", "postgresql+psycopg"),
        ("postgresql+asyncpg://host/name", "postgresql+psycopg"),
    ],
)
def test_an_address_gets_our_driver(setting: str, driver: str) -> None:
    assert database_url(setting, {}).drivername == driver


def test_the_query_of_an_address_is_kept() -> None:
    assert database_url("postgres://u:p@host/name?sslmode=require", {}).query == {"sslmode": "require"}


@pytest.mark.parametrize("setting", ["", "nonsense", "mysql://host/name", "sqlite"])
def test_no_address_of_a_database_is_told_with_what_would_be_right(setting: str) -> None:
    with pytest.raises(StateError, match=r"^DATABASE_URL .* it must be such as sqlite:///roadmap-bot.db or postgresql"):
        database_url(setting, {})


def test_a_password_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(StateError) as told:
        database_url("mysql://u:secret@host/name", {})
    assert "secret" not in str(told.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mark", ["DYNO", "K_SERVICE"])
def test_sqlite_is_refused_where_the_disk_does_not_last(mark: str) -> None:
    with pytest.raises(StateError, match="emptied at each restart"):
        database_url(SQLITE, {mark: "web.1"})
    assert database_url("postgres://host/name", {mark: "web.1"})


async def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match=r"file/state\.db"):
        async with open_database(database_url(f"sqlite:///{tmp_path}/file/state.db", {})):
            pass


async def test_a_postgres_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(StateError, match=r"postgres:\*\*\*@127\.0\.0\.1:1/name, which can't be used") as told:
        async with open_database(database_url("postgres://postgres:secret@127.0.0.1:1/name", {})):
            pass
    assert "secret" not in str(told.value)


async def test_the_clock_is_the_databases(database: Database) -> None:
    async with database.read() as connection:
        first = (await connection.execute(select(database.now))).scalar_one()
        second = (await connection.execute(select(database.now))).scalar_one()
    assert 1_700_000_000 < first <= second


async def test_what_an_exception_leaves_did_not_happen(database: Database) -> None:
    row = {"thread": "a", "payload": "{}", "expires": 1.0}

    async def write_and_fail() -> None:
        async with database.write() as connection:
            await connection.execute(insert(TURNS).values(row))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    async with database.read() as connection:
        assert (await connection.execute(select(TURNS))).all() == []


async def test_no_update_is_lost_between_connections(url: str) -> None:
    """Two replicas that read, then write: without the writer's lock from the start half of it would be lost."""

    async def count_up(times: int) -> None:
        async with open_database(database_url(url, {})) as mine:
            for _ in range(times):
                async with mine.write() as connection:
                    now = (await connection.execute(select(TURNS.c.expires).with_for_update())).scalar_one()
                    await connection.execute(update(TURNS).values(expires=now + 1))

    async with open_database(database_url(url, {})) as database:
        await migrate(database)
        async with database.write() as connection:
            await connection.execute(insert(TURNS).values(thread="a", payload="", expires=0.0))
        await asyncio.gather(*(count_up(20) for _ in range(3)))
        async with database.read() as connection:
            assert await connection.scalar(select(TURNS.c.expires)) == 60.0


async def test_migrations_make_the_tables_this_version_uses(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_fault_19_three_replicas_may_start_at_once(url: str) -> None:
    async def start() -> None:
        async with open_database(database_url(url, {})) as database:
            await migrate(database)

    await asyncio.gather(start(), start(), start())


async def test_fault_19_a_newer_database_is_refused(url: str) -> None:
    async with open_database(database_url(url, {})) as database:
        await migrate(database)
        async with database.write() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(StateError, match=r"newer roadmap-bot \(its tables are at 9999\)"):
            await migrate(database)
