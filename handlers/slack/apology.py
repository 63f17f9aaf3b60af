"""Telling the asker that it went wrong on our side, with a reference under which the log says how."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.slack.replies import QUIET, sorry

Body = dict[str, Any]

DIRECT = "D"
"""The first letter of the ids of direct messages."""

ASKING_EVENTS = frozenset({"app_mention", "message"})
"""Events in which somebody asks something; after all others nobody waits for an answer."""


async def apologise(body: Body, client: AsyncWebClient, reference: str) -> None:
    """Tell who waits for an answer, and nobody else, that there is none; where they asked, else in a direct message.

    Raises SlackApiError when Slack does not take it, and what aiohttp raises when it can't be reached.
    """
    event = body.get("event") or {}
    if event.get("type") == "function_executed":
        said = sorry(reference)
        await client.functions_completeError(function_execution_id=event["function_execution_id"], error=said)
    elif body.get("response_url"):
        hook = AsyncWebhookClient(body["response_url"], session=client.session, retry_handlers=client.retry_handlers)
        await hook.send_dict({**_message(reference), "response_type": "ephemeral", "replace_original": False})
    elif event:
        await _after_event(event, client, reference)
    elif user := (body.get("user") or {}).get("id"):
        await client.chat_postMessage(channel=user, **_message(reference))


async def _after_event(event: Body, client: AsyncWebClient, reference: str) -> None:
    channel, user = event.get("channel"), event.get("user")
    if event.get("type") not in ASKING_EVENTS or not channel or not user:
        return
    thread = event.get("thread_ts")
    if channel.startswith(DIRECT):
        await client.chat_postMessage(channel=channel, thread_ts=thread, **_message(reference))
    else:
        text = sorry(reference)
        try:
            await client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, text=text)
        except SlackApiError:
            await client.chat_postMessage(channel=user, **_message(reference))


def _message(reference: str) -> dict[str, Any]:
    return {"text": sorry(reference), **QUIET}
