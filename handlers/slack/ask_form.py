"""The window "Ask the roadmap": an item picked from a list that follows what is typed, or a question."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked, question_about
from handlers.slack.blocks import Block
from handlers.slack.buttons import plain_text
from handlers.slack.clicks import Click, read_click, tell
from handlers.slack.desk import Desk
from handlers.slack.modals import answer_modal, modal
from handlers.slack.replies import said
from knowledge.answer import Intent
from knowledge.model import Feature
from knowledge.said import ENGLISH, Language, say
from knowledge.typeahead import suggest

ASK_FORM, SHORTCUT = "ask_form", "ask_roadmap"
"""The callback ids of the window, and of the shortcut that opens it."""

ITEM, ABOUT, QUESTION = "item", "about", "question"
"""Its fields; also the id of the menu that asks for items."""

MOST_OPTIONS = 100
"""Slack: 100 options a menu."""

LONGEST_VALUE = 150
"""Slack: 150 characters a value of an option."""

_ABOUT = (
    (Intent.DETAIL, say("Everything about it")),
    (Intent.STATUS, say("Its status")),
    (Intent.TIMELINE, say("When it is")),
    (Intent.OWNER, say("Who owns it")),
)


async def on_shortcut(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Open the window."""
    await ack()
    await _open(read_click(body), client, desk.language)


async def on_form_button(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Open the window from a button of Home."""
    await on_shortcut(ack, body, client, desk)


async def _open(click: Click, client: AsyncWebClient, language: Language) -> None:
    try:
        await client.views_open(trigger_id=click.trigger, view=ask_form(language))
    except SlackApiError:
        late = say("Slack did not open the window in time. You can also ask me right here.")
        await tell(said(late, language), click, client)


async def on_typing(ack: AsyncAck, body: dict[str, Any], desk: Desk) -> None:
    """The items that what was typed may mean."""
    found = suggest(str(body.get("value") or ""), desk.present().roadmap, MOST_OPTIONS)
    await ack(options=[_option(feature) for feature in found if feature.name.strip()])


async def on_submit(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], desk: Desk) -> None:
    """Show the answer in the same window; point out what to fill in when nothing was."""
    question = _question((view.get("state") or {}).get("values") or {})
    if question:
        await ack(
            response_action="update", view=await answer_modal(Asked(question, listener=read_click(body).listener), desk)
        )
    else:
        await ack(response_action="errors", errors={QUESTION: desk.language.say(_EMPTY)})


_EMPTY = say("Pick an item above, or type a question here.")


def _question(values: dict[str, Any]) -> str:
    """What the form asks: the question that was typed, else the one about the item that was picked."""
    typed = ((values.get(QUESTION) or {}).get(QUESTION) or {}).get("value") or ""
    item = ((values.get(ITEM) or {}).get(ITEM) or {}).get("selected_option") or {}
    about = ((values.get(ABOUT) or {}).get(ABOUT) or {}).get("selected_option") or {}
    if typed.strip() or not item.get("value"):
        return str(typed).strip()
    known = {intent.value: intent for intent, _ in _ABOUT}
    return question_about(str(item["value"]), known.get(str(about.get("value")), Intent.DETAIL))


def ask_form(language: Language = ENGLISH) -> Block:
    """The window, empty."""
    choices = [{"text": plain_text(language.say(words)), "value": intent.value} for intent, words in _ABOUT]
    item = {
        "type": "external_select",
        "action_id": ITEM,
        "min_query_length": 0,
        "placeholder": plain_text(language.say(say("Type the beginning of a name"))),
    }
    about = {"type": "static_select", "action_id": ABOUT, "options": choices, "initial_option": choices[0]}
    question = {"type": "plain_text_input", "action_id": QUESTION, "max_length": 1_000}
    shown = [
        _input(ITEM, language.say(say("An item of the roadmap")), item),
        _input(ABOUT, language.say(say("What you want to know of it")), about),
        _input(QUESTION, language.say(say("Or a question in your own words")), question),
    ]
    return modal(ASK_FORM, say("Ask the roadmap"), shown, say("Ask"), language=language)


def _input(name: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": name, "optional": True, "label": plain_text(label), "element": element}


def _option(feature: Feature) -> Block:
    known = [value.text for value in (feature.status, feature.timeframe) if value is not None]
    about = {"description": plain_text("; ".join(known))} if known else {}
    return {"text": plain_text(feature.name), "value": feature.name[:LONGEST_VALUE], **about}
