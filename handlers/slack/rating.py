"""Helpful, not helpful: opinions of an answer, and the reason for a bad one."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.opinions import Opinion, Reason
from handlers.slack.asked import asked_by
from handlers.slack.blocks import Block
from handlers.slack.buttons import HELPFUL, plain_text
from handlers.slack.clicks import Click, pressed, read_click, tell
from handlers.slack.desk import Desk
from handlers.slack.modals import modal
from handlers.slack.replies import said
from knowledge.said import ENGLISH, Language, say

log = logging.getLogger(__name__)

REASON_FORM = "reason_form"
"""The callback id of the window that asks for the reason."""

LONGEST_NOTE = 1_000
"""Characters of a note that may be left."""

_REASONS = {
    Reason.WRONG: say("It says something that is wrong"),
    Reason.OUTDATED: say("The pages are out of date"),
    Reason.MISSING: say("What I wanted to know is missing"),
    Reason.MISREAD: say("It answers another question"),
    Reason.OTHER: say("Something else"),
}


async def on_rate(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Record that an answer helped; ask for the reason when it did not, and record that it did not all the same."""
    await ack()
    verdict, _, value = pressed(body).partition(":")
    click, asked = read_click(body), asked_by(value)
    opinion = Opinion(asked.question, verdict == HELPFUL, click.user, click.team)
    await desk.opinions.record(opinion)
    await _answer(opinion, click, client, desk.languages.choose(asked.language))


async def _answer(opinion: Opinion, click: Click, client: AsyncWebClient, language: Language) -> None:
    if opinion.helpful:
        await tell(said(say("Thank you. That is noted."), language), click, client)
        return
    try:
        await client.views_open(trigger_id=click.trigger, view=reason_form(opinion.question, language))
    except SlackApiError as error:
        log.warning("Slack did not open the window that asks for a reason (%s)", error.response.get("error"))
        await tell(said(say("Thank you. It is noted that this did not help."), language), click, client)


async def on_reason(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], desk: Desk) -> None:
    """Record the reason that was given, and close the window."""
    await ack()
    given = (view.get("state") or {}).get("values") or {}
    reason = ((given.get("reason") or {}).get("reason") or {}).get("selected_option") or {}
    note = ((given.get("note") or {}).get("note") or {}).get("value") or ""
    click = read_click(body)
    known = str(reason.get("value")) if reason.get("value") in set(Reason) else "other"
    opinion = Opinion(
        str(view.get("private_metadata") or ""), False, click.user, click.team, Reason(known), note[:LONGEST_NOTE]
    )
    await desk.opinions.record(opinion)


def reason_form(question: str, language: Language = ENGLISH) -> Block:
    """The window that asks why an answer did not help."""
    options = [{"text": plain_text(language.say(words)), "value": reason.value} for reason, words in _REASONS.items()]
    shown: list[Block] = [
        {
            "type": "input",
            "block_id": "reason",
            "label": plain_text(language.say(say("What was wrong with the answer?"))),
            "element": {"type": "radio_buttons", "action_id": "reason", "options": options},
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": plain_text(language.say(say("What would have been right?"))),
            "element": {
                "type": "plain_text_input",
                "action_id": "note",
                "multiline": True,
                "max_length": LONGEST_NOTE,
            },
        },
    ]
    form = modal(REASON_FORM, say("Not helpful"), shown, say("Send"), language=language)
    return {**form, "private_metadata": question}
