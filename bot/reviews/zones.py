"""The time zones of people, as Slack knows them: each is asked for once a day."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

A_DAY = 86_400.0
"""Seconds for which a zone is taken as known: people travel."""


class SlackZones:
    """Asks Slack, and remembers."""

    def __init__(self, client: AsyncWebClient, elapsed: Callable[[], float]) -> None:
        """`elapsed` tells the seconds since some moment."""
        self._client, self._elapsed = client, elapsed
        self._known: dict[str, tuple[str | None, float]] = {}

    async def of(self, people: Iterable[str]) -> Mapping[str, str]:
        """Id of a person -> their zone; without those of whom Slack tells none that is known here."""
        found = {person: await self._zone(person) for person in dict.fromkeys(people)}
        return {person: zone for person, zone in found.items() if zone is not None}

    async def _zone(self, person: str) -> str | None:
        zone, until = self._known.get(person, (None, 0.0))
        if person not in self._known or until <= self._elapsed():
            zone = await self._ask(person, zone)
            self._known[person] = (zone, self._elapsed() + A_DAY)
        return zone

    async def _ask(self, person: str, before: str | None) -> str | None:
        """What Slack tells; where it can't be asked now, what was known before."""
        try:
            told = (await self._client.users_info(user=person)).get("user") or {}
        except (SlackApiError, ClientError, TimeoutError) as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else error or type(error).__name__
            log.warning("Slack does not tell the time zone of %s (%s)", person, reason)
            return before
        zone = str(told.get("tz") or "")
        return zone if _is_known(zone) else None


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
