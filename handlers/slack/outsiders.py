"""Guests and people of other organisations: they get one line that says so, and nothing of the roadmap.

Slack does not say with a request who is a guest, so it is asked once an hour about each person. Who sees a channel
cannot be told in general; only of a channel that is shared with another organisation Slack says so. What Slack does
not say is taken for the worse.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.desk import Claim
from knowledge.said import Said, say

log = logging.getLogger(__name__)

MOST_KNOWN = 10_000
"""People that are remembered, those asked about longest ago going first."""

SIGNS = ("is_restricted", "is_ultra_restricted", "is_stranger")
"""Fields of users.info: a guest of several channels, a guest of one, somebody of another organisation."""

NOT_FOR_OUTSIDERS = say("I answer members of this organisation only, and Slack says that you are a guest here.")
WHO_ARE_YOU = say("Slack does not tell me who you are just now. Please ask again in a moment.")
NO_SCOPE = say(
    "I answer members of this organisation only, and can't tell who is one: the app was made without the scope "
    "users:read. Whoever runs me can add it, or let everybody ask (outsiders: true in roadmap.yaml)."
)
SHARED_OUTSIDE = say("People of another organisation read this channel, so the answer was not shared.")
MAYBE_OUTSIDE = say(
    "Slack does not tell me whether people of other organisations read here, so the answer was not shared. "
    "In a channel, /invite @roadmap lets me see."
)

OUTSIDE = ("is_ext_shared", "is_pending_ext_shared")
"""Fields of conversations.info: another organisation reads a channel, or was asked to."""

Body = dict[str, Any]


class Doorkeeper:
    """Tells outsiders from members, asking Slack about each at most once an hour."""

    def __init__(self, claim_for_an_hour: Claim, most: int = MOST_KNOWN) -> None:
        self._claim, self._most = claim_for_an_hour, most
        self._known: OrderedDict[str, asyncio.Future[bool]] = OrderedDict()

    async def refusal(self, user: str, client: AsyncWebClient) -> Said | None:
        """What is said to this person in place of an answer; None to members."""
        if await self._claim(("known", user)) or user not in self._known:
            self._known[user] = asyncio.ensure_future(_is_outsider(user, client))
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        try:
            known = self._known[user]
            return NOT_FOR_OUTSIDERS if (known.result() if known.done() else await asyncio.shield(known)) else None
        except (SlackApiError, ClientError, TimeoutError) as error:
            self._known.pop(user, None)
            if _code(error) == "missing_scope":
                log.error("nobody is answered: the app was made without the scope users:read, which tells guests")
                return NO_SCOPE
            log.warning("Slack could not say who asks (%s)", _code(error))
            return WHO_ARE_YOU


def _code(error: Exception) -> str:
    """Slack's name of an error, else its type."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


async def _is_outsider(user: str, client: AsyncWebClient) -> bool:
    """Raises SlackApiError when Slack can't say, and what aiohttp raises when it can't be reached."""
    try:
        person = (await client.users_info(user=user)).get("user") or {}
    except SlackApiError as error:
        if _code(error) in ("user_not_found", "user_not_visible"):
            return True
        raise
    return any(person.get(sign) for sign in SIGNS)


async def refusal_to_share(channel: str, client: AsyncWebClient) -> Said | None:
    """Why an answer is not shared in a channel; None where members alone, and guests they invited, read."""
    try:
        told = (await client.conversations_info(channel=channel)).get("channel") or {}
    except (SlackApiError, ClientError, TimeoutError) as error:
        log.warning("Slack could not say who reads a channel (%s)", _code(error))
        return MAYBE_OUTSIDE
    return SHARED_OUTSIDE if any(told.get(sign) for sign in OUTSIDE) else None


def asker(body: Body) -> str | None:
    """Who would get an answer to what Slack sent; None when nobody would."""
    event = body.get("event")
    if event is not None:
        asks = event.get("type") in ("app_mention", "app_home_opened", "app_context_changed", "link_shared")
        asks = asks or (event.get("type") == "message" and event.get("channel_type") == "im")
        return event.get("user") if asks and not event.get("bot_id") and not event.get("subtype") else None
    return body.get("user_id") or (body.get("user") or {}).get("id")
