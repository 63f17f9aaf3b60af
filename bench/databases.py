"""Databases to measure with: a new SQLite file, and a Postgres, given or started, that writes to disk as it should."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import find_binaries, running_postgres


@contextmanager
def databases(postgres: str | None, start: bool) -> Iterator[dict[str, str]]:
    """Name -> address; Postgres only where an empty one is given or one may be started."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = {"SQLite": f"sqlite:///{folder}/state.db"}
        if postgres is not None or not start:
            yield sqlite | ({"Postgres": postgres} if postgres else {})
            return
        binaries = find_binaries()
        if binaries is None:
            raise SystemExit("no Postgres was found; install one, or name the folder of its programs in PG_BIN")
        with running_postgres(binaries, safe=True) as address:
            yield {**sqlite, "Postgres": f"{address}/postgres"}
