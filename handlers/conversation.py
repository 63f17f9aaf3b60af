"""A message in, an Answer out: the one door behind which every platform asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Answer
from knowledge.answerers.table import answer
from knowledge.lexicon import Lexicon
from knowledge.question.understand import understand
from knowledge.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class Message:
    """What a person wrote."""

    text: str


class Conversation:
    """Answers messages from the roadmap that is current when they come in."""

    def __init__(self, roadmap: Callable[[], Roadmap], lexicon: Lexicon, today: Callable[[], date]) -> None:
        self._roadmap, self._lexicon, self._today = roadmap, lexicon, today

    def reply(self, message: Message) -> Answer:
        """The answer to a message; there always is one."""
        roadmap, today = self._roadmap(), self._today()
        return answer(understand(message.text, roadmap, self._lexicon, today), roadmap, self._lexicon, today)
