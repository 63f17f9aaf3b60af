"""Telling the asker that it went wrong on our side, with a reference under which the log says how."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.replies import QUIET, said, sorry
from handlers.slack.responding import ResponseTo, respond
from knowledge.said import Language

Body = dict[str, Any]

DIRECT = "D"
"""The first letter of the ids of direct messages."""

ASKING_EVENTS = frozenset({"app_mention", "message"})
"""Events in which somebody asks something; after all others nobody waits for an answer."""


async def apologise(body: Body, client: AsyncWebClient, reference: str, language: Language) -> None:
    """Tell who waits for an answer, and nobody else, that there is none; where they asked, else in a direct message.

    Raises SlackApiError when Slack does not take it, and what aiohttp raises when it can't be reached.
    """
    event, user = body.get("event") or {}, body.get("user_id") or (body.get("user") or {}).get("id")
    if event.get("type") == "function_executed":
        execution = event["function_execution_id"]
        await client.functions_completeError(function_execution_id=execution, error=language.say(sorry(reference)))
    elif event:
        await _after_event(event, client, reference, language)
    elif user and not await _responded(body.get("response_url"), client, reference, language):
        await client.chat_postMessage(channel=user, **_message(reference, language))


async def _responded(url: str | None, client: AsyncWebClient, reference: str, language: Language) -> bool:
    """Was it told where they clicked or typed? Slack takes that for half an hour."""
    to = ResponseTo(url or "")
    return bool(url) and await respond(client, to, said(sorry(reference), language))


async def _after_event(event: Body, client: AsyncWebClient, reference: str, language: Language) -> None:
    channel, user = event.get("channel"), event.get("user")
    if event.get("type") not in ASKING_EVENTS or not channel or not user:
        return
    thread = event.get("thread_ts")
    if channel.startswith(DIRECT):
        await client.chat_postMessage(channel=channel, thread_ts=thread, **_message(reference, language))
    else:
        text = language.say(sorry(reference))
        try:
            await client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, text=text)
        except SlackApiError:
            await client.chat_postMessage(channel=user, **_message(reference, language))


def _message(reference: str, language: Language) -> dict[str, Any]:
    return {"text": language.say(sorry(reference)), **QUIET}
