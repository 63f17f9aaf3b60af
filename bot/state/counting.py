"""Counting what could not be answered, behind the answers: none of them waits for it, and none is lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.state.unanswered import Unanswered
from handlers.conversation import Message
from handlers.slack.desk import Replies
from knowledge.answer import Answer

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds until a gap is written again that could not be."""

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
    """Notes answers, written one after the other by a task of its own; on leaving, what is left is written first."""
    waiting: asyncio.Queue[Answer] = asyncio.Queue()

    async def write() -> None:
        while True:
            await _write(await waiting.get(), unanswered, sleep)
            waiting.task_done()

    task = asyncio.create_task(write())
    try:
        yield waiting.put_nowait
    finally:
        try:
            async with asyncio.timeout(TIME_AT_THE_END):
                await waiting.join()
        except TimeoutError:
            log.error("%d answers were not counted: the database did not take them", waiting.qsize() + 1)
        task.cancel()
        await asyncio.wait({task})


async def _write(answer: Answer, unanswered: Unanswered, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Write until it is written."""
    while True:
        try:
            await unanswered.note(answer)
            return
        except (SQLAlchemyError, OSError) as error:
            log.warning("an answer could not be counted (%s); it is tried again", type(error).__name__)
            await sleep(PAUSE)
