"""No word of ours is left in English: it is said by a template, or stands on a page or in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app import SAMPLE
from bot.content import read_content
from knowledge.answer import Answer, Headline, Hint
from knowledge.said import Said, say
from knowledge.words import word_keys
from tests.asking import CORPUS, DAY_OF_OTHERS, ask, asker_of, corpus
from tests.past import VERSIONS, ask_past, past

_LINE = re.compile(r":\d+$|^[0-9a-f]{7}$")
"""The number of a line, the name of a commit."""
_PIECES = re.compile(r"; | > | → |: ?| \(|\)|(?<=\w)\. |, ")


def _questions(name: str) -> set[str]:
    """The questions of a corpus file, whatever is said of them."""
    read = corpus(name)
    groups = [g for g in read.values() if not isinstance(g, str)] or [read]
    return {question for group in groups for question in group}


def _of_all_kinds() -> list[str]:
    files = [f"questions/{file.name}" for file in (CORPUS / "questions").glob("*.yaml")]
    languages = [f"languages/{file.name}" for file in (CORPUS / "languages").glob("*.yaml")]
    return sorted({q for name in (*files, *languages, "endings.yaml") for q in _questions(name)})


def _of_the_past() -> list[str]:
    return sorted(
        {q for file in (CORPUS / "questions_past").glob("*.yaml") for q in _questions(f"questions_past/{file.name}")}
    )


@cache
def _written(folder: Path) -> str:
    """All that pages say, and what they are called."""
    return _bare(" ".join(text for d in read_content(folder).documents for text in (d.path, d.text)))


@cache
def _written_ever() -> str:
    """The same of every version of the roadmap with a past, and what its commits are called."""
    return _bare(" ".join([text for _, pages in VERSIONS for page in pages.items() for text in page] + [*past()[1]]))


def _bare(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def _texts(value: Any) -> Iterator[str]:
    """Every text of an answer that is shown."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and type(value).__name__ not in ("Source", "Language", "Period", "Fact"):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _not_ours(text: str) -> Iterator[str]:
    """The words in a text that no template says."""
    if not isinstance(text, Said):
        yield text
        return
    values = text.values
    if isinstance(values, Mapping):
        values = [v for name, v in values.items() if f"{{{name}" in text.template + text.many]
    for value in values:
        if isinstance(value, str):
            yield from _not_ours(value)


def untranslated(answer: Answer, known: str, question: str = "") -> list[str]:
    """Words of an answer that would stay English though neither what is `known` nor the question says them."""
    found = (words for part in answer.parts for text in _texts(part) for words in _not_ours(text))
    asked = set(word_keys(question))
    return [w for w in found if not (_is_known(w, known + _bare(question)) or asked.issuperset(w.split()))]


def _is_known(words: str, known: str) -> bool:
    return all(_bare(piece) in known for piece in _PIECES.split(_LINE.sub("", words)))


@pytest.mark.parametrize("question", _of_all_kinds())
def test_nothing_of_an_answer_stays_english(question: str) -> None:
    assert untranslated(ask(question), _written(SAMPLE), question) == []


@pytest.mark.parametrize("question", _of_the_past())
def test_nothing_of_an_answer_about_the_past_stays_english(question: str) -> None:
    assert untranslated(ask_past(question), _written_ever(), question) == []


@pytest.mark.parametrize(
    ("folder", "question"),
    [(make, q) for make in ("ferries", "lighthouse") for q in corpus(f"roadmaps/{make}.yaml")],
)
def test_nothing_of_an_answer_from_another_roadmap_stays_english(folder: str, question: str) -> None:
    pages = CORPUS / "roadmaps" / folder
    assert untranslated(asker_of(folder).ask(question, DAY_OF_OTHERS), _written(pages), question) == []


def test_an_english_word_that_nobody_wrote_is_found() -> None:
    answer = ask("when is warmup?")
    said = replace(answer, parts=(Headline("Nobody wrote this."), Hint(say("{name} is late.", name="Warmup"))))
    assert untranslated(said, _written(SAMPLE)) == ["Nobody wrote this."]
