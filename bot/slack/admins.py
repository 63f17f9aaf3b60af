"""Who looks after the bot in a workspace: those whom the settings name, and its admins and owners in Slack."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

AN_HOUR = 3_600.0
"""Seconds for which it is known who is an admin."""

MOST_PAGES, PAGE = 10, 200
"""Pages of people looked through for admins, and people a page."""

SIGNS = ("is_admin", "is_owner")
"""Fields of a person that say so."""


class WorkspaceAdmins:
    """The Admins of workspaces."""

    def __init__(self, named: Sequence[str], elapsed: Callable[[], float]) -> None:
        """`named` by the settings; `elapsed` gives the seconds since some moment."""
        self._named, self._elapsed = tuple(named), elapsed
        self._known: dict[str, tuple[bool, float]] = {}

    async def is_admin(self, user: str, client: AsyncWebClient) -> bool:
        """Is this person one of them? Nobody is while Slack can't say."""
        if user in self._named:
            return True
        known, until = self._known.get(user, (False, 0.0))
        if until > self._elapsed():
            return known
        try:
            found = (await client.users_info(user=user)).get("user") or {}
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("Slack could not say who is an admin (%s)", type(error).__name__)
            return False
        is_one = any(found.get(sign) for sign in SIGNS)
        self._known[user] = is_one, self._elapsed() + AN_HOUR
        return is_one

    async def every(self, client: AsyncWebClient) -> Sequence[str]:
        """Those whom the settings name; where they name nobody, the admins of the workspace."""
        if self._named:
            return self._named
        found: list[str] = []
        cursor = ""
        try:
            for _ in range(MOST_PAGES):
                page = await client.users_list(limit=PAGE, cursor=cursor or None)
                found += [str(m["id"]) for m in page["members"] if any(map(m.get, SIGNS)) and not m.get("deleted")]
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    break
        except (SlackApiError, ClientError, TimeoutError) as error:
            log.warning("Slack could not say who the admins are (%s)", type(error).__name__)
        return found
