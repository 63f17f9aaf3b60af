"""Naming a person to somebody in Slack: by the name Slack shows, which tells nobody that they were named."""

from __future__ import annotations

import re

from handlers.people import person_key
from handlers.slack.card import Row, Run
from handlers.slack.escaping import escape

USER = re.compile(r"[UW][A-Z0-9-]{1,20}")
"""How Slack's ids of people look; anything else is not written as a mention."""

SOMEBODY = "somebody"


def named(person: str, team: str) -> Run:
    """A person (`handlers.people.person_key`) for a message that only one person sees: in a workspace not theirs, or
    when they were forgotten, they are nobody in particular."""
    user = person.removeprefix(person_key(team, ""))
    return Run(SOMEBODY, user=user if USER.fullmatch(user) else "")


def as_text(row: Row) -> str:
    """A row as the text of a message, which Slack reads as markup."""
    return "".join(f"<@{run.user}>" if run.user else escape(run.text) for run in row.runs)
