"""Was a post answered? Looked for where that may be looked for, before it is answered a second time."""

from __future__ import annotations

import logging
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.messages import is_direct
from handlers.slack.posting import ANSWER, TO

log = logging.getLogger(__name__)

MOST = 100
"""Messages after a post that are looked through."""


async def is_answered(event: dict[str, Any], client: AsyncWebClient) -> bool:
    """Does our answer to a post stand where it belongs? False also where Slack does not let us look.

    In a direct message it may be read; in a channel where the app was made with its history.
    """
    if event.get("type") not in ("app_mention", "message"):
        return False
    try:
        return _is_there(await _after(event, client), event["ts"])
    except (SlackApiError, ClientError, TimeoutError) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        log.warning("it could not be looked up whether a post was answered (%s): it is answered now", reason)
        return False


async def _after(event: dict[str, Any], client: AsyncWebClient) -> list[dict[str, Any]]:
    """What was written after a post, where its answer would stand."""
    channel, ts = event["channel"], event["ts"]
    thread = event.get("thread_ts") or (None if is_direct(event) else ts)
    if thread is None:
        said = await client.conversations_history(channel=channel, oldest=ts, limit=MOST, include_all_metadata=True)
    else:
        said = await client.conversations_replies(
            channel=channel, ts=thread, oldest=ts, limit=MOST, include_all_metadata=True
        )
    return list(said.get("messages") or [])


def _is_there(messages: list[dict[str, Any]], ts: str) -> bool:
    marks = [message.get("metadata") or {} for message in messages]
    return any(m.get("event_type") == ANSWER and (m.get("event_payload") or {}).get(TO) == ts for m in marks)
