"""Alarms: what Slack refuses for good, and what is due for long and does not go out, is told to who can mend it.

Each cause is told once: a line in the log, a direct message to every admin, and the health check counts it. What no
message can tell, since the token itself is refused, stands in the log and in the health check.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.state.troubles import KeptTroubles, Overdue
from handlers.identities import Notice
from handlers.slack.trouble_message import overdue_message, trouble_message
from handlers.troubles import Trouble
from knowledge.said import ENGLISH, Language

log = logging.getLogger(__name__)

Admins = Callable[[str], Awaitable[Sequence[str]]]
"""The ids of the admins of a workspace."""

Notify = Callable[[Sequence[Notice]], Awaitable[None]]


class Alarms:
    """Looks into the ledger, a round at a time."""

    def __init__(self, troubles: KeptTroubles, admins: Admins, notify: Notify, language: Language = ENGLISH) -> None:
        """`notify` plans messages, each once under its key."""
        self._troubles, self._admins, self._notify, self._language = troubles, admins, notify, language
        self._told: set[str] = set()
        self._refused = self._overdue = 0

    def health(self) -> dict[str, Any]:
        """What the health check tells: how many places get no messages, and how many messages are overdue."""
        return {"deliveries": {"refused": self._refused, "overdue": self._overdue}}

    async def once(self) -> None:
        """Tell what is new."""
        troubles, overdue = await self._troubles.every(), await self._troubles.overdue()
        self._refused, self._overdue = len(troubles), sum(o.times for o in overdue)
        for trouble in troubles:
            await self._tell_trouble(trouble)
        for late in overdue:
            await self._tell_overdue(late)

    async def _tell_trouble(self, trouble: Trouble) -> None:
        key = f"refused|{trouble.place}|{trouble.error}|{trouble.after}"
        if self._is_new(trouble.team, key):
            log.error("%s in workspace %s gets no messages: %s", trouble.place, trouble.team, trouble.error)
            await self._send(trouble.team, key, trouble_message(trouble, self._language).as_arguments())

    async def _tell_overdue(self, late: Overdue) -> None:
        key = f"overdue|{late.first}"
        if self._is_new(late.team, key):
            log.error("%d messages are due for more than an hour in workspace %s", late.times, late.team)
            await self._send(late.team, key, overdue_message(late.times, self._language).as_arguments())

    def _is_new(self, team: str, key: str) -> bool:
        """Does this process meet it for the first time?"""
        is_new = f"{team}|{key}" not in self._told
        self._told.add(f"{team}|{key}")
        return is_new

    async def _send(self, team: str, key: str, content: dict[str, Any]) -> None:
        admins = await self._admins(team)
        await self._notify([Notice(f"{team}|{admin}|{key}", team, admin, content) for admin in admins])
