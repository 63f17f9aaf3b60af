"""Who is who: a person on a platform -> the names under which the pages know them as an owner."""

from __future__ import annotations

from typing import Protocol


class People(Protocol):
    """The mapping of people to owners. It is told, never guessed from how people are called."""

    def owners(self, user: str) -> tuple[str, ...]:
        """The names of owners that stand for this user; none when nobody said who it is."""


def person_key(team: str, user: str) -> str:
    """What tells a person of one workspace from all others."""
    return f"{team}:{user}"


def user_of(key: str, team: str) -> str:
    """The user of a workspace whom such a key tells; the whole key when it tells somebody of another one."""
    return key.removeprefix(person_key(team, ""))
