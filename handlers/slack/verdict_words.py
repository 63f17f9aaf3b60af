"""What is said to whoever answered what is due for review, or clicked too late."""

from __future__ import annotations

from handlers.people import person_key
from handlers.reviews import Told
from handlers.slack import blocks
from handlers.slack.card import Row, Run
from handlers.slack.clicks import Click
from handlers.slack.naming import as_text, line, named
from handlers.slack.replies import Reply
from knowledge.answerers.wording import day, names
from knowledge.review.decision import Decision, Verdict
from knowledge.review.review import Due
from knowledge.review.said import said
from knowledge.said import Language, Said, joined, say, to_say

NOT_KEPT = say("Nothing of reviews is kept here, so that they can't be answered in chat.")
NOT_DUE = say("That is not due for review any more.")
UNREADABLE = say("I can't tell what that button is about. “/roadmap review” shows what is due now.")

_NOTED = {
    Verdict.RIGHT: to_say("Noted: {name} is still right."),
    Verdict.CHANGED: to_say(
        "Noted: {name} has changed. Please edit its page: without an edit it is due again in the next review. {page}"
    ),
    Verdict.OUTDATED: to_say(
        "Noted: {name} is outdated. Until its page is edited, it is due again in the next review."
    ),
    Verdict.NOT_MINE: to_say("Noted: {name} is not yours. That changes no owner."),
    Verdict.SNOOZED: to_say("Noted: {name} is put off until {day}."),
}


def word(text: str, language: Language) -> Reply:
    """A message of one line of ours."""
    return reply_of(line(text, language))


def reply_of(*rows: Row) -> Reply:
    """A message of these rows."""
    return Reply("\n".join(map(as_text, rows)), tuple(blocks.lines(list(rows))))


def noted(told: Told, page: str, due: Due | None) -> Said:
    """That a verdict was kept; `page` is where the page is edited, `due` the same thing when it is due all the same."""
    given = told.kept.given
    until = "" if given.until is None else day(given.until)
    path = Run(given.place.path, "code", page)
    text = say(_NOTED[given.verdict], name=Run(told.name, "bold"), page=path, day=until)
    if due is not None and given.verdict in (Verdict.NOT_MINE, Verdict.SNOOZED):
        return joined(" ", [text, _asks(due)])
    return text


def too_late(told: Told, click: Click) -> Said:
    """Who answered already, what, and when."""
    given = told.kept.given
    decision = Decision(given.place, given.verdict, told.day, note=given.note, until=given.until)
    is_own = given.person == person_key(click.team, click.user)
    return say(
        "{name} was answered already: {verdict}, on {day}, by {who}.",
        name=Run(told.name, "bold"),
        verdict=said(decision),
        day=day(told.day),
        who=Run(say("you", "by whom")) if is_own else named(given.person, click.team),
    )


def not_theirs(due: Due) -> Said:
    """That only those who are asked can say that something is not theirs."""
    return say(
        "{name} is asked of {people}; only whoever is asked can say that it is not theirs.",
        name=Run(due.name, "bold"),
        people=names(due.asked) or say("nobody"),
    )


def _asks(due: Due) -> Said:
    """Who is asked now, and why."""
    who = names(due.asked)
    if not who:
        template = to_say("Nobody is asked now, since {why}.") if due.stands_in else to_say("Nobody is asked now.")
    else:
        template = to_say("{people} is asked now, since {why}.") if due.stands_in else to_say("{people} is asked now.")
    return say(template, people=who, why=due.stands_in)
