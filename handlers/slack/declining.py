"""Saying to one person, wherever they asked, why there is no answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks import notes
from handlers.slack.clicks import read_click, send
from handlers.slack.modals import ANSWER, modal
from handlers.slack.outsiders import Doorkeeper, asker
from handlers.slack.posting import Place, post
from handlers.slack.replies import said
from knowledge.said import Language

Body = dict[str, Any]


class OnlyMembers(AsyncMiddleware):
    """Lets through what members of the organisation ask, and what nobody asks; declines the rest."""

    def __init__(self, doorkeeper: Doorkeeper, language: Language) -> None:
        self._doorkeeper, self._language = doorkeeper, language

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Go on, or tell the asker why not."""
        user, client = asker(req.body), req.context.client
        line = await self._doorkeeper.refusal(user, client) if user else None
        if line is None:
            return await next()
        return await decline(req.body, self._language.say(line), client, req.context.ack)


async def decline(body: Body, line: str, client: AsyncWebClient, ack: AsyncAck) -> BoltResponse:
    """Answer Slack, and tell the one who asked; nobody else sees it, where Slack lets us."""
    if body.get("command"):
        return await ack({"response_type": "ephemeral", **said(line).as_arguments()})
    kind = body.get("type", "")
    if kind == "block_suggestion":
        return await ack(options=[])
    if kind == "view_submission":
        return await ack(response_action="update", view=modal(ANSWER, "Roadmap", [notes(line)]))
    answer = await ack()
    tell = _EVENTS.get((body.get("event") or {}).get("type", ""))
    if tell is not None:
        await tell(body["event"], line, client)
    elif kind in ("block_actions", "shortcut", "message_action"):
        await send(said(line), read_click(body), client)
    return answer


async def _below(event: Body, line: str, client: AsyncWebClient) -> None:
    await post(client, Place(event["channel"], event.get("thread_ts"), only_for=event["user"]), said(line))


async def _here(event: Body, line: str, client: AsyncWebClient) -> None:
    await post(client, Place(event["channel"], event.get("thread_ts")), said(line))


async def _at_home(event: Body, line: str, client: AsyncWebClient) -> None:
    if event.get("tab") == "home":
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [notes(line)]})


_EVENTS: dict[str, Callable[[Body, str, AsyncWebClient], Awaitable[None]]] = {
    "app_mention": _below,
    "message": _here,
    "app_home_opened": _at_home,
}
"""Events that are answered; a link that is not shown as a card needs no word."""
