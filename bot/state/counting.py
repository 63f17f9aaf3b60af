"""Counting what could not be answered, behind the answers: none of them waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.conversation import Message
from handlers.slack.desk import Replies
from knowledge.answer import Answer

Note = Callable[[Answer], None]


@dataclass(frozen=True)
class Counted:
    """Replies of which each that tells no fact is noted."""

    replies: Replies
    note: Note

    def reply(self, message: Message) -> Answer:
        """The answer to a message."""
        answer = self.replies.reply(message)
        self.note(answer)
        return answer

    def overhear(self, message: Message) -> Answer | None:
        """The answer to a post that does not address the bot; None when none is due."""
        answer = self.replies.overhear(message)
        if answer is not None:
            self.note(answer)
        return answer

    async def asked_last(self, thread: str) -> str | None:
        """Who asked last in a thread."""
        return await self.replies.asked_last(thread)
