"""What was decided in reviews, for one person to see: who said what of what, and when."""

from __future__ import annotations

from handlers.reviews import Reviews, Told
from handlers.slack import blocks
from handlers.slack.buttons import button
from handlers.slack.card import Row, Run
from handlers.slack.clicks import Click
from handlers.slack.naming import as_text, line, named
from handlers.slack.replies import Reply
from handlers.slack.verdict_words import word
from knowledge.answerers.wording import day
from knowledge.review.decision import Decision
from knowledge.review.said import said
from knowledge.said import Language, Said, say

HISTORY = "review_history"
"""The id of the button that tells it."""

MOST = 10
"""Decisions that are told at once."""

NOTHING = say("Nothing was decided in a review yet.")
NO_MORE = say("Nothing was decided before that.")


async def history(reviews: Reviews, click: Click, language: Language, skipped: int = 0) -> Reply:
    """The decisions after the latest `skipped`, the latest first, with a button that goes on."""
    found = await reviews.history(MOST + 1, skipped)
    if not found:
        return word(NO_MORE if skipped else NOTHING, language)
    head = Row("line", (Run(language.say(say("Decided in reviews, the latest first:")), "bold"),))
    rows = [head, *(line(_told(told, click.team), language, "bullet") for told in found[:MOST])]
    shown = blocks.lines(rows)
    if len(found) > MOST:
        shown.append(
            {"type": "actions", "elements": [button(HISTORY, language.say(say("Earlier")), str(skipped + MOST))]}
        )
    return Reply("\n".join(map(as_text, rows)), tuple(shown))


def _told(told: Told, team: str) -> Said:
    given = told.kept.given
    decision = Decision(given.place, given.verdict, told.day, note=given.note, until=given.until)
    return say(
        "{day}: {name}: {verdict}, by {who} {path}",
        day=day(told.day),
        name=Run(told.name, "bold"),
        verdict=said(decision),
        who=named(given.person, team),
        path=Run(given.place.path, "code"),
    )
