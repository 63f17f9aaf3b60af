"""Marking everything as reviewed at once: a window lists what that is, and asks whether it is meant."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.people import person_key
from handlers.reviews import Reviews, Told
from handlers.slack.blocks import Block, lines, notes
from handlers.slack.clicks import Click, pressed, read_click, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.modals import modal
from handlers.slack.naming import line
from handlers.slack.review_buttons import MINE, Question, questions_in
from handlers.slack.review_list import show_again
from handlers.slack.verdict_forms import Origin, open_form
from handlers.slack.verdict_words import NOT_KEPT, reply_of, too_late, word
from handlers.slack.verdicts import asked_in, result
from knowledge.review.decision import Verdict
from knowledge.review.given import Given, asking
from knowledge.review.review import Due, Review
from knowledge.said import Language, Said, say, say_many

ALL_FORM = "all_reviewed_form"
"""The callback id of the window."""

MOST_NAMES = 60
"""Names that the window lists; more than those are not marked in one go."""

NONE_LEFT = say("None of it is due for review any more.")
CHANGED = say("What is due has changed since this window was opened. This is how it is now.")


async def on_all(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Ask whether it is meant."""
    await ack()
    click = read_click(body)
    if desk.reviews is None:
        await tell(word(NOT_KEPT, desk.language), click, client)
        return
    due = _meant(pressed(body), await desk.reviews.now(), desk.people.owners(click.user))
    if due:
        form = _form(due, (pressed(body), Origin.of(click)), desk.language)
        await open_form(form, click, client, desk.language)
    else:
        await tell(word(NONE_LEFT, desk.language), click, client)


async def on_all_form(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes
) -> None:
    """Mark what the window lists; when that has changed meanwhile, show it and ask again."""
    scope, digest, *origin = json.loads(view.get("private_metadata") or "null")
    click = Origin(*origin).at(read_click(body))
    if desk.reviews is None:
        await ack(response_action="update", view=result([notes(desk.language.say(NOT_KEPT))], desk.language))
        return
    due = _meant(scope, await desk.reviews.now(), desk.people.owners(click.user))
    if due and _digest(due) != digest:
        await ack(response_action="update", view=_form(due, (scope, Origin(*origin)), desk.language, CHANGED))
        return
    told = await _mark(due, click, desk.reviews)
    said = [line(text, desk.language) for text in _said(told, click)]
    await ack(response_action="update", view=result(lines(said), desk.language))
    await show_again(reply_of(*said), True, click, client, (desk, homes), is_told=True)
    await desk.reviews.redraw()


async def _mark(due: Sequence[Due], click: Click, reviews: Reviews) -> Sequence[Told]:
    who = person_key(click.team, click.user)
    given = [Given(asking(d.answered), d.place, Verdict.RIGHT, who) for d in due]
    return await reviews.decide(given, {name for d in due for name in d.asked}) if given else []


def _said(told: Sequence[Told], click: Click) -> list[Said]:
    """How many were marked, and who was first with the others."""
    count = sum(one.kept.is_first for one in told)
    marked = say_many("{count} is marked as still right.", "{count} are marked as still right.", count)
    return [marked if told else NONE_LEFT, *(too_late(one, click) for one in told if not one.kept.is_first)]


def _meant(scope: str, review: Review, names: Sequence[str]) -> tuple[Due, ...]:
    """What a button marks, of what is still due: all that a person is asked for, or what it names."""
    if scope == MINE:
        return review.of_person(names)[:MOST_NAMES]
    found = (asked_in(review, question) for question in questions_in(scope))
    return tuple(due for due in found if due is not None)


def _form(due: Sequence[Due], of: tuple[str, Origin], language: Language, lead: str = "") -> Block:
    """The window; `of` is what the button carries that opened it, and where that stood."""
    scope, origin = of
    asks = say_many("Is this still right, as written?", "Are these {count} still right, as written?", len(due))
    rows = [line(asks, language), *(line(d.name, language, "bullet") for d in due)]
    shown = [*([notes(language.say(lead))] if lead else []), *lines(rows)]
    carried = [scope, _digest(due), origin.answers_at, origin.private, origin.view_type]
    marks = say("Mark as reviewed")
    view = modal(ALL_FORM, marks, shown, marks, language=language)
    return {**view, "private_metadata": json.dumps(carried, ensure_ascii=False)}


def _digest(due: Sequence[Due]) -> str:
    """What tells these askings from any others."""
    return hashlib.sha256(json.dumps([Question(d.place, d.answered).value for d in due]).encode()).hexdigest()[:16]
