"""What is said to whoever answered what is due for review, or clicked too late."""

from __future__ import annotations

from handlers.people import person_key
from handlers.reviews import Told
from handlers.slack import blocks
from handlers.slack.card import Row, Run
from handlers.slack.clicks import Click
from handlers.slack.escaping import literal
from handlers.slack.naming import as_text, named
from handlers.slack.replies import Reply
from knowledge.answerers.wording import day, names
from knowledge.review.decision import Decision, Verdict
from knowledge.review.review import Due
from knowledge.review.said import said

NOT_KEPT = "Nothing of reviews is kept here, so that they can't be answered in chat."
NOT_DUE = "That is not due for review any more."
UNREADABLE = "I can't tell what that button is about. “/roadmap review” shows what is due now."

_NOTED = {
    Verdict.RIGHT: " is still right.",
    Verdict.CHANGED: " has changed. Please edit its page: without an edit it is due again in the next review.",
    Verdict.OUTDATED: " is outdated. Until its page is edited, it is due again in the next review.",
    Verdict.NOT_MINE: " is not yours. That changes no owner.",
    Verdict.SNOOZED: " is put off",
}


def word(text: str) -> Reply:
    """A message of one line of ours."""
    return reply_of(Row("line", (Run(text),)))


def reply_of(*rows: Row) -> Reply:
    """A message of these rows."""
    return Reply("\n".join(map(as_text, rows)), tuple(blocks.lines(list(rows))))


def noted(told: Told, page: str, due: Due | None) -> Row:
    """That a verdict was kept; `page` is where the page is edited, `due` the same thing when it is due all the same."""
    given = told.kept.given
    until = f" until {day(given.until)}." if given.until is not None else ""
    runs = [Run("Noted: "), Run(literal(told.name), "bold"), Run(_NOTED[given.verdict] + until)]
    if given.verdict is Verdict.CHANGED:
        runs += [Run(" "), Run(literal(given.place.path), "code", page)]
    if due is not None and given.verdict in (Verdict.NOT_MINE, Verdict.SNOOZED):
        runs.append(Run(f" {_asks(due)}"))
    return Row("line", tuple(runs))


def too_late(told: Told, click: Click) -> Row:
    """Who answered already, what, and when."""
    given = told.kept.given
    decision = Decision(given.place, given.verdict, told.day, note=given.note, until=given.until)
    who = Run("you") if given.person == person_key(click.team, click.user) else named(given.person, click.team)
    answered = Run(f" was answered already: {literal(said(decision))}, on {day(told.day)}, by ")
    return Row("line", (Run(literal(told.name), "bold"), answered, who, Run(".")))


def not_theirs(due: Due) -> Row:
    """That only those who are asked can say that something is not theirs."""
    asked = literal(names(due.asked)) or "nobody"
    said = Run(f" is asked of {asked}; only whoever is asked can say that it is not theirs.")
    return Row("line", (Run(literal(due.name), "bold"), said))


def _asks(due: Due) -> str:
    """Who is asked now, and why."""
    who = literal(names(due.asked))
    why = f", since {literal(due.stands_in)}" if due.stands_in else ""
    return f"{who} is asked now{why}." if who else f"Nobody is asked now{why}."
