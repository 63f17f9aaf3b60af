"""Secrets at rest: tokens are sealed with Fernet keys, of which there may be several while one is replaced."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.state.database import StateError

KEYS = "STATE_KEYS"
"""The setting: keys with commas between them, the one that seals first."""


class Seals:
    """Seals and opens text; 172 characters become 312."""

    def __init__(self, keys: Sequence[str]) -> None:
        """The first of the keys seals; each opens what it sealed. Raises StateError when one is no key."""
        try:
            self._keys = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise StateError(
                f"{KEYS} holds what is no key; each must be 32 bytes in url-safe base64,"
                " as `roadmap-bot keys new` prints"
            ) from error

    def seal(self, text: str) -> str:
        """What may be stored."""
        return self._keys.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed. Raises StateError when no key opens it."""
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken as error:
            raise StateError(
                f"what is in the database was sealed with a key that {KEYS} does not name;"
                " add the old key behind the new"
            ) from error


def read_seals(environment: Mapping[str, str], beside: Path | None) -> Seals:
    """Seals by the keys of the environment, else by the key in the file `beside`, made when it is not there.

    A key in a file next to a database protects copies of the database, and nothing from who can read both.
    Raises StateError when a key is none, or there is neither a setting nor a place for a file.
    """
    keys = [key.strip() for key in environment.get(KEYS, "").split(",") if key.strip()]
    if not keys and beside is None:
        raise StateError(f"{KEYS} is not set; it must be a key, which `roadmap-bot keys new` prints")
    return Seals(keys or [_own_key(beside)] if beside else keys)


def new_key() -> str:
    """A key nobody has."""
    return Fernet.generate_key().decode()


def _own_key(file: Path) -> str:
    """The key in a file only its owner may read; made by whoever comes first."""
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    except OSError as error:
        raise StateError(f"{file}: a key to seal tokens with can't be kept there: {error.strerror}") from error
    with os.fdopen(opened, "w") as made:
        made.write(key := new_key())
    return key
