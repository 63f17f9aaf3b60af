"""Which behaviour answers what Slack sends, and a 200 for everything else.

Slack counts what is not answered with a 200: it retries it, and in the end switches the app off.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.slack.about_message import SHORTCUT as ABOUT_MESSAGE
from handlers.slack.about_message import on_message_shortcut
from handlers.slack.all_reviewed import ALL_FORM, on_all, on_all_form
from handlers.slack.ask_form import ASK_FORM, ITEM, on_form_button, on_shortcut, on_submit, on_typing
from handlers.slack.ask_form import SHORTCUT as ASK_ROADMAP
from handlers.slack.asking import on_ask, on_search
from handlers.slack.buttons import ASK, END, RATE, SHARE, TURN, WATCH
from handlers.slack.commands import on_command
from handlers.slack.declining import OnlyMembers
from handlers.slack.desk import Desk
from handlers.slack.home import FORM, SEARCH
from handlers.slack.homes import Homes
from handlers.slack.identifying import on_decision, on_say
from handlers.slack.identity_buttons import ME, SAY
from handlers.slack.look_up import on_look_up
from handlers.slack.mentions import on_mention
from handlers.slack.messages import on_message
from handlers.slack.opening import on_context, on_opened
from handlers.slack.outsiders import Doorkeeper
from handlers.slack.rating import REASON_FORM, on_rate, on_reason
from handlers.slack.review_buttons import ALL, VERDICT
from handlers.slack.review_history import HISTORY
from handlers.slack.review_list import START
from handlers.slack.review_places import SCHEDULE_FORM, on_schedule
from handlers.slack.review_words import on_history, on_start
from handlers.slack.sharing import on_share
from handlers.slack.turning import on_turn
from handlers.slack.unfurling import on_links
from handlers.slack.verdict_forms import VERDICT_FORM
from handlers.slack.verdicts import on_verdict, on_verdict_form
from handlers.slack.watching import on_end, on_watch

_ANY = re.compile("")


async def acknowledge(ack: AsyncAck) -> None:
    """Take note of something that nothing answers."""
    await ack()


async def offer_nothing(ack: AsyncAck) -> None:
    """Answer a menu that asks for its options and is not ours."""
    await ack(options=[])


def _beginning(word: str) -> re.Pattern[str]:
    """The ids of actions that begin with a word."""
    return re.compile(f"^{word}:")


_LISTENERS: tuple[tuple[Callable[..., Any], Any, Callable[..., Awaitable[None]]], ...] = (
    (AsyncApp.command, _ANY, on_command),
    (AsyncApp.event, "app_mention", on_mention),
    (AsyncApp.event, "message", on_message),
    (AsyncApp.event, "app_home_opened", on_opened),
    (AsyncApp.event, "app_context_changed", on_context),
    (AsyncApp.event, "link_shared", on_links),
    (AsyncApp.event, "function_executed", on_look_up),
    (AsyncApp.event, _ANY, acknowledge),
    (AsyncApp.action, _beginning(ASK), on_ask),
    (AsyncApp.action, _beginning(TURN), on_turn),
    (AsyncApp.action, END, on_end),
    (AsyncApp.action, _beginning(WATCH), on_watch),
    (AsyncApp.action, _beginning(SAY), on_say),
    (AsyncApp.action, _beginning(ME), on_decision),
    (AsyncApp.action, SHARE, on_share),
    (AsyncApp.action, RATE, on_rate),
    (AsyncApp.action, SEARCH, on_search),
    (AsyncApp.action, FORM, on_form_button),
    (AsyncApp.action, _beginning(VERDICT), on_verdict),
    (AsyncApp.action, ALL, on_all),
    (AsyncApp.action, START, on_start),
    (AsyncApp.action, HISTORY, on_history),
    (AsyncApp.action, _ANY, acknowledge),
    (AsyncApp.shortcut, ASK_ROADMAP, on_shortcut),
    (AsyncApp.shortcut, ABOUT_MESSAGE, on_message_shortcut),
    (AsyncApp.shortcut, _ANY, acknowledge),
    (AsyncApp.view, ASK_FORM, on_submit),
    (AsyncApp.view, REASON_FORM, on_reason),
    (AsyncApp.view, VERDICT_FORM, on_verdict_form),
    (AsyncApp.view, ALL_FORM, on_all_form),
    (AsyncApp.view, SCHEDULE_FORM, on_schedule),
    (AsyncApp.view, {"type": "view_submission", "callback_id": _ANY}, acknowledge),
    (AsyncApp.view, {"type": "view_closed", "callback_id": _ANY}, acknowledge),
    (AsyncApp.options, ITEM, on_typing),
    (AsyncApp.options, _ANY, offer_nothing),
)
"""What is listened to, and who answers; the first that fits does. A workspace may give the command
another name than /roadmap, so any name is answered."""


class _BringDesk(AsyncMiddleware):
    """Gives every listener the desk, and the Homes that are open."""

    def __init__(self, desk: Desk, homes: Homes) -> None:
        self._desk, self._homes = desk, homes

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Bring them."""
        req.context["desk"], req.context["homes"] = self._desk, self._homes
        return await next()


def register(app: AsyncApp, desk: Desk, homes: Homes) -> None:
    """Make the app answer with the behaviours of the table, each given the desk, and the Homes that are open."""

    app.middleware(_BringDesk(desk, homes))
    if not desk.outsiders:
        app.middleware(OnlyMembers(Doorkeeper(desk.work.claim_for_an_hour), desk.language))
    for listen, what, listener in _LISTENERS:
        listen(app, what)(listener)
