"""The Bolt app: our listeners, one workspace, and no call to Slack before an answer."""

from __future__ import annotations

import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.listeners import register

log = logging.getLogger(__name__)


def slack_app(client: AsyncWebClient, token: str, desk: Desk, homes: Homes) -> AsyncApp:
    """The app that answers what the door lets in."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    app = AsyncApp(
        name="roadmap-bot",
        client=client,
        authorize=authorize,
        logger=_quiet_logger(),
        # The door has checked the signature over the raw bytes; Bolt gets the body already read.
        request_verification_enabled=False,
        # Bolt's other way of running listeners looks every 10 ms whether they are done. Ours are
        # done at once: what takes longer than an answer is started on the desk and goes on by itself.
        process_before_response=True,
        # Else Bolt reads the history of a thread before each answer in a direct message.
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_take_note_of_error)
    register(app, desk, homes)
    return app


async def _take_note_of_error(error: Exception) -> BoltResponse:
    """Log what went wrong, and take the request all the same: sent again, it would only fail again."""
    log.error("a request of Slack's could not be handled", exc_info=error)
    return BoltResponse(status=200)


def _quiet_logger() -> logging.Logger:
    """Bolt's log, errors only: it writes whole messages of people at lower levels."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger
