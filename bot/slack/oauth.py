"""Adding the bot to workspaces: `/slack/install` leads to Slack, which leads back to `/slack/oauth_redirect`."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from typing import Protocol
from urllib.parse import urlencode

from aiohttp import ClientError, web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.authorize import Authorize
from bot.slack.client import Client, InDoubtError
from bot.slack.installs import Install
from handlers.slack.replies import Reply

log = logging.getLogger(__name__)

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"

LASTS = 600
"""Seconds a person has to agree to an install."""

_COOKIE = "roadmap-bot-install"
_PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class OAuthApp:
    """The app that others may install, and the scopes it asks for."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...]
    welcome: Reply | None = None
    """What whoever installs it is told in a direct message."""
    welcomed: Callable[[str], Awaitable[object]] | None = None
    """Notes that somebody of a workspace was told."""

    def __repr__(self) -> str:
        """Without its secret, so that no log can hold it."""
        return f"OAuthApp(client_id={self.client_id!r})"


class States(Protocol):
    """Installs under way: what is handed to a browser, and comes back once."""

    async def async_issue(self) -> str:
        """A new state, good for ten minutes."""

    async def async_consume(self, state: str) -> bool:
        """True for the first who brings back a state that is still good."""


class MemoryStates:
    """States kept in this process: they end with it."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        """`elapsed` tells the seconds since some moment."""
        self._elapsed = elapsed
        self._until: dict[str, float] = {}

    async def async_issue(self) -> str:
        """A new state; those that have expired are forgotten."""
        now = self._elapsed()
        self._until = {state: until for state, until in self._until.items() if until > now}
        state = secrets.token_urlsafe(32)
        self._until[state] = now + LASTS
        return state

    async def async_consume(self, state: str) -> bool:
        """True for the first who brings back a state that is still good."""
        return self._until.pop(state, 0.0) > self._elapsed()


class Installing:
    """The two addresses of an install. `client` gives the client of a token."""

    def __init__(
        self, app: OAuthApp, client: Callable[[str | None], Client], authorize: Authorize, states: States
    ) -> None:
        self._app, self._client, self._authorize, self._states = app, client, authorize, states

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """Lead to Slack's page where a person agrees; the state comes back by their browser and by Slack."""
        state = await self._states.async_issue()
        asked = {"client_id": self._app.client_id, "scope": ",".join(self._app.scopes), "state": state}
        there = f"{_site(self._client(None).base_url)}/oauth/v2/authorize?{urlencode(asked)}"
        answer = web.Response(status=302, headers={**_HEADERS, "Location": there})
        secure = request.url.host not in ("127.0.0.1", "localhost")
        answer.set_cookie(
            _COOKIE, state, max_age=LASTS, path=REDIRECT_PATH, httponly=True, secure=secure, samesite="Lax"
        )
        return answer

    async def end(self, request: web.Request) -> web.StreamResponse:
        """Take the token for the code that Slack sent the browser back with."""
        state, code = request.query.get("state", ""), request.query.get("code", "")
        is_theirs = secrets.compare_digest(request.cookies.get(_COOKIE, "").encode(), state.encode())
        if not state or not is_theirs or not await self._states.async_consume(state):
            return _page(400, "Not installed", f"This link was used or is too old. Begin again at {INSTALL_PATH}.")
        if not code:
            return _page(200, "Not installed", f"Nobody agreed to it. You may begin again at {INSTALL_PATH}.")
        try:
            ours = {"client_id": self._app.client_id, "client_secret": self._app.client_secret}
            said = await self._client(None).api_call("oauth.v2.access", data={**ours, "code": code})
        except (SlackApiError, ClientError, TimeoutError) as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            log.error("Slack gave no token for an install (%s)", reason)
            return _page(502, "Not installed", f"Slack gave no token ({reason}). Begin again at {INSTALL_PATH}.")
        install = _install(said)
        await self._authorize.keep(install)
        await self._welcome(install, str((said.get("authed_user") or {}).get("id") or ""))
        return _page(200, "Installed", "The bot is in your workspace. Ask it: /roadmap help")

    async def _welcome(self, install: Install, user: str) -> None:
        """Greet who installed it, where Slack says who that is; an install does not fail by it."""
        if self._app.welcome is None or not user:
            return
        try:
            await self._client(install.token).chat_postMessage(channel=user, **self._app.welcome.as_arguments())
        except (SlackApiError, ClientError, TimeoutError, InDoubtError) as error:
            log.warning("whoever installed the bot could not be greeted (%s)", type(error).__name__)
            return
        if self._app.welcomed is not None and install.team:
            await self._app.welcomed(install.team)


def _install(said: AsyncSlackResponse) -> Install:
    team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
    return Install(
        token=str(said["access_token"]),
        team=team.get("id"),
        enterprise=enterprise.get("id"),
        is_org=bool(said.get("is_enterprise_install")),
        bot_user=said.get("bot_user_id"),
        scopes=tuple(str(said.get("scope") or "").split(",")),
    )


def _site(api_url: str) -> str:
    """Slack's site, from the address of its Web API."""
    return api_url.rstrip("/").removesuffix("/api")


def _page(status: int, title: str, text: str) -> web.Response:
    body = _PAGE.format(title=escape(title), text=escape(text))
    return web.Response(status=status, text=body, content_type="text/html", headers=_HEADERS)
