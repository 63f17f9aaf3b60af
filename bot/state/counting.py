"""Counting what could not be answered, behind the answers: none of them waits for it, and only a crash loses some."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.state.unanswered import Unanswered, is_gap
from handlers.conversation import Message
from handlers.slack.desk import Replies
from knowledge.answer import Answer

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds between two times that what was noted is written, all of it in one transaction."""

TIME_AT_THE_END = 2.0
"""Seconds for what is left to be written when the bot stops."""

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


@asynccontextmanager
async def counting(unanswered: Unanswered, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[Note]:
    """Notes answers, written every few seconds by a task of its own; on leaving, what is left is written at once."""
    book = _Book(unanswered, sleep)
    task = asyncio.create_task(book.keep())
    try:
        yield book.note
    finally:
        try:
            async with asyncio.timeout(TIME_AT_THE_END), book.writing:
                task.cancel()
                await book.write()
        except TimeoutError:
            log.error("%d answers were not counted: the database did not take them", len(book.waiting))
        task.cancel()
        await asyncio.wait({task})


class _Book:
    """What was noted and is not yet written."""

    def __init__(self, unanswered: Unanswered, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._unanswered, self._sleep = unanswered, sleep
        self._noted = asyncio.Event()
        self.waiting: list[Answer] = []
        self.writing = asyncio.Lock()
        """Held while it is written, so that nothing is written twice."""

    def note(self, answer: Answer) -> None:
        """Keep an answer that told nothing."""
        if is_gap(answer):
            self.waiting.append(answer)
            self._noted.set()

    async def keep(self) -> None:
        """Write what was noted, for ever."""
        while True:
            await self._noted.wait()
            await self._sleep(PAUSE)
            async with self.writing:
                await self.write()

    async def write(self) -> None:
        """Write until everything is written."""
        self._noted.clear()
        while written := tuple(self.waiting):
            try:
                await self._unanswered.note(*written)
                del self.waiting[: len(written)]
            except (SQLAlchemyError, OSError) as error:
                log.warning("answers could not be counted (%s); it is tried again", type(error).__name__)
                await self._sleep(PAUSE)
