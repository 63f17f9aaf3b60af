"""Bring the database to the tables this version needs, at every start, under a lock."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.state.database import Database, StateError

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_264_273
"""Any number, as long as nothing else on that Postgres locks it."""


async def migrate(database: Database) -> None:
    """Make or alter tables until they are this version's; replicas that start at once wait for each other.

    All happens in one transaction, so that a process which is killed in the middle leaves nothing half done.
    Raises StateError when a newer version has already been here.
    """
    async with database.write() as connection:
        if not database.is_sqlite:  # SQLite's transaction of a writer is the lock
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_upgrade, database.name)


def _upgrade(connection: Connection, name: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known:
        raise StateError(
            f"{name} was last used by a newer roadmap-bot (its tables are at {found});"
            " start that version or a newer one, or set DATABASE_URL to another database"
        )
    command.upgrade(config, "head")
