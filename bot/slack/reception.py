"""What Slack sends, once it is read: claimed, handed to the Bolt app, answered."""

from __future__ import annotations

import asyncio
import logging

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.claims import Claims, Key, NotClaimedError
from bot.slack.authorize import Authorize
from bot.slack.body import Body
from bot.slack.notices import answer_notice
from bot.slack.runner import WORK, Ack
from bot.under_way import UnderWay

Work = asyncio.Task[None] | None

log = logging.getLogger(__name__)


class Reception:
    """Takes each event once, whether it comes over HTTP or through a socket."""

    def __init__(self, app: AsyncApp, authorize: Authorize, claims: Claims, under_way: UnderWay) -> None:
        self._app, self._authorize, self._claims, self._under_way = app, authorize, claims, under_way

    async def take(self, body: Body) -> BoltResponse:
        """The answer to what Slack sent: a 200, since sent again it would fare no better; 503 when an event can't be
        claimed now, so that Slack sends it again."""
        key = _event(body)
        if key is None:
            return (await self._dispatch(body))[0]
        try:
            if not await self._claims.claim(key):
                return BoltResponse(status=200)
        except NotClaimedError as error:
            log.warning("an event was not taken, so that Slack sends it again: %s", error)
            return BoltResponse(status=503)
        answer, work = await self._dispatch(body)
        self._under_way.start(self._settle(key, work))
        return answer

    async def _dispatch(self, body: Body) -> tuple[BoltResponse, Work]:
        """The answer, and the work that goes on after it."""
        # Bolt takes a body that is already read only in the mode it has for sockets, which differs in nothing else.
        try:
            if (notice := await answer_notice(body, self._authorize)) is not None:
                return notice, None
            request = AsyncBoltRequest(body=body, mode="socket_mode", context={"ack": Ack()})
            answer = await self._app.async_dispatch(request)
        except Exception:  # of Bolt, over fields that are not what Slack sends
            log.exception("a request of Slack's could not be read")
            return BoltResponse(status=200), None
        return answer if answer.status == 200 else BoltResponse(status=200), request.context.get(WORK)

    async def _settle(self, key: Key, work: Work) -> None:
        """The event is done when its work has ended, well or not."""
        if work is not None:
            await asyncio.wait({work})
        await self._claims.done(key)


def _event(body: Body) -> Key | None:
    """What an event and its copies have in common: Slack sends it again when it did not see our 200 in time."""
    team, event = body.get("team_id") or body.get("enterprise_id"), body.get("event_id")
    return None if event is None else ("event", str(team), str(event))
