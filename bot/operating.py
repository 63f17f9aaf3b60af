"""`roadmap-bot keys` and `roadmap-bot forget`: what whoever runs the bot does with what is kept (docs/state.md).

The database's libraries take long to import, and are imported when a command needs them.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from bot.state.database import Database

T = TypeVar("T")

Run = Callable[[argparse.Namespace], int]
Add = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a command: its name, what it does, and what is told of it."""


def add_commands(add: Add) -> None:
    """Add the commands."""
    keys = add("keys", _keys, "make a key that seals tokens, or seal all tokens anew")
    keys.add_argument("act", choices=["new", "seal"], help="print a new key; seal with the first of STATE_KEYS")
    forgotten = add("forget", _forget, "drop what is kept of a person")
    forgotten.add_argument("user", metavar="USER", help="the id of a person, such as U024BE7LH or T024BE7LD:U024BE7LH")


def _keys(parsed: argparse.Namespace) -> int:
    from bot.state.installs import KeptInstalls
    from bot.state.opening import seals
    from bot.state.seals import new_key

    if parsed.act == "new":
        print(new_key())
        return 0
    settings = read_settings()
    sealed = in_database(settings, lambda database: KeptInstalls(database, seals(settings)).seal_anew())
    print(f"Tokens sealed with the first key: {sealed}")
    return 0


def _forget(parsed: argparse.Namespace) -> int:
    from bot.state.forgetting import forget

    user = parsed.user.strip()
    if not user:
        raise SettingsError(f"USER is {parsed.user!r}; it must be the id of a person, such as U024BE7LH")
    print(f"Rows forgotten: {in_database(read_settings(), lambda database: forget(database, user))}")
    return 0


def in_database(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    """What `work` makes of the database of the settings. Raises SettingsError when it is not there or can't be used."""
    from bot.state.opening import migrated

    _must_be_there(settings)

    async def run() -> T:
        async with migrated(settings) as database:
            return await work(database)

    return asyncio.run(run())


def is_there(settings: Settings) -> bool:
    """Is there a database to read? A file that is not there is not made."""
    kind, _, file = settings.database_url.get_secret_value().strip().partition(":///")
    return not kind.startswith("sqlite") or Path(file).is_file()


def _must_be_there(settings: Settings) -> None:
    """Raises SettingsError where there is no file: one that is made anew would say that nothing is kept."""
    if not is_there(settings):
        file = settings.database_url.get_secret_value().strip().partition(":///")[2]
        raise SettingsError(
            f"DATABASE_URL names the file {file}, which is not there; start in the folder that the bot serves from, "
            "or name the file by its whole path"
        )
