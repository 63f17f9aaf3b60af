"""Calling Slack: one session for all calls, and retries that can't post twice."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    TCPConnector,
)
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import SettingsError

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[None]]

CALL_TIMEOUT = ClientTimeout(total=10, sock_connect=3)
"""Seconds a call may take, and of these to connect."""

MOST_CONNECTIONS = 100
MOST_RETRIES = 2
LONGEST_WAIT = 60
"""Seconds Slack may ask us to wait; an answer that would come later is given up."""

PAUSE = 0.5
"""Seconds until a connection that failed is tried again."""

TOKEN_REFUSED = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
"""Slack's errors that no waiting mends: the token is wrong."""


def open_session() -> ClientSession:
    """The session of all calls to Slack; to be closed by the caller."""
    return ClientSession(connector=TCPConnector(limit=MOST_CONNECTIONS), timeout=CALL_TIMEOUT)


def open_client(session: ClientSession, api_url: str, sleep: Sleep) -> AsyncWebClient:
    """A client without a token, on a shared session.

    It calls again only when that can't make a second post: Slack said 429, or no connection was made.
    """
    return AsyncWebClient(base_url=api_url, session=session, retry_handlers=[Limited(sleep), NotConnected(sleep)])


async def check_token(client: AsyncWebClient, token: str) -> None:
    """Ask Slack whether it knows the token. Raises SettingsError when it does not.

    When Slack can't be asked now, the log says so and nothing else happens: commands are answered
    without calling Slack.
    """
    try:
        await client.auth_test(token=token)
    except SlackApiError as error:
        reason = error.response.get("error") or error.response.status_code
        if reason in TOKEN_REFUSED:
            raise SettingsError(
                f"SLACK_BOT_TOKEN is refused by Slack ({reason}); copy the Bot User OAuth Token anew (docs/slack.md)"
            ) from error
        log.warning("Slack could not say whether SLACK_BOT_TOKEN is right (%s)", reason)
    except (ClientError, TimeoutError) as error:
        log.warning(
            "Slack can't be reached (%s); answers to posts will fail until it can", error or type(error).__name__
        )


class _Retry(AsyncRetryHandler):
    """Calls again after a pause, at most twice."""

    def __init__(self, sleep: Sleep) -> None:
        super().__init__(max_retry_count=MOST_RETRIES)
        self._sleep = sleep

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> None:
        """Wait, and ask for another attempt."""
        state.next_attempt_requested = True
        await self._sleep(PAUSE if response is None else _retry_after(response))
        state.increment_current_attempt()


class Limited(_Retry):
    """Slack takes no more for now and says how long to wait."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> bool:
        return response is not None and response.status_code == 429 and _retry_after(response) <= LONGEST_WAIT


class NotConnected(_Retry):
    """No connection was made, so Slack has seen nothing of the call."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,  # noqa: ARG002
        error: Exception | None = None,
    ) -> bool:
        return isinstance(error, ClientConnectorError | ConnectionTimeoutError)


def _retry_after(response: HttpResponse) -> float:
    """The seconds Slack asks us to wait; 1 when it does not say."""
    said = [values[0] for name, values in response.headers.items() if name.lower() == "retry-after" and values]
    return float(said[0]) if said and said[0].isdigit() else 1.0
