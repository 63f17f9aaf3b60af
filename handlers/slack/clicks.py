"""A click on a button: who clicked where, and an answer that goes there."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, listener_in
from handlers.slack.desk import Desk
from handlers.slack.modals import answer_modal
from handlers.slack.posting import Place, post
from handlers.slack.replies import Reply, reply_to
from handlers.slack.responding import ResponseTo, respond
from handlers.watches import Listener

log = logging.getLogger(__name__)

HOME, MODAL = "home", "modal"


@dataclass(frozen=True, slots=True)
class Click:
    """Where a button stood, and who pressed it."""

    user: str
    team: str
    trigger: str
    channel: str = ""
    message: str = ""
    thread: str | None = None
    answers_at: str = ""
    """The response_url: empty in a view."""
    private: bool = False
    """Does only this person see the message?"""
    view: str = ""
    view_type: str = ""

    @property
    def seen_by_all(self) -> bool:
        """Was it in a message that everybody in the channel sees?"""
        return bool(self.message) and not (self.private or self.direct or self.view_type)

    @property
    def listener(self) -> Listener:
        """Who clicked, and the place that is told when something is to be watched there."""
        return listener_in(self.team, self.channel, self.user)

    @property
    def direct(self) -> bool:
        """Is it in a direct message to the bot?"""
        return self.channel.startswith("D")


def read_click(body: dict[str, Any]) -> Click:
    """The click that Slack tells of; fields it leaves out are empty. An install for a whole organisation may leave out
    the workspace, which is then that of the person."""
    container, view = body.get("container") or {}, body.get("view") or {}
    message, user = body.get("message") or {}, body.get("user") or {}
    return Click(
        user=str(user.get("id") or ""),
        team=str((body.get("team") or {}).get("id") or user.get("team_id") or ""),
        trigger=str(body.get("trigger_id") or ""),
        channel=str((body.get("channel") or {}).get("id") or container.get("channel_id") or ""),
        message=str(container.get("message_ts") or message.get("ts") or ""),
        thread=container.get("thread_ts") or message.get("thread_ts"),
        answers_at=str(body.get("response_url") or ""),
        private=bool(container.get("is_ephemeral")),
        view=str(view.get("id") or ""),
        view_type=str(view.get("type") or ""),
    )


def pressed(body: dict[str, Any]) -> str:
    """The value of the button that was pressed, or of the field that was sent off."""
    actions = body.get("actions") or [{}]
    return str(actions[0].get("value") or "")


def pressed_id(body: dict[str, Any]) -> str:
    """The id of what was pressed or sent off."""
    actions = body.get("actions") or [{}]
    return str(actions[0].get("action_id") or "")


async def answer_click(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    """Send the answer to where the click was: beside the message, or into the window that is open."""
    if click.view_type:
        await _show(asked, click, client, desk)
    else:
        await send(await reply_to(asked, desk, private=not click.direct), click, client)


async def send(reply: Reply, click: Click, client: AsyncWebClient, instead: bool = False) -> None:
    """Send a message to the one who clicked: nobody else sees it, except in a direct message, where nobody else is.

    It goes beside the message that was clicked, or `instead` of it when it is the person's own; into the direct
    message with the bot when Slack takes no more answers to this click, as after half an hour.
    """
    own = click.private or click.direct
    to = ResponseTo(click.answers_at, click.thread, to_all=click.direct, instead=instead and own)
    if not (click.answers_at and await respond(client, to, reply)):
        await post(client, Place(click.user), reply)


async def tell(reply: Reply, click: Click, client: AsyncWebClient) -> None:
    """Send a short word to the one who clicked, which nobody else sees and which does not stay."""
    if not (click.answers_at and await respond(client, ResponseTo(click.answers_at, click.thread), reply)):
        await post(client, Place(click.user), reply)


async def _show(asked: Asked, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    """The answer in a window: in the open one, or in a new one over Home; as a message when that fails."""
    view = await answer_modal(asked, desk)
    try:
        if click.view_type == MODAL:
            await client.views_update(view_id=click.view, view=view)
        else:
            await client.views_open(trigger_id=click.trigger, view=view)
    except SlackApiError as error:
        log.warning("Slack did not show an answer (%s); it was sent as a message", error.response.get("error"))
        await post(client, Place(click.user), await reply_to(asked, desk))
