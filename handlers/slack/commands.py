"""`/roadmap …`: answered to the one who asked, for no one else to see; the answer can be shared."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.slack.asked import Asked, listener_in
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.replies import reply_to


async def on_command(ack: AsyncAck, command: dict[str, Any], desk: Desk) -> None:
    """Answer a slash command. The answer is the body of the 200: no second request is needed."""
    where = (str(command.get(name) or "") for name in ("team_id", "channel_id", "user_id"))
    asked = Asked(unescape(command.get("text") or ""), listener=listener_in(*where))
    reply = await reply_to(asked, desk, private=True)
    await ack({"response_type": "ephemeral", **reply.as_arguments()})
