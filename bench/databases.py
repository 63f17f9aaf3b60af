"""Databases to measure with: a new SQLite file, and a Postgres, given or started, that writes to disk as it should."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

from tests.postgres import find_binaries, new_postgres, running_postgres

NewDatabase = Callable[[], AbstractContextManager[str]]
"""Makes an empty database; its address."""


@contextmanager
def databases(postgres: str | None, start: bool) -> Iterator[dict[str, str]]:
    """Name -> address; Postgres only where an empty one is given or one may be started."""
    with new_databases(postgres, start) as made, made["SQLite"]() as sqlite:
        if "Postgres" not in made:
            yield {"SQLite": sqlite}
            return
        with made["Postgres"]() as address:
            yield {"SQLite": sqlite, "Postgres": address}


@contextmanager
def new_databases(postgres: str | None, start: bool) -> Iterator[dict[str, NewDatabase]]:
    """Name -> how as many are made as are wanted; a Postgres that is given is one, which is used again."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite: dict[str, NewDatabase] = {"SQLite": partial(_new_file, folder)}
        if postgres is not None or not start:
            if postgres:
                sqlite["Postgres"] = partial(_given, postgres)
            yield sqlite
            return
        binaries = find_binaries()
        if binaries is None:
            raise SystemExit("no Postgres was found; install one, or name the folder of its programs in PG_BIN")
        with running_postgres(binaries, safe=True) as server:
            yield sqlite | {"Postgres": partial(new_postgres, server)}


def _given(address: str) -> AbstractContextManager[str]:
    return nullcontext(address)


def _new_file(folder: str) -> AbstractContextManager[str]:
    return nullcontext(f"sqlite:///{folder}/{uuid.uuid4().hex}.db")
