"""Which token speaks for us in a workspace, and who we are there: found once, then known."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from aiohttp import ClientError
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.slack.client import Client
from bot.slack.installs import Install, Installs

log = logging.getLogger(__name__)

KNOWN = 60.0
"""Seconds for which an install, or that there is none, is taken as known."""

TOKEN_REFUSED = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
"""Slack's errors that no waiting mends: the token is wrong."""

Where = tuple[str | None, str | None]
"""A workspace and its organisation."""


@dataclass(frozen=True, slots=True)
class _Known:
    install: Install | None
    until: float


class TokenRefusedError(Exception):
    """Slack does not know the token; the text is Slack's error."""


class Authorize:
    """Finds installs: twenty requests at once for one workspace look it up once, and none of them waits for Slack."""

    def __init__(
        self, installs: Installs, client: Callable[[str | None], Client], elapsed: Callable[[], float]
    ) -> None:
        """`client` gives the client of a token, `elapsed` the seconds since some moment."""
        self._installs, self._client, self._elapsed = installs, client, elapsed
        self._known: dict[Where, asyncio.Task[_Known]] = {}

    async def result(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """The token and who we are, as Bolt asks for it; None where we are not installed."""
        install = await self.install(team_id, enterprise_id)
        if install is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=install.token,
            bot_user_id=install.bot_user,
            bot_id=install.bot,
        )

    async def install(self, team: str | None, enterprise: str | None) -> Install | None:
        """The install for a workspace; None where there is none."""
        where = (team, enterprise)
        task = self._known.get(where)
        if task is None or (task.done() and self._is_over(task)):
            task = self._known[where] = asyncio.create_task(self._find(where))
        return (await asyncio.shield(task)).install

    async def check(self, install: Install) -> None:
        """Ask Slack who we are with a token, and keep it. Raises TokenRefusedError when Slack does not know the token.

        When Slack can't be asked now, the log says so and nothing else happens: commands are answered
        without calling Slack.
        """
        try:
            said = await self._client(install.token).auth_test()
        except SlackApiError as error:
            reason = error.response.get("error") or error.response.status_code
            if reason in TOKEN_REFUSED:
                raise TokenRefusedError(str(reason)) from error
            log.warning("Slack could not say who the bot is (%s)", reason)
        except (ClientError, TimeoutError) as error:
            reason = error or type(error).__name__
            log.warning("Slack can't be reached (%s); answers to posts will fail until it can", reason)
        else:
            await self._installs.keep(replace(install, bot_user=said.get("user_id"), bot=said.get("bot_id")))
            self._known.clear()

    async def keep(self, install: Install) -> None:
        """The bot was added to a workspace."""
        await self._installs.keep(install)
        self._known.clear()

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """The bot was removed from a workspace, or its tokens were revoked."""
        await self._installs.forget(team, enterprise)
        self._known.clear()

    def _is_over(self, task: asyncio.Task[_Known]) -> bool:
        return task.cancelled() or task.exception() is not None or task.result().until <= self._elapsed()

    async def _find(self, where: Where) -> _Known:
        return _Known(await self._installs.find(*where), self._elapsed() + KNOWN)
