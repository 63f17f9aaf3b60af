"""A message in, an Answer out: the one door behind which every platform asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.languages import Languages
from handlers.recall import Recall
from knowledge.answer import Answer
from knowledge.answerers.table import answer
from knowledge.lexicon import Lexicon
from knowledge.question.former_names import with_present_name
from knowledge.question.language import language_of
from knowledge.question.question import Question
from knowledge.question.several import understand_all
from knowledge.question.talk import is_meant_for_bot, is_talk
from knowledge.question.turn import Turn, turn_of
from knowledge.roadmap import Roadmap
from knowledge.said import Language
from knowledge.translated import translated


@dataclass(frozen=True, slots=True)
class Message:
    """What a person wrote, where, and who it was."""

    text: str
    thread: str | None = None
    """What tells this thread from all others; None: nothing is remembered of the message."""
    asker: str | None = None
    """What tells this person from all others, where the platform says so."""
    language: str | None = None
    """The language to answer in, by ISO 639, where more than the words tells it: a button under an answer."""


class Conversation:
    """Answers messages from the roadmap that is current when they come in."""

    def __init__(
        self,
        roadmap: Callable[[], Roadmap],
        lexicon: Lexicon,
        today: Callable[[], date],
        recall: Recall | None = None,
        languages: Languages | None = None,
    ) -> None:
        """`recall` remembers threads; without it every message stands alone. Without `languages` all is English."""
        self._roadmap, self._lexicon, self._today, self._recall = roadmap, lexicon, today, recall
        self._languages = languages

    def remembering(self, recall: Recall) -> Conversation:
        """The same, with another memory of threads."""
        return Conversation(self._roadmap, self._lexicon, self._today, recall, self._languages)

    def reply(self, message: Message) -> Answer:
        """The answer to a message that addresses the bot; there always is one."""
        roadmap, last = self._roadmap(), self._last(message)
        return self._answer(message, last, self._read(message, last, roadmap), roadmap)

    def overhear(self, message: Message) -> Answer | None:
        """The answer to a post that does not address the bot; None when none is due, which is the rule.

        One is due when whoever asked last in the thread goes on asking about the roadmap.
        """
        roadmap, last = self._roadmap(), self._last(message)
        if last is None or last.asker != message.asker:
            return None
        question = self._read(message, last, roadmap)
        return (
            self._answer(message, last, question, roadmap)
            if is_meant_for_bot(message.text, question, self._lexicon)
            else None
        )

    async def asked_last(self, thread: str) -> str | None:
        """Who asked last in a thread, None when nobody did or it is not known; from then on that thread is in mind."""
        last = None if self._recall is None else await self._recall.bring(thread)
        return None if last is None else last.asker

    def understand(self, message: Message) -> Question:
        """How a message is read, with what it takes from its thread."""
        return self._read(message, self._last(message), self._roadmap())

    def language(self, message: Message) -> Language:
        """The language a message is to be answered in: as set, else its own, else that of its thread."""
        return self._language(message, self._last(message), self._roadmap())

    def _language(self, message: Message, last: Turn | None, roadmap: Roadmap) -> Language:
        if self._languages is None or self._languages.always is not None or message.language is not None:
            return (self._languages or Languages()).choose(message.language)
        told = language_of(message.text, roadmap, self._lexicon)
        return self._languages.choose(told, None if last is None else last.language)

    def _last(self, message: Message) -> Turn | None:
        return self._recall.last(message.thread) if self._recall is not None and message.thread is not None else None

    def _read(self, message: Message, last: Turn | None, roadmap: Roadmap) -> Question:
        today = self._today()
        question = understand_all(message.text, roadmap, self._lexicon, today, last)
        return with_present_name(question, roadmap, self._lexicon, today)

    def _answer(self, message: Message, last: Turn | None, question: Question, roadmap: Roadmap) -> Answer:
        given = translated(
            answer(question, roadmap, self._lexicon, self._today()), self._language(message, last, roadmap)
        )
        if self._recall is not None and message.thread is not None and not is_talk(question):
            self._recall.remember(message.thread, turn_of(question, given, last, message.asker))
        return given
