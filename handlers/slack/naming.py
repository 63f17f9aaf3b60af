"""Sentences of ours as rows: what stands in them is shown letter by letter, and who is named is not told of it."""

from __future__ import annotations

import re

from handlers.people import person_key
from handlers.slack.card import Look, Row, Run
from handlers.slack.escaping import escape, literal
from knowledge.said import Language, say

USER = re.compile(r"[UW][A-Z0-9-]{1,20}")
CHANNEL = re.compile(r"[CG][A-Z0-9]{1,20}")
"""How Slack's ids of people and channels look; anything else is not written as a mention."""

SOMEBODY = say("somebody")


def named(person: str, team: str) -> Run:
    """A person (`handlers.people.person_key`) for a message that only one person sees: in a workspace not theirs, or
    when they were forgotten, they are nobody in particular."""
    user = person.removeprefix(person_key(team, ""))
    return Run(SOMEBODY, user=user if USER.fullmatch(user) else "")


def person(user: str) -> Run:
    """A person of the workspace that reads it, by their id."""
    return Run(user or SOMEBODY, user=user if USER.fullmatch(user) else "")


def place(id_: str) -> Run:
    """A channel or a person, by their id."""
    if CHANNEL.fullmatch(id_):
        return Run(id_, channel=id_)
    return Run(id_ or say("A place"), user=id_ if USER.fullmatch(id_) else "")


def line(text: str, language: Language, look: Look = "line") -> Row:
    """A sentence as a row; the Runs among its values (a name in bold, a person) stand in it as they are."""
    pieces = (piece if isinstance(piece, Run) else Run(piece) for piece in language.pieces(text))
    return Row(look, tuple(run._replace(text=_legible(language.say(run.text))) for run in pieces))


def _legible(text: str) -> str:
    """Words on one line; the blanks around them stay."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{literal(text)}{after}" if text.strip() else text


def as_text(row: Row) -> str:
    """A row as the text of a message, which Slack reads as markup."""
    return "".join(map(_as_text, row.runs))


def _as_text(run: Run) -> str:
    if run.user:
        return f"<@{run.user}>"
    return f"<#{run.channel}>" if run.channel else escape(run.text)
