"""Somebody opens the bot: its Home is drawn, or its messages get questions to begin with."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.help import names_of
from handlers.slack.desk import Desk
from handlers.slack.escaping import literal
from handlers.slack.homes import Homes
from handlers.slack.offering import offer_reviews
from knowledge.said import say

log = logging.getLogger(__name__)

HOME, MESSAGES = "home", "messages"

MOST_PROMPTS = 4
"""Slack: at most four suggested prompts."""

LONGEST_NAME = 60
"""Characters of a name that is offered."""


async def on_opened(
    event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes
) -> None:
    """Draw what was opened."""
    if event.get("tab") == HOME and event.get("user"):
        user, team = str(event["user"]), str(body.get("team_id") or "")
        await homes.show(user, client, desk, team)
        await offer_reviews(user, team, client, desk)
    elif event.get("tab") == MESSAGES and event.get("channel"):
        await _suggest(str(event["channel"]), client, desk)


async def on_context(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Somebody looks at something else while the bot's messages are open beside it: what is offered there follows the
    roadmap, once an hour. What they look at is not kept."""
    channel = str(event.get("channel") or "")
    if channel and event.get("user") and await desk.work.claim_for_an_hour(("prompts", channel)):
        await _suggest(channel, client, desk)


async def _suggest(channel: str, client: AsyncWebClient, desk: Desk) -> None:
    """Offer questions to begin with. Slack shows them only to apps that are agents; others lose nothing."""
    try:
        await client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=prompts(desk), title=desk.language.say(say("Ask me"))
        )
    except SlackApiError as error:
        log.info("Slack took no suggested prompts (%s)", error.response.get("error"))


def prompts(desk: Desk) -> list[dict[str, str]]:
    """Questions to begin with: what each is about, and what is asked when it is picked. All have an answer."""
    present, language = desk.present(), desk.language
    name = dict(names_of(present)).get("item", "")
    asked: list[tuple[str, str]] = [(say("The roadmap at a glance"), "overview")]
    if present.roadmap.features:
        asked += _OF_ITEMS
    if 0 < len(name) <= LONGEST_NAME:
        asked.append((say("When is {name}?", name=name), say("timeline {item}", item=name)))
    return [{"title": literal(language.say(t)), "message": literal(language.say(m))} for t, m in asked][:MOST_PROMPTS]


_OF_ITEMS: tuple[tuple[str, str], ...] = (
    (say("What is planned for this quarter?"), say("this quarter")),
    (say("What is blocked?"), say("blocked")),
)
