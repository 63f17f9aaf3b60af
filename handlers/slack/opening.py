"""Somebody opens the bot: its Home is drawn, or its messages get questions to begin with."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.help import TOPICS, examples
from handlers.slack.desk import Desk
from handlers.slack.escaping import literal
from handlers.slack.homes import Homes
from handlers.slack.offering import offer_reviews

log = logging.getLogger(__name__)

HOME, MESSAGES = "home", "messages"

MOST_PROMPTS = 4
"""Slack: at most four suggested prompts."""


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
        await client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts(desk), title="Ask me")
    except SlackApiError as error:
        log.info("Slack took no suggested prompts (%s)", error.response.get("error"))


def prompts(desk: Desk) -> list[dict[str, str]]:
    """The first example of each of the first topics of the help."""
    present = desk.present()
    first = [found[0] for topic in TOPICS if (found := examples(topic, present))]
    return [{"title": literal(text), "message": literal(text)} for text in ("overview", *first)][:MOST_PROMPTS]
