"""Answering what is due for review: a click is a verdict, and whoever clicks too late is told who was first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.people import person_key
from handlers.reviews import Reviews, Told
from handlers.slack.blocks import Block, notes
from handlers.slack.clicks import Click, pressed, pressed_id, read_click, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.modals import modal
from handlers.slack.replies import Reply
from handlers.slack.review_buttons import Question, question_in
from handlers.slack.review_list import show_again
from handlers.slack.verdict_forms import NEEDS_FORM, WHY, Origin, carried_by, filled_in, form_for, open_form
from handlers.slack.verdict_words import NOT_DUE, NOT_KEPT, UNREADABLE, not_theirs, noted, too_late, word
from knowledge.review.decision import Verdict
from knowledge.review.given import Given, asking
from knowledge.review.review import Due, Review
from knowledge.review.snooze import Snooze, snoozed_until
from knowledge.said import Language, say

RESULT = "review_result"
"""The callback id of the window that says what became of an answer."""

_WHY = say("Please say why, in a few words.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to a question of a review."""

    question: Question
    verdict: Verdict
    note: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What they are told, and whether their answer was kept."""

    reply: Reply
    is_kept: bool = False


async def on_verdict(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes) -> None:
    """Keep a verdict, or open the window that asks for its reason; then show how things stand."""
    await ack()
    click, question = read_click(body), question_in(pressed(body))
    verdict = _verdict(pressed_id(body).partition(":")[2])
    if desk.reviews is None:
        await tell(word(NOT_KEPT, desk.language), click, client)
    elif question is None or verdict is None:
        await tell(word(UNREADABLE, desk.language), click, client)
    elif verdict in NEEDS_FORM:
        await _ask_why(Answer(question, verdict), click, client, desk)
    else:
        outcome = await give(Answer(question, verdict), click, desk, desk.reviews)
        await show_again(outcome.reply, outcome.is_kept, click, client, (desk, homes))
        await desk.reviews.redraw()


async def on_verdict_form(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes
) -> None:
    """Keep the verdict whose reason was asked for, and say in the same window what became of it."""
    carried, value, origin = carried_by(view)
    (why, snooze), question, verdict = filled_in(view), question_in(value), _verdict(carried)
    if desk.reviews is None or question is None or verdict is None:
        await ack(response_action="update", view=result([notes(desk.language.say(UNREADABLE))], desk.language))
        return
    if not why:
        await ack(response_action="errors", errors={WHY: desk.language.say(_WHY)})
        return
    click = origin.at(read_click(body))
    until = snoozed_until(snooze or Snooze.WEEK, (await desk.reviews.now()).today)
    answer = Answer(question, verdict, why, until if verdict is Verdict.SNOOZED else None)
    outcome = await give(answer, click, desk, desk.reviews)
    await ack(response_action="update", view=result(list(outcome.reply.blocks), desk.language))
    await show_again(outcome.reply, outcome.is_kept, click, client, (desk, homes), is_told=True)
    await desk.reviews.redraw()


def result(shown: list[Block], language: Language) -> Block:
    """The window that says what became of an answer."""
    return modal(RESULT, say("Review"), shown, language=language)


async def give(answer: Answer, click: Click, desk: Desk, reviews: Reviews) -> Outcome:
    """Keep an answer, when its question is still open and the person may give it."""
    review = await reviews.now()
    due = asked_in(review, answer.question)
    refusal = await refused(answer, due, click, (desk, reviews))
    if refusal is not None or due is None:
        return Outcome(refusal or word(NOT_DUE, desk.language))
    key = asking(answer.question.answered)
    given = Given(key, due.place, answer.verdict, person_key(click.team, click.user), answer.note, until=answer.until)
    [told] = await reviews.decide([given], due.asked)
    if not told.kept.is_first:
        return Outcome(word(too_late(told, click), desk.language))
    said = noted(told, desk.addresses.to_edit(due.source) or "", await _anew(told, reviews))
    return Outcome(word(said, desk.language), True)


async def refused(answer: Answer, due: Due | None, click: Click, at: tuple[Desk, Reviews]) -> Reply | None:
    """Why an answer is not taken: somebody was first, it is not due any more, or it is not for them to say."""
    desk, reviews = at
    if due is None:
        told = await reviews.answer_to(asking(answer.question.answered), answer.question.place)
        return word(NOT_DUE if told is None else too_late(told, click), desk.language)
    if answer.verdict is Verdict.NOT_MINE and set(desk.people.owners(click.user)).isdisjoint(due.asked):
        return word(not_theirs(due), desk.language)
    return None


def asked_in(review: Review, question: Question) -> Due | None:
    """What a question asks for, as it is due; None when it is not asked any more."""
    return next((d for d in review.due if (d.place, d.answered) == (question.place, question.answered)), None)


async def _ask_why(answer: Answer, click: Click, client: AsyncWebClient, desk: Desk) -> None:
    """Open the window that asks for a reason, when the answer would be taken."""
    if desk.reviews is None:
        return
    due = asked_in(await desk.reviews.now(), answer.question)
    refusal = await refused(answer, due, click, (desk, desk.reviews))
    if refusal is not None or due is None:
        await tell(refusal or word(NOT_DUE, desk.language), click, client)
    else:
        form = form_for(answer.verdict, due, Origin.of(click), desk.language)
        await open_form(form, click, client, desk.language)


async def _anew(told: Told, reviews: Reviews) -> Due | None:
    """The same thing, when it is due all the same: asked of somebody else."""
    if told.kept.given.verdict not in (Verdict.NOT_MINE, Verdict.SNOOZED):
        return None
    return next((due for due in (await reviews.now()).due if due.place == told.kept.given.place), None)


def _verdict(text: str) -> Verdict | None:
    return Verdict(text) if text in set(Verdict) else None
