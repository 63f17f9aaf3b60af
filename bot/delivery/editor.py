"""Messages that were sent are drawn anew when what they tell has changed: from the database, one edit at a time."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack_mailbox import Token
from bot.state.edits import Edit, Edits
from bot.state.ledger import Planned

log = logging.getLogger(__name__)

PAUSE = 30.0
"""Seconds until a message that could not be drawn is tried again."""

LIMITED = 429

Redraw = Callable[[Planned], Awaitable[dict[str, Any] | None]]
"""What a message says now, as arguments of a call; None when it is to stay as it is."""


@dataclass(frozen=True)
class Editor:
    """Draws messages in Slack anew. Any number may work at once: a message is edited by one of them at a time."""

    edits: Edits
    client: AsyncWebClient
    """Without retries of its own."""
    token: Token
    redraw: Redraw

    async def bring_up_to_date(self) -> int:
        """Draw all that do not show what is true by now and that nobody else is drawing; how many were tried."""
        tried = 0
        while (edit := await self.edits.claim()) is not None:
            tried += 1
            wait = await self._draw(edit)
            await (self.edits.done(edit) if wait is None else self.edits.later(edit, wait))
        return tried

    async def _draw(self, edit: Edit) -> float | None:
        """Edit the message; the seconds to wait when that is to be tried again, None when it is settled."""
        token, content = await self.token(edit.planned.workspace), await self.redraw(edit.planned)
        if token is None or content is None:
            return None
        try:
            said = {key: value for key, value in content.items() if key in _TAKEN}
            await self.client.chat_update(channel=edit.posted_in, ts=edit.message, token=token, **said)
        except SlackApiError as error:
            return _wait_after(error)
        except (ClientError, TimeoutError) as error:
            log.warning("a message could not be drawn anew (%s); it is tried again", type(error).__name__)
            return PAUSE
        return None


_TAKEN = frozenset({"text", "blocks", "parse", "link_names"})
"""Fields of a message that an edit may have."""


def _wait_after(error: SlackApiError) -> float | None:
    """The seconds to wait after an error of Slack's; None when no waiting mends it, as for a message that is gone."""
    response = error.response
    reason = str(response.get("error") or response.status_code)
    if response.status_code == LIMITED or reason == "ratelimited":
        said = str(response.headers.get("Retry-After") or response.headers.get("retry-after") or "")
        return max(1.0, float(said)) if said.isdigit() else 1.0
    if response.status_code >= 500 or reason in ("fatal_error", "internal_error", "service_unavailable"):
        return PAUSE
    log.warning("a message is not drawn anew any more: Slack says %s", reason)
    return None
