"""The Bolt app: our listeners, our runner, our clients, and no call to Slack before an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.authorize import Authorize
from bot.slack.client import Client
from bot.slack.runner import Runner
from bot.under_way import UnderWay
from handlers.slack.apology import apologise
from handlers.slack.desk import Desk
from knowledge.said import ENGLISH

log = logging.getLogger(__name__)


class _BringClient(AsyncMiddleware):
    """Gives listeners the shared client of their token, in place of the new one Bolt makes for each request."""

    def __init__(self, client: Callable[[str | None], Client]) -> None:
        self._client = client

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Bring it; a workflow's step speaks with the token that came with it."""
        context = req.context
        context["client"] = self._client(context.function_bot_access_token or context.token)
        return await next()


def slack_app(client: Callable[[str | None], Client], authorize: Authorize, under_way: UnderWay) -> AsyncApp:
    """An app without listeners yet; `client` gives the client of a token."""

    # Bolt takes None for "not installed here", though its types do not say so.
    async def authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return await authorize.result(enterprise_id, team_id)  # type: ignore[return-value]

    app = AsyncApp(
        name="roadmap-bot",
        client=client(None),
        authorize=authorized,
        logger=_quiet_logger(),
        # The door has checked the signature over the raw bytes; Bolt gets the body already read.
        request_verification_enabled=False,
        ssl_check_enabled=False,
        # Notices are answered before, bots are told apart by the listeners, and functions' tokens come with the client.
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        # Else Bolt reads the history of a thread before each answer in a direct message.
        attaching_conversation_kwargs_enabled=False,
    )
    # There is no argument for it; Bolt's own looks every 10 ms whether a listener has answered.
    app._async_listener_runner = Runner(app.listener_runner, under_way, _apologise)
    app.error(_take_note_of_error)
    app.middleware(_BringClient(client))
    return app


async def _apologise(request: AsyncBoltRequest, reference: str) -> None:
    desk = request.context.get("desk")
    language = desk.language if isinstance(desk, Desk) else ENGLISH
    await apologise(request.body, request.context.client, reference, language)


async def _take_note_of_error(error: Exception) -> BoltResponse:
    """Log what went wrong, and take the request all the same: sent again, it would only fail again."""
    log.error("a request of Slack's could not be handled", exc_info=error)
    return BoltResponse(status=200)


def _quiet_logger() -> logging.Logger:
    """Bolt's log, errors only: it writes whole messages of people at lower levels."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger
