"""Calling Slack again, where that can't post twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

Sleep = Callable[[float], Awaitable[None]]

MOST_RETRIES = 2
LONGEST_WAIT = 60
"""Seconds Slack may ask us to wait; an answer that would come later is given up."""

PAUSE = 0.5
"""Seconds until a call that failed is made again."""

NOT_CONNECTED = (ClientConnectorError, ConnectionTimeoutError)
"""Errors that say that Slack has seen nothing of the call."""

REPEATABLE = frozenset(
    {
        "auth.test",
        "chat.getPermalink",
        "chat.unfurl",
        "chat.update",
        "conversations.history",
        "conversations.info",
        "conversations.open",
        "conversations.replies",
        "assistant.threads.setStatus",
        "assistant.threads.setSuggestedPrompts",
        "users.info",
        "views.publish",
        "views.update",
    }
)
"""Methods that come to the same when they are called twice."""


def retries(sleep: Sleep) -> list[AsyncRetryHandler]:
    """What decides whether a call is made again; `sleep` waits for a number of seconds."""
    return [Limited(sleep), NotConnected(sleep), Failed(sleep)]


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
        return isinstance(error, NOT_CONNECTED)


class Failed(_Retry):
    """Slack failed, or nobody knows: only what comes to the same when done twice is called again."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.rsplit("/", 1)[-1].split("?")[0] not in REPEATABLE or isinstance(error, NOT_CONNECTED):
            return False
        return isinstance(error, ClientError | TimeoutError) or (response is not None and response.status_code >= 500)


def _retry_after(response: HttpResponse) -> float:
    """The seconds Slack asks us to wait; else a pause."""
    said = [values[0] for name, values in response.headers.items() if name.lower() == "retry-after" and values]
    return float(said[0]) if said and said[0].isdigit() else (1.0 if response.status_code == 429 else PAUSE)
