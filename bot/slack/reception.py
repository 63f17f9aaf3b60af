"""What Slack sends, once it is read: claimed, handed to the Bolt app, answered."""

from __future__ import annotations

import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.claims import Claims
from bot.slack.authorize import Authorize
from bot.slack.body import Body
from bot.slack.notices import answer_notice
from bot.slack.runner import Ack

log = logging.getLogger(__name__)


class Reception:
    """Takes each event once, whether it comes over HTTP or through a socket."""

    def __init__(self, app: AsyncApp, authorize: Authorize, claims: Claims) -> None:
        self._app, self._authorize, self._claims = app, authorize, claims

    async def take(self, body: Body) -> BoltResponse:
        """The answer to what Slack sent: always a 200, since sent again it would fare no better."""
        if not await self._is_first(body):
            return BoltResponse(status=200)
        # Bolt takes a body that is already read only in the mode it has for sockets, which differs in nothing else.
        try:
            if (notice := await answer_notice(body, self._authorize)) is not None:
                return notice
            request = AsyncBoltRequest(body=body, mode="socket_mode", context={"ack": Ack()})
            answer = await self._app.async_dispatch(request)
        except Exception:  # of Bolt, over fields that are not what Slack sends
            log.exception("a request of Slack's could not be read")
            return BoltResponse(status=200)
        return answer if answer.status == 200 else BoltResponse(status=200)

    async def _is_first(self, body: Body) -> bool:
        """Is this the first copy of an event? Slack sends it again when it did not see our 200 in time."""
        team, event = body.get("team_id") or body.get("enterprise_id"), body.get("event_id")
        return event is None or await self._claims.claim(("event", str(team), str(event)))
