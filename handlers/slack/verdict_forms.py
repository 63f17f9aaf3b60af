"""The windows that ask why something is outdated, or until when and why it is put off."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks import Block, notes
from handlers.slack.buttons import plain_text
from handlers.slack.clicks import Click, tell
from handlers.slack.modals import modal
from handlers.slack.replies import said
from handlers.slack.review_buttons import Question
from knowledge.review.decision import Verdict
from knowledge.review.review import Due
from knowledge.review.snooze import MOST, Snooze
from knowledge.said import Language, Said, say

VERDICT_FORM = "verdict_form"
"""The callback id of both."""

WHY, UNTIL = "why", "until"
"""The fields."""

NEEDS_FORM = frozenset({Verdict.OUTDATED, Verdict.SNOOZED})

LONGEST_WHY = 500
"""Characters of a reason that may be typed."""

LATE = say("Slack did not open the window in time. Please press the button again.")

_TITLES = {Verdict.OUTDATED: say("Outdated"), Verdict.SNOOZED: say("Not now")}
_ASKED = {Verdict.OUTDATED: say("What is wrong with it?"), Verdict.SNOOZED: say("Why not now?")}
_HOW_LONG = {
    Snooze.DAY: say("Ask again tomorrow"),
    Snooze.WEEK: say("Ask again in a week"),
    Snooze.MONTH: say("Ask again next month"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the button stood whose window is open, which Slack does not say when the window is sent off."""

    answers_at: str = ""
    private: bool = False
    view_type: str = ""

    @classmethod
    def of(cls, click: Click) -> Origin:
        """Where a click was."""
        return cls(click.answers_at, click.private, click.view_type)

    def at(self, click: Click) -> Click:
        """The click of the window as one on that button."""
        return replace(click, answers_at=self.answers_at, private=self.private, view_type=self.view_type, view="")


def form_for(verdict: Verdict, due: Due, origin: Origin, language: Language) -> Block:
    """The window that asks for the reason of a verdict on something that is due."""
    shown = [{"type": "section", "text": plain_text(due.name, 3_000)}]
    if verdict is Verdict.SNOOZED:
        shown += _how_long(due, language)
    typed = {"type": "plain_text_input", "action_id": WHY, "multiline": True, "max_length": LONGEST_WHY}
    shown.append(_input(WHY, _ASKED[verdict], typed, language))
    carried = [
        verdict.value,
        Question(due.place, due.answered).value,
        origin.answers_at,
        origin.private,
        origin.view_type,
    ]
    view = modal(VERDICT_FORM, _TITLES[verdict], shown, say("Send"), language=language)
    return {**view, "private_metadata": json.dumps(carried, ensure_ascii=False)}


def _how_long(due: Due, language: Language) -> list[Block]:
    """For how long it is put off, and what happens when that is said once too often."""
    options = [{"text": plain_text(language.say(words)), "value": snooze.value} for snooze, words in _HOW_LONG.items()]
    picked = {"type": "radio_buttons", "action_id": UNTIL, "options": options, "initial_option": options[1]}
    asked = [_input(UNTIL, say("Until when?"), picked, language)]
    if due.put_off < MOST:
        return asked
    often = say("It was put off {count} times. This time whoever stands in is asked instead.", count=due.put_off)
    return [*asked, notes(language.say(often))]


def _input(name: str, label: Said, element: Block, language: Language) -> Block:
    return {"type": "input", "block_id": name, "label": plain_text(language.say(label)), "element": element}


async def open_form(view: Block, click: Click, client: AsyncWebClient, language: Language) -> None:
    """Open the window; say so when Slack does not."""
    try:
        await client.views_open(trigger_id=click.trigger, view=view)
    except SlackApiError:
        await tell(said(LATE, language), click, client)


def carried_by(view: dict[str, Any]) -> tuple[str, str, Origin]:
    """The verdict, the question and the place of the button that a window was opened for."""
    verdict, question, answers_at, private, view_type = json.loads(view.get("private_metadata") or "null")
    return str(verdict), str(question), Origin(str(answers_at), bool(private), str(view_type))


def filled_in(view: dict[str, Any]) -> tuple[str, Snooze | None]:
    """The reason and, of what is put off, for how long."""
    values = (view.get("state") or {}).get("values") or {}
    why = ((values.get(WHY) or {}).get(WHY) or {}).get("value") or ""
    until = (((values.get(UNTIL) or {}).get(UNTIL) or {}).get("selected_option") or {}).get("value")
    return str(why).strip()[:LONGEST_WHY], Snooze(until) if until in set(Snooze) else None
