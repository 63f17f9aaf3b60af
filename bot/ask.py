"""`roadmap-bot ask`: one question, or a file of them, answered in the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handlers import plain
from handlers.answer_json import to_json
from handlers.conversation import Conversation, Message
from handlers.explain import explain
from handlers.languages import Languages
from knowledge.answer import Answer
from knowledge.lexicon import Lexicon
from knowledge.roadmap import Roadmap


@dataclass(frozen=True)
class Asker:
    """Puts questions to one roadmap, each on its own day."""

    roadmap: Roadmap
    lexicon: Lexicon
    languages: Languages | None = None

    def ask(self, text: str, today: date) -> Answer:
        """The answer to `text` on the day `today`."""
        return self._conversation(today).reply(Message(text))

    def explain(self, text: str, today: date) -> list[str]:
        """Lines that tell how `text` is read on the day `today`."""
        return explain(self._conversation(today).understand(Message(text)), self.roadmap)

    def _conversation(self, today: date) -> Conversation:
        return Conversation(lambda: self.roadmap, self.lexicon, lambda: today, languages=self.languages)


def print_answer(answer: Answer, as_json: bool) -> None:
    """The answer as text, or as one line of JSON."""
    print(to_json(answer).model_dump_json(by_alias=True) if as_json else plain.render(answer))


def print_answers(asker: Asker, file: Path, today: date) -> None:
    """One line of JSON for each line of `file` ("-": standard input), in order, stopping for none.

    Raises OSError when the file can't be read.
    """
    if str(file) == "-":
        _print_all(asker, sys.stdin, today)
        return
    with file.open(encoding="utf-8", errors="replace") as lines:
        _print_all(asker, lines, today)


def _print_all(asker: Asker, lines: Iterable[str], today: date) -> None:
    for result in _answers(asker, lines, today):
        print(json.dumps(result, ensure_ascii=False))


def _answers(asker: Asker, lines: Iterable[str], today: date) -> Iterator[dict[str, Any]]:
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = _read_line(line, today)
        except ValueError as error:
            yield {"id": None, "error": str(error)}
            continue
        answer = asker.ask(asked.question, asked.today)
        yield {"id": asked.id, "answer": to_json(answer).model_dump(mode="json", by_alias=True)}


@dataclass(frozen=True)
class _Line:
    id: Any
    today: date
    question: str


def _read_line(line: str, today: date) -> _Line:
    """A line of the questions file; raises ValueError saying what is wrong with it."""
    try:
        read = json.loads(line)
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(read, dict) or not isinstance(read.get("question"), str):
        raise ValueError('a line is an object with "id", "today" (YYYY-MM-DD) and "question" (text)')
    day = read.get("today")
    try:
        return _Line(read.get("id"), today if day is None else date.fromisoformat(str(day)), read["question"])
    except ValueError as error:
        raise ValueError(f'"today" is {day!r}; it must be a date, YYYY-MM-DD') from error
