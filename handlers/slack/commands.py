"""`/roadmap …`: answered to the one who asked, for no one else to see."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.slack.desk import Desk
from handlers.slack.replies import reply_to


async def on_command(ack: AsyncAck, command: dict[str, Any], desk: Desk) -> None:
    """Answer a slash command. The answer is the body of the 200: no second request is needed."""
    reply = reply_to(command.get("text") or "", desk.replies)
    await ack({"response_type": "ephemeral", **reply.as_arguments()})
