"""People whom a question mentions: they are called as the pages call them, else as Slack does."""

from __future__ import annotations

import logging
import re
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.people import People
from handlers.slack.people import post_of

log = logging.getLogger(__name__)

_MENTION = r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>"
"""How Slack writes one: an id, and in commands a name behind it."""

_PERSON, _IN_FRONT = re.compile(_MENTION), re.compile(rf"^(?:\s*{_MENTION}[\s,:]*)+")


async def named(body: dict[str, Any], context: AsyncBoltContext, people: People) -> dict[str, Any]:
    """The post of an event without those it is addressed to, and with names in place of the others it mentions."""
    post = post_of(body)
    text = _IN_FRONT.sub("", post.get("text") or "")
    for bot in (one.get("user_id") for one in body.get("authorizations") or () if one.get("is_bot")):
        text = text.replace(f"<@{bot}>", "")
    return {**post, "text": await with_names(text, context, people)}


async def with_names(text: str, context: AsyncBoltContext, people: People) -> str:
    """`text` with a name in place of each mention; mentions of the bot are left out."""
    found = set(_PERSON.findall(text)) if "<@" in text else ()
    names = {user: await _name(user, label, context, people) for user, label in found}
    return _PERSON.sub(lambda mention: names[mention[1]], text) if names else text


async def _name(user: str, label: str, context: AsyncBoltContext, people: People) -> str:
    if user == context.bot_user_id:
        return ""
    owners = people.owners(user)
    return owners[0] if owners else f"@{label or await _name_in_slack(user, context.client)}"


async def _name_in_slack(user: str, client: AsyncWebClient | None) -> str:
    """The name that Slack shows; the id when it does not tell."""
    try:
        said: Any = await client.users_info(user=user) if client else {}
    except (SlackApiError, ClientError, TimeoutError) as error:
        log.warning("Slack could not say who is mentioned (%s)", type(error).__name__)
        return user
    profile = (said.get("user") or {}).get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or user)
