"""`review …` in Slack: what is due to answer it, what was decided, and whether reviews are posted in a channel."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.review_words import ReviewWish
from handlers.reviews import Reviews, Started
from handlers.slack.clicks import Click, pressed, read_click, send, tell
from handlers.slack.desk import Desk
from handlers.slack.posting import Place, post
from handlers.slack.replies import Reply
from handlers.slack.review_history import history
from handlers.slack.review_list import review_list
from handlers.slack.review_places import end_here, open_schedule, post_here, refusal_in
from handlers.slack.verdict_words import NOT_KEPT, word
from knowledge.said import say

_STARTED = {
    Started.POSTED: say("It is posted in this channel, and drawn anew there as people answer."),
    Started.BEFORE: say("It was posted in this channel today already."),
    Started.REFUSED: say(
        "Slack does not let me post in this channel. Invite me with /invite, and press the button again."
    ),
    Started.LATER: say("It will be posted in this channel as soon as Slack takes it."),
}


async def answer_wish(wish: ReviewWish, click: Click, client: AsyncWebClient, desk: Desk) -> Reply | None:
    """What is said to whoever has this wish; None when a window opened instead."""
    if desk.reviews is None:
        return word(NOT_KEPT, desk.language)
    return await _WISHES[wish](click, client, desk, desk.reviews)


async def answer_post(wish: ReviewWish, click: Click, place: Place, client: AsyncWebClient, desk: Desk) -> None:
    """The same for a post: nobody else sees what is said. What somebody is asked comes as a message that goes with
    their answers."""
    reviews = desk.reviews if wish is ReviewWish.LIST and click.direct else None
    if reviews is not None and (await reviews.now()).of_person(desk.people.owners(click.user)):
        await reviews.start(click.team, click.user)
        return
    said = await answer_wish(wish, click, client, desk)
    if said is not None:
        await post(client, place if click.direct else replace(place, only_for=click.user), said)


async def on_start(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Post what is due in the channel where the list was asked for."""
    await ack()
    click = read_click(body)
    if desk.reviews is None:
        await tell(word(NOT_KEPT, desk.language), click, client)
    elif (refusal := await refusal_in(click.channel, client, desk)) is not None:
        await tell(refusal, click, client)
    else:
        started = _STARTED[await desk.reviews.start(click.team, click.channel)]
        await tell(word(started, desk.language), click, client)


async def on_history(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Tell what was decided, from where the button says on."""
    await ack()
    click, skipped = read_click(body), pressed(body)
    if desk.reviews is None:
        await tell(word(NOT_KEPT, desk.language), click, client)
        return
    from_there = int(skipped) if skipped.isdecimal() and skipped.isascii() else 0
    await send(await history(desk.reviews, click, desk.language, from_there), click, client)


async def _list(click: Click, _: AsyncWebClient, desk: Desk, reviews: Reviews) -> Reply:
    return review_list(await reviews.now(), click.user, desk)


async def _history(click: Click, _: AsyncWebClient, desk: Desk, reviews: Reviews) -> Reply:
    return await history(reviews, click, desk.language)


_WISHES: dict[ReviewWish, Callable[[Click, AsyncWebClient, Desk, Reviews], Awaitable[Reply | None]]] = {
    ReviewWish.LIST: _list,
    ReviewWish.HISTORY: _history,
    ReviewWish.HERE: post_here,
    ReviewWish.STOP: end_here,
    ReviewWish.EDIT: open_schedule,
}
