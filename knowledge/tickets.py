"""Numbers of issues, tickets and requests ("#1422", "MOB-118"), by which people call a thing, too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.model import Mention

TICKET_KEYS = frozenset(
    {"#", "key", "id", "issue", "issues", "ticket", "tickets", "issue key", "jira", "jira key", "github issue"}
    | {"epic key", "pr", "pull request", "ref", "reference", "tracking issue", "no", "no.", "nr", "number", "code"}
)
"""Columns and keys that hold the number of the thing itself, and not of another one."""

TICKET = "issue"
"""The field of a number that stands beside a name."""

_NUMBER = re.compile(r"#\d+|[A-Z][A-Z0-9]{0,9}-\d+|[A-Z]{2,6}\d+")
_TRACKER = re.compile(r"/(?:issues|browse|pull|merge_requests|work_items|epics|issue)/|//jira\.|linear\.app|youtrack")


def is_ticket(text: str) -> bool:
    """Is it only the number of an issue, a ticket or a request?"""
    return _NUMBER.fullmatch(text) is not None


def leads_to_tracker(target: str) -> bool:
    """Does a link lead to an issue, a ticket or a request?"""
    return _TRACKER.search(target) is not None


def tickets_of(mentions: Iterable[Mention]) -> list[str]:
    """The numbers under which the places that speak of a thing keep it."""
    values = (v for m in mentions for v in m.values if v.field.lower() in TICKET_KEYS)
    return [v.text for v in values if is_ticket(v.text)]
