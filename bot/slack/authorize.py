"""Which token speaks for us in a workspace, and who we are there: asked once, then known."""

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
    """Finds installs; twenty requests at once for one workspace ask for it once, and none waits for Slack."""

    def __init__(
        self, installs: Installs, client: Callable[[str | None], Client], elapsed: Callable[[], float]
    ) -> None:
        """`client` gives the client of a token, `elapsed` the seconds since some moment."""
        self._installs, self._client, self._elapsed = installs, client, elapsed
        self._known: dict[Where, asyncio.Task[_Known]] = {}
        self._checks: dict[str, asyncio.Task[Install]] = {}

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
        """The install for a workspace; with who we are there, once Slack has said it."""
        where = (team, enterprise)
        task = self._known.get(where)
        if task is None or (task.done() and self._is_over(task)):
            task = self._known[where] = asyncio.create_task(self._find(where))
        install = (await asyncio.shield(task)).install
        return self._with_identity(install) if install is not None and install.bot_user is None else install

    def begin_check(self, token: str) -> asyncio.Task[Install]:
        """Ask Slack who we are with a token, unless that is known or being asked; see `check` for what it raises."""
        task = self._checks.get(token)
        if task is None or (task.done() and not _has_identity(task)):
            task = self._checks[token] = asyncio.create_task(self.check(token))
            task.add_done_callback(_tell)
        return task

    async def check(self, token: str) -> Install:
        """Who we are with a token. Raises TokenRefusedError when Slack does not know it.

        When Slack can't be asked now, the log says so and nothing else happens: commands are answered
        without calling Slack.
        """
        try:
            said = await self._client(token).auth_test()
        except SlackApiError as error:
            reason = error.response.get("error") or error.response.status_code
            if reason in TOKEN_REFUSED:
                raise TokenRefusedError(str(reason)) from error
            log.warning("Slack could not say who the bot is (%s)", reason)
        except (ClientError, TimeoutError) as error:
            reason = error or type(error).__name__
            log.warning("Slack can't be reached (%s); answers to posts will fail until it can", reason)
        else:
            return Install(token, bot_user=said.get("user_id"), bot=said.get("bot_id"))
        return Install(token)

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """The bot was removed from a workspace, or its tokens were revoked."""
        await self._installs.forget(team, enterprise)
        self._known = {where: task for where, task in self._known.items() if not _is_in(where, team, enterprise)}

    def _with_identity(self, install: Install) -> Install:
        task = self.begin_check(install.token)
        if not _has_identity(task):
            return install
        return replace(install, bot_user=task.result().bot_user, bot=task.result().bot)

    def _is_over(self, task: asyncio.Task[_Known]) -> bool:
        return task.cancelled() or task.exception() is not None or task.result().until <= self._elapsed()

    async def _find(self, where: Where) -> _Known:
        return _Known(await self._installs.find(*where), self._elapsed() + KNOWN)


def _has_identity(task: asyncio.Task[Install]) -> bool:
    is_there = task.done() and not task.cancelled() and task.exception() is None
    return is_there and task.result().bot_user is not None


def _tell(task: asyncio.Task[Install]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Slack refuses the token (%s)", error)


def _is_in(where: Where, team: str | None, enterprise: str | None) -> bool:
    return where[0] == team if team else where[1] == enterprise
