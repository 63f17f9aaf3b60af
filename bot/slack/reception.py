"""What Slack sends, once it is read: kept when somebody waits for its answer, handed to the Bolt app, answered."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.inbox import Event, Inbox, NotStoredError
from bot.slack.as_json import as_json
from bot.slack.authorize import Authorize
from bot.slack.body import Body
from bot.slack.client import Client
from bot.slack.kept import Leave, nothing_to_drop
from bot.slack.notices import answer_notice
from bot.slack.runner import WORK, Ack
from bot.under_way import UnderWay
from handlers.slack.answered import is_answered
from handlers.slack.awaited import awaited
from handlers.slack.desk import Desk

Work = asyncio.Task[None] | None

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Colleagues:
    """Whom the reception asks: what is answered, who speaks in a workspace, and how."""

    desk: Desk
    authorize: Authorize
    client: Callable[[str | None], Client]
    leave: Leave = nothing_to_drop


class Reception:
    """Takes each event once, whether it comes over HTTP or through a socket, and again when its process died."""

    def __init__(self, app: AsyncApp, inbox: Inbox, under_way: UnderWay, ask: Colleagues) -> None:
        self._app, self._inbox, self._under_way, self._ask = app, inbox, under_way, ask

    async def take(self, body: Body) -> BoltResponse:
        """The answer to what Slack sent: a 200, since sent again it would fare no better; 503 when an event can't be
        kept now, so that Slack sends it again."""
        key = await awaited(body, self._ask.desk) if "event" in body else None
        if key is None:
            return (await self._dispatch(body))[0]
        try:
            if not await self._inbox.store(key, as_json(body).decode()):
                return BoltResponse(status=200)
        except NotStoredError as error:
            log.warning("an event was not taken, so that Slack sends it again: %s", error)
            return BoltResponse(status=503)
        return await self._begin(key, body)

    async def take_up(self) -> None:
        """Go on with events whose process died. One whose answer is there is only noted as done."""
        try:
            events = await self._inbox.take_up()
        except NotStoredError as error:
            log.warning("nothing could be taken up: %s", error)
            return
        for event in events:
            log.warning("an event is taken up that was not finished (time %d)", event.tries)
            self._under_way.start(self._again(event))

    async def take_up_for_ever(self) -> None:
        """Take up what there is, three times for each lease, since with that it is said what is under way here."""
        while True:
            await self.take_up()
            await asyncio.sleep(self._inbox.lease / 3)

    async def _again(self, event: Event) -> None:
        body = json.loads(event.payload)
        install = await self._ask.authorize.install(body.get("team_id"), body.get("enterprise_id"))
        if install is None or await is_answered(body["event"], self._ask.client(install.token)):
            self._inbox.finish(event.key)
        else:
            await self._begin(event.key, body)

    async def _begin(self, key: str, body: Body) -> BoltResponse:
        answer, work = await self._dispatch(body)
        self._under_way.start(self._settle(key, work))
        return answer

    async def _dispatch(self, body: Body) -> tuple[BoltResponse, Work]:
        """The answer, and the work that goes on after it."""
        # Bolt takes a body that is already read only in the mode it has for sockets, which differs in nothing else.
        try:
            if (notice := await answer_notice(body, self._ask.authorize, self._ask.leave)) is not None:
                return notice, None
            request = AsyncBoltRequest(body=body, mode="socket_mode", context={"ack": Ack()})
            answer = await self._app.async_dispatch(request)
        except Exception:  # of Bolt, over fields that are not what Slack sends
            log.exception("a request of Slack's could not be read")
            return BoltResponse(status=200), None
        return answer if answer.status == 200 else BoltResponse(status=200), request.context.get(WORK)

    async def _settle(self, key: str, work: Work) -> None:
        """The event is done when its work has ended, well or not; work that is given up is no end."""
        if work is not None:
            await asyncio.wait({work})
            if work.cancelled():
                return
        self._inbox.finish(key)
