"""Calling Slack: one session for all calls, turns to post, and no post that may be the second."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.as_json import as_json
from bot.slack.retries import NOT_CONNECTED, Sleep, retries
from bot.slack.turns import Turns

CALL_TIMEOUT = ClientTimeout(total=10, sock_connect=3)
"""Seconds a call may take, and of these to connect."""

MOST_CONNECTIONS = 100

_MOST_TOKENS = 256
"""Clients that are kept, one for each token."""

POSTS = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"})
"""Methods that show people something new each time they are called."""

IN_TURNS = frozenset({"chat.postMessage"})
"""Those that Slack takes about once a second for each channel."""

DOUBTFUL = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack's errors of its own: part of what was asked may have been done."""

LIMITED = 429


class InDoubtError(Exception):
    """A post failed in a way that leaves open whether people see it: it must not be made again."""


def open_session() -> ClientSession:
    """The session of all calls to Slack; to be closed by the caller."""
    connector = TCPConnector(limit=MOST_CONNECTIONS)
    return ClientSession(connector=connector, timeout=CALL_TIMEOUT, json_serialize_bytes=as_json)


@dataclass(frozen=True)
class Line:
    """What all calls to Slack share: the session, Slack's address, the turns to post, the time."""

    session: ClientSession
    api_url: str
    turns: Turns
    sleep: Sleep


class Client(AsyncWebClient):
    """A client that waits for its turn to post, and calls again only when that can't post twice."""

    def __init__(self, line: Line, token: str | None = None) -> None:
        super().__init__(
            token=token,
            base_url=line.api_url,
            session=line.session,
            retry_handlers=retries(line.sleep),
            logger=_quiet_logger(),
        )
        self._turns = line.turns

    async def api_call(self, api_method: str, **how: Any) -> AsyncSlackResponse:
        """Call a method.

        Raises SlackApiError when Slack refuses, InDoubtError when a post may have been made all the
        same, and what aiohttp raises when Slack can't be reached.
        """
        if api_method in IN_TURNS:
            await self._turns.wait(str((how.get("json") or how.get("params") or {}).get("channel")))
        try:
            return await super().api_call(api_method, **how)
        except (ClientError, TimeoutError, SlackApiError) as error:
            if api_method in POSTS and _leaves_doubt(error):
                raise InDoubtError(f"{api_method}: {error or type(error).__name__}") from error
            raise


def clients(line: Line) -> Callable[[str | None], Client]:
    """Token -> its client; the same one each time."""
    return lru_cache(_MOST_TOKENS)(lambda token: Client(line, token))


def _quiet_logger() -> logging.Logger:
    """The log of calls, warnings only: the SDK writes whole messages at lower levels."""
    logger = logging.getLogger("bot.slack.calls")
    logger.setLevel(logging.WARNING)
    return logger


def _leaves_doubt(error: Exception) -> bool:
    """May Slack have done what it was asked, although it looks as if it had not?"""
    if not isinstance(error, SlackApiError):
        return not isinstance(error, NOT_CONNECTED)
    answer = error.response
    if not isinstance(answer, AsyncSlackResponse) or answer.status_code >= 500:
        return True
    said = answer.data.get("error") if isinstance(answer.data, dict) else None
    return answer.status_code != LIMITED and (said is None or said in DOUBTFUL)
