"""What every Slack behaviour works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from handlers.addresses import Addresses
from handlers.conversation import Message
from handlers.identities import Admins, Identities
from handlers.languages import Languages
from handlers.opinions import Opinions
from handlers.people import People
from handlers.present import Present
from handlers.reviews import Reviews
from handlers.troubles import Troubles
from handlers.watches import Watches
from knowledge.answer import Answer
from knowledge.question.question import Question
from knowledge.said import Language

Claim = Callable[[tuple[str, ...]], Awaitable[bool]]
"""Takes a key for its own: true for the first who asks for it, false for all others until it expires."""

PATIENCE = 0.3
"""Seconds after which a person who waits is told that the bot is at work."""


class Replies(Protocol):
    """Who answers: a Conversation, or any other thing that has an Answer to every Message."""

    def reply(self, message: Message) -> Answer:
        """The answer to a message."""

    def overhear(self, message: Message) -> Answer | None:
        """The answer to a post that does not address the bot; None when none is due."""

    async def asked_last(self, thread: str) -> str | None:
        """Who asked last in a thread, None when nobody did or it is not known; from then on that thread is in mind."""


@dataclass(frozen=True, slots=True)
class Work:
    """How work is done: taken once, however often Slack tells of it."""

    claim: Claim
    """Of posts and clicks, for as long as Slack may send them again."""
    claim_for_an_hour: Claim
    """Of links that were unfurled in a channel."""
    patience: float = PATIENCE


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers, from what, and how the work is done."""

    replies: Replies
    present: Callable[[], Present]
    work: Work
    people: People
    opinions: Opinions
    addresses: Addresses = Addresses()
    outsiders: bool = False
    """May guests and people of other organisations ask?"""
    understand: Callable[[Message], Question] | None = None
    """How a message is read, with what it takes from its thread; None: each stands alone."""
    watches: Watches | None = None
    """Who watches what; None where nothing is kept."""
    identities: Identities | None = None
    """Who says which owner they are; None where nothing is kept."""
    admins: Admins | None = None
    troubles: Troubles | None = None
    """What can't be delivered, for admins."""
    reviews: Reviews | None = None
    """None: nothing is kept, so that nobody can answer what is due for review."""
    languages: Languages = Languages()
    """The languages the bot speaks."""

    @property
    def language(self) -> Language:
        """The language of what is said where no question tells one."""
        return self.languages.choose()
