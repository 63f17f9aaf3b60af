"""Answering at the address that Slack gives with a click (response_url), which works where the bot is no member."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from handlers.slack.replies import Reply
from handlers.slack.simpler import REFUSED as BLOCKS_REFUSED
from handlers.slack.simpler import simpler

log = logging.getLogger(__name__)

REFUSED = range(400, 500)
"""Statuses that say that nothing was posted."""


@dataclass(frozen=True, slots=True)
class ResponseTo:
    """Where a response goes, and who sees it: the person who clicked, or all of the channel."""

    url: str
    thread: str | None = None
    to_all: bool = False
    instead: bool = False
    """Does it take the place of the message that was clicked?"""

    def fields(self) -> dict[str, Any]:
        """The fields of the response that say so."""
        seen = {"response_type": "in_channel" if self.to_all else "ephemeral", "replace_original": self.instead}
        return {**seen, **({"thread_ts": self.thread} if self.thread and not self.instead else {})}


async def respond(client: AsyncWebClient, to: ResponseTo, reply: Reply) -> bool:
    """Send a response: with its blocks, in plainer ones when Slack refuses those, or as text alone. False when it
    takes none of them.

    Raises what aiohttp raises when Slack can't be reached.
    """
    answered = await _send(client, to, reply)
    for form in simpler(reply):
        if not _is_about_blocks(answered):
            break
        log.warning("Slack refused the blocks of a response (%s); it is sent in a plainer form", answered.body)
        answered = await _send(client, to, form)
    if answered.status_code in REFUSED:
        log.warning("Slack took no response (%s %s)", answered.status_code, answered.body)
    return answered.status_code not in REFUSED


def _is_about_blocks(answered: WebhookResponse) -> bool:
    return answered.status_code in REFUSED and any(error in (answered.body or "") for error in BLOCKS_REFUSED)


async def _send(client: AsyncWebClient, to: ResponseTo, reply: Reply) -> WebhookResponse:
    hook = AsyncWebhookClient(to.url, session=client.session, retry_handlers=client.retry_handlers)
    return await hook.send_dict({**reply.as_arguments(), **to.fields()})
