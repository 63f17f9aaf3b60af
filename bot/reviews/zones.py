"""The time zones of people in a workspace, as Slack knows them: each is asked for once a day."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack_mailbox import Token

log = logging.getLogger(__name__)

A_DAY = 86_400.0
"""Seconds for which a zone is taken as known: people travel."""


NOT_FOUND = frozenset({"user_not_found", "user_not_visible"})
"""Slack's errors that say that a person is not of a workspace."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Slack told of a person: their zone, where it told one that is known here, and whether they are there."""

    zone: str | None = None
    is_there: bool = True


class SlackZones:
    """Asks Slack, and remembers."""

    def __init__(self, client: AsyncWebClient, elapsed: Callable[[], float], token: Token | None = None) -> None:
        """`elapsed` tells the seconds since some moment, `token` who speaks in a workspace; None: the client does."""
        self._client, self._elapsed, self._token = client, elapsed, token
        self._known: dict[tuple[str, str], tuple[Seen, float]] = {}

    async def of(self, workspace: str, people: Iterable[str]) -> Mapping[str, Seen]:
        """Id of each person -> what Slack tells of them in a workspace."""
        return {person: await self._seen(workspace, person) for person in dict.fromkeys(people)}

    async def _seen(self, workspace: str, person: str) -> Seen:
        key = workspace, person
        seen, until = self._known.get(key, (Seen(), 0.0))
        if key not in self._known or until <= self._elapsed():
            seen = await self._ask(workspace, person, seen)
            self._known[key] = (seen, self._elapsed() + A_DAY)
        return seen

    async def _ask(self, workspace: str, person: str, before: Seen) -> Seen:
        """What Slack tells; where it can't be asked now, what was known before."""
        token = self._client.token if self._token is None else await self._token(workspace)
        if not token:
            return before
        try:
            told = (await self._client.users_info(user=person, token=token)).get("user") or {}
        except (SlackApiError, ClientError, TimeoutError) as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else error or type(error).__name__
            log.warning("Slack does not tell the time zone of %s (%s)", person, reason)
            return Seen(is_there=False) if reason in NOT_FOUND else before
        zone = str(told.get("tz") or "")
        return Seen(zone if _is_known(zone) else None)


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
