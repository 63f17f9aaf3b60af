"""Reviews are offered: to whoever installs the bot, else to the first admin who comes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handlers.identities import Notice
from handlers.reviews import Reviews
from handlers.slack.desk import Desk
from handlers.slack.welcome import offer
from knowledge.said import Language


async def offer_reviews(user: str, team: str, client: Any, desk: Desk) -> None:
    """Tell the first admin of a workspace who opens the bot's Home or writes to it that reviews can be had.

    Each person is looked at once an hour, since most are none; where Slack names nobody, nobody is told.
    """
    reviews, admins = desk.reviews, desk.admins
    if reviews is None or admins is None or not (user and team):
        return
    if not await desk.work.claim_for_an_hour(("offer", team, user)):
        return
    if await reviews.may_offer(team) and await admins.is_admin(user, client):
        await offer_to([user], team, reviews, desk.language)


async def offer_to(people: Iterable[str], team: str, reviews: Reviews, language: Language) -> None:
    """Tell some people of a workspace, unless somebody was told before."""
    content = offer(language).as_arguments()
    await reviews.offer(team, [Notice(f"{team}|{person}|offer of reviews", team, person, content) for person in people])
