"""Socket Mode, for development: Slack sends what it has through a socket that we open, so no address is needed."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.body import read_json
from bot.slack.reception import Reception

KINDS = frozenset({"events_api", "slash_commands", "interactive"})
"""What comes through a socket for us."""


@asynccontextmanager
async def open_socket(app_token: str, client: AsyncWebClient, reception: Reception) -> AsyncIterator[None]:
    """Slack's requests go to the reception, as those that come in at the door do, until this is left.

    Raises SlackApiError when Slack refuses the token.
    """

    async def take(socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if request.type not in KINDS:
            return
        answer = await reception.take(request.payload)
        if answer.status != 200:
            return  # Slack sends again what it sees no answer to.
        payload = read_json(answer.body) if answer.body.startswith("{") else None
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    await client.apps_connections_open(app_token=app_token)  # The socket itself tries a refused token for ever.
    socket = SocketModeClient(app_token, web_client=client, logger=_quiet_logger())
    socket.socket_mode_request_listeners.append(take)
    await socket.connect()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await socket.disconnect()  # type: ignore[no-untyped-call]
        await socket.close()  # type: ignore[no-untyped-call]


def _quiet_logger() -> logging.Logger:
    """The log of the socket, warnings only: it writes whole messages of people at lower levels."""
    logger = logging.getLogger("slack_sdk.socket_mode")
    logger.setLevel(logging.WARNING)
    return logger
