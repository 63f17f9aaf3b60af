"""What is due for review as one person is shown it, with buttons: what is asked of them, else of everybody."""

from __future__ import annotations

from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, button, code_of, plain_text
from handlers.slack.clicks import HOME, Click, send, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.replies import Reply
from handlers.slack.responding import ResponseTo, respond
from handlers.slack.review_history import HISTORY
from handlers.slack.review_message import Answering, review_message
from knowledge.review.reach import Reach
from knowledge.review.review import Review
from knowledge.review.told import MOST, channel_post, direct_message
from knowledge.said import Language, say
from knowledge.translated import translated

START = "review_start"
"""The id of the button that posts what is due in the channel."""


def review_list(review: Review, user: str, desk: Desk) -> Reply:
    """What a person is asked, the most pressing first; what everybody is, when nothing is asked of them."""
    names = desk.people.owners(user)
    theirs = review.of_person(names)
    if theirs:
        told, answering = direct_message(review, *names), Answering(theirs, is_asked=True, is_all=True)
    else:
        told = channel_post(review, Reach(tuple(review.by_person())))
        answering = Answering(review.due[:MOST])
    reply = review_message(translated(told, desk.language), desk.addresses, answering)
    return Reply(reply.text, (*reply.blocks, _next(review, desk.language)))


async def show_again(
    reply: Reply, is_kept: bool, click: Click, client: AsyncWebClient, at: tuple[Desk, Homes], *, is_told: bool = False
) -> None:
    """Show how things stand where somebody answered: on their Home or their own list; `reply` says what became of it,
    unless they were told. What others see is drawn by `Reviews.redraw`."""
    desk, homes = at
    if click.view_type == HOME:
        await homes.show(click.user, client, desk, click.team)
        if not is_kept and not is_told:
            await tell(reply, click, client)
    elif click.private and desk.reviews is not None:
        shown = review_list(await desk.reviews.now(), click.user, desk)
        await _replace(replace(shown, blocks=(*reply.blocks, *shown.blocks)), click, client)
    elif not is_told:
        await tell(reply, click, client)


async def _replace(reply: Reply, click: Click, client: AsyncWebClient) -> None:
    to = ResponseTo(click.answers_at, instead=True)
    if not (click.answers_at and await respond(client, to, reply)):
        await send(reply, click, client)


def _next(review: Review, language: Language) -> Block:
    """What may be done with all of it."""
    row = [button(HISTORY, language.say(say("What was decided")), "0")]
    if review.due:
        start = button(START, language.say(say("Post it in this channel…")), "start")
        row.insert(0, {**start, "confirm": _sure(language)})
    if len(review.due) > MOST:
        every = Asked("review all", language=code_of(language))
        row.insert(0, button(f"{ASK}:review", language.say(say("All {count}", count=len(review.due))), every.value))
    return {"type": "actions", "elements": row}


def _sure(language: Language) -> Block:
    """What is asked before a review is posted for all to see."""
    return {
        "title": plain_text(language.say(say("Post it in this channel?"))),
        "text": plain_text(language.say(say("Everybody here sees what is due, and can answer it.")), 300),
        "confirm": plain_text(language.say(say("Post it"))),
        "deny": plain_text(language.say(say("Cancel"))),
    }
