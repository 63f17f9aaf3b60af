"""Which events somebody waits for an answer to, and what tells each of them from all others."""

from __future__ import annotations

from typing import Any

from handlers.slack.desk import Desk
from handlers.slack.messages import is_direct, is_overheard
from handlers.slack.people import asked_in, is_question, post_of
from handlers.slack.posting import Place

ALWAYS = frozenset({"app_home_opened", "link_shared", "function_executed"})
"""Events beside posts that lead to something people see."""

LONGEST = 300
"""Characters of a key."""


async def awaited(body: dict[str, Any], desk: Desk) -> str | None:
    """What an event and its copies have in common; None for one that nothing answers.

    Slack sends an event again when it did not see our 200 in time, and may tell of one post in two events.
    """
    event, team = body["event"], str(body.get("team_id") or body.get("enterprise_id"))
    kind = event.get("type")
    if kind in ALWAYS:
        return _key("event", team, str(body.get("event_id")))
    if kind in ("app_mention", "message"):
        return _key("post", team, event["channel"], event["ts"]) if await _is_for_us(post_of(body), desk) else None
    return None


async def _is_for_us(event: dict[str, Any], desk: Desk) -> bool:
    """Is it a post that we answer, or may answer: to the bot, or by whoever asked last in its thread?"""
    if not is_question(event):
        return False
    if event["type"] == "app_mention" or is_direct(event):
        return True
    if not is_overheard(event):
        return False
    asked = asked_in(event, Place(event["channel"], event["thread_ts"]))
    return asked.asker is not None and await desk.replies.asked_last(asked.thread or "") == asked.asker


def _key(*parts: str) -> str:
    """Plain ASCII, whatever stands in the parts."""
    return "|".join(parts).encode("unicode_escape").decode()[:LONGEST]
