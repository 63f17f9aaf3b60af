"""What every Slack behaviour works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from handlers.slack.replies import Replies

Claim = Callable[[tuple[str, ...]], Awaitable[bool]]
"""Takes a key for its own: true for the first who asks for it, false for all others."""

Start = Callable[[Coroutine[Any, Any, None]], None]
"""Lets work go on after Slack has got its 200; it is finished before the bot stops."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers, how a post is claimed, and how an answer is started."""

    replies: Replies
    claim: Claim
    start: Start
