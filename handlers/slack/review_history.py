"""What was decided in reviews, for one person to see: who said what of what, and when."""

from __future__ import annotations

from handlers.reviews import Reviews, Told
from handlers.slack import blocks
from handlers.slack.buttons import button
from handlers.slack.card import Row, Run
from handlers.slack.clicks import Click
from handlers.slack.escaping import literal
from handlers.slack.naming import as_text, named
from handlers.slack.replies import Reply
from handlers.slack.verdict_words import word
from knowledge.answerers.wording import day
from knowledge.review.decision import Decision
from knowledge.review.said import said

HISTORY = "review_history"
"""The id of the button that tells it."""

MOST = 10
"""Decisions that are told at once."""

NOTHING = "Nothing was decided in a review yet."
NO_MORE = "Nothing was decided before that."


async def history(reviews: Reviews, click: Click, skipped: int = 0) -> Reply:
    """The decisions after the latest `skipped`, the latest first, with a button that goes on."""
    found = await reviews.history(MOST + 1, skipped)
    if not found:
        return word(NO_MORE if skipped else NOTHING)
    head = Row("line", (Run("Decided in reviews, the latest first:", "bold"),))
    rows = [head, *(_row(told, click.team) for told in found[:MOST])]
    shown = blocks.lines(rows)
    if len(found) > MOST:
        shown.append({"type": "actions", "elements": [button(HISTORY, "Earlier", str(skipped + MOST))]})
    return Reply("\n".join(map(as_text, rows)), tuple(shown))


def _row(told: Told, team: str) -> Row:
    given = told.kept.given
    decision = Decision(given.place, given.verdict, told.day, note=given.note, until=given.until)
    where = Run(literal(given.place.path), "code")
    what = Run(f": {literal(said(decision))}, by ")
    return Row(
        "bullet",
        (Run(f"{day(told.day)}: "), Run(literal(told.name), "bold"), what, named(given.person, team), Run(" "), where),
    )
