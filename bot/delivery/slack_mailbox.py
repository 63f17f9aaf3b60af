"""Planned messages in Slack: sent once, and looked for by an opaque key when it is not known whether they arrived.

Slack has no key that stops a second post of the same message, so each carries ours in its metadata, which
every member of the workspace may read: it says nothing but itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.courier import CannotLook, Found, Letter, NotThere
from bot.state.ledger import SETTLE, Doubt, Ended, NotNow, Outcome, Planned, Sent, State
from handlers.slack.replies import Reply
from handlers.slack.simpler import REFUSED, simpler

EVENT_TYPE = "roadmap_bot_delivery"

LOOK_BACK = 600.0
"""Seconds before a doubtful attempt from which we look: more than clocks differ."""

NO_CONNECTION = NotNow(30.0)
"""Slack has seen nothing of the call."""

_MAY_HAVE_HAPPENED = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack's errors of which it says that part of the work may have been done."""

Token = Callable[[str], Awaitable[str | None]]
"""The bot's token in a workspace; None where it is not installed any more."""


class SlackMailbox:
    """Planned messages in all workspaces the bot is in. The client must not retry by itself."""

    def __init__(self, client: AsyncWebClient, token: Token, settle: float = SETTLE) -> None:
        """`client` on a shared session, with `retry_handlers=[]`: the SDK's own were seen to post twice.

        After a doubt nothing is looked for within `settle` seconds.
        """
        self._client, self._token, self._in_doubt = client, token, Doubt(settle)

    async def send(self, letter: Letter) -> Outcome:
        """Post it once."""
        planned = letter.planned
        marked = {"event_type": EVENT_TYPE, "event_payload": {"key": opaque(planned.key)}}
        token = await self._token(planned.workspace)
        if token is None:
            return Ended(State.SKIPPED, "the bot is not installed there any more")
        try:
            posted = await self._post(letter, {"channel": planned.place, "metadata": marked, "token": token})
        except SlackApiError as error:
            return self._outcome(error)
        except (ClientConnectorError, ConnectionTimeoutError):
            return NO_CONNECTION
        except (ClientError, TimeoutError):
            return self._in_doubt
        return Sent(str(posted["ts"]), str(posted["channel"]))

    async def _post(self, letter: Letter, where: dict[str, Any]) -> AsyncSlackResponse:
        """Post it as it is, in plainer blocks when Slack refuses those, or as text alone. Raises as the client does."""
        content: dict[str, Any] = {**letter.content, "unfurl_links": False, "unfurl_media": False, **where}
        reply = Reply(str(content.pop("text", "")), tuple(content.pop("blocks", ())))
        for form in (reply, *simpler(reply)):
            shown: dict[str, Any] = {"blocks": list(form.blocks)} if form.blocks else {}
            try:
                return await self._client.chat_postMessage(text=form.text, **shown, **content)
            except SlackApiError as error:
                if error.response.get("error") not in REFUSED or not form.blocks:
                    raise
        raise AssertionError("a text alone is posted, or Slack says why not")

    async def look(self, planned: Planned, since: float) -> Found:
        """Is a message with our key among those since a little before the doubtful attempt?"""
        token = await self._token(planned.workspace)
        if token is None:
            return CannotLook("the bot is not installed there any more")
        try:
            ts = await self._search(planned, since - LOOK_BACK, token)
        except SlackApiError as error:
            outcome = self._outcome(error)
            return CannotLook(outcome.error) if isinstance(outcome, Ended) else outcome
        except (ClientError, TimeoutError):
            return self._in_doubt
        return NotThere() if ts is None else Sent(ts, planned.place)

    async def _search(self, planned: Planned, oldest: float, token: str) -> str | None:
        """The time of our message, which is its name. Raises SlackApiError or what the connection raises."""
        cursor: str | None = None
        while True:
            page = await self._client.conversations_history(
                channel=planned.place, oldest=f"{oldest:.6f}", include_all_metadata=True, cursor=cursor, token=token
            )
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("key") == opaque(planned.key):
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    def _outcome(self, error: SlackApiError) -> NotNow | Doubt | Ended:
        """What an error of Slack's means for a message: not now, perhaps, or never."""
        response = error.response
        reason = str(response.get("error") or response.status_code)
        if response.status_code == 429 or reason == "ratelimited":
            wait = str(response.headers.get("Retry-After") or response.headers.get("retry-after") or "")
            return NotNow(float(wait) if wait.isdigit() else 1.0)
        if response.status_code >= 500 or reason in _MAY_HAVE_HAPPENED:
            return self._in_doubt
        return Ended(State.FAILED, reason)


def opaque(key: str) -> str:
    """A key as strangers may see it: it names no channel, schedule or period."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
