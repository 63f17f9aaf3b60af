"""The step of a workflow "Look up a roadmap item": a name in, what the pages say of it out."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers import plain
from handlers.conversation import Message
from handlers.slack.desk import Desk
from handlers.slack.escaping import inert, unescape
from knowledge.answer import Answer
from knowledge.said import say

log = logging.getLogger(__name__)

LOOK_UP = "look_up_item"
"""The callback id of the step."""

INPUT = "item"
NOT_WRITTEN = say("not written")
_FAILED = say("The roadmap could not be asked. Run the workflow again.")
FIELDS = ("status", "timeline", "owner")
LONGEST = 3_000
"""Characters of an output, so that the next step can put it into a message."""


async def on_look_up(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Finish a step with what the pages say; what is not on the roadmap is an answer, too."""
    if (event.get("function") or {}).get("callback_id") == LOOK_UP:
        await _finish(event, client, desk)


async def _finish(event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    item = unescape(str((event.get("inputs") or {}).get(INPUT) or ""))
    execution, token = event.get("function_execution_id", ""), event.get("bot_access_token")
    try:
        found = outputs(desk.replies.reply(Message(item)))
    except Exception:
        log.exception("a step of a workflow got no answer")
        await client.functions_completeError(
            function_execution_id=execution, error=desk.language.say(_FAILED), token=token
        )
        return
    try:
        await client.functions_completeSuccess(function_execution_id=execution, outputs=found, token=token)
    except SlackApiError as error:
        log.warning("Slack took no outputs of a step of a workflow (%s)", error.response.get("error"))


def outputs(answer: Answer) -> dict[str, Any]:
    """What the step hands on. Texts are ready for a message: nothing in them becomes a ping or a link."""
    found = len(answer.subjects) == 1 and not answer.abstained
    name = answer.subjects[0] if found else ""
    facts = {fact.field: fact for fact in reversed(answer.facts) if fact.subject == name}
    missing = answer.language.say(NOT_WRITTEN)
    told = {field: facts[field].value if field in facts else missing for field in FIELDS}
    owner = facts.get("owner")
    if owner is not None and owner.inherited:
        told["owner"] = answer.language.say(say("{name} (inherited)", name=owner.value))
    source = str(answer.sources[0]) if answer.sources else ""
    texts = {"name": name, **told, "source": source, "answer": plain.render(answer, LONGEST)}
    return {"found": found, **{key: inert(text) for key, text in texts.items()}}
