"""How connections to a SQLite file are set up: one writer at a time, and nothing lost at a power cut."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

BUSY = 30.0
"""Seconds a writer of SQLite waits for another process that is writing."""

READS = "roadmap_bot_reads"
"""The option of a connection that only reads."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={int(BUSY * 1000)}",
    "foreign_keys=ON",
    "secure_delete=FAST",  # words of people that were deleted do not stay in the file
)


def set_up(engine: Engine) -> None:
    """Set up every connection that this engine makes."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _: Any) -> None:
    """The driver must not begin transactions by itself: it would begin writers as readers, which lose updates."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READS, False) else "BEGIN IMMEDIATE")
