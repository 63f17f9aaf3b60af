"""`/roadmap …`: answered to the one who asked, for no one else to see; the answer can be shared."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers.review_words import read_review_wish
from handlers.slack.asked import Asked, listener_in
from handlers.slack.clicks import Click, tell
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.mentioned import with_names
from handlers.slack.replies import reply_to
from handlers.slack.review_words import answer_wish


async def on_command(
    ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient, desk: Desk
) -> None:
    """Answer a slash command. The answer is the body of the 200: no second request is needed, but for reviews, which
    may take a moment."""
    text = command.get("text") or ""
    wish = read_review_wish(unescape(text), desk.present()) if desk.reviews is not None else None
    if wish is not None:
        await ack()
        click = _click(command)
        if (said := await answer_wish(wish, click, client, desk)) is not None:
            await tell(said, click, client)
        return
    where = (str(command.get(name) or "") for name in ("team_id", "channel_id", "user_id"))
    asked = Asked(unescape(await with_names(text, context, desk.people)), listener=listener_in(*where))
    reply = await reply_to(asked, desk, private=True)
    await ack({"response_type": "ephemeral", **reply.as_arguments()})


def _click(command: dict[str, Any]) -> Click:
    """Who asked and where, as of a button that stood there."""
    told = {name: str(command.get(name) or "") for name in ("user_id", "team_id", "trigger_id", "channel_id")}
    answers_at = str(command.get("response_url") or "")
    return Click(told["user_id"], told["team_id"], told["trigger_id"], told["channel_id"], answers_at=answers_at)
