"""Every question of the corpus gets its kind of answer from the sample roadmap, and cites what it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from bot.app import SAMPLE
from handlers.plain import render
from knowledge.answer import Answer, Fact
from knowledge.words import word_keys
from tests.asking import CORPUS, ask, corpus, lines

KINDS = sorted(path.name for path in (CORPUS / "questions").glob("*.yaml"))


def _asked() -> Iterator[tuple[str, str, str]]:
    """Each question with its intent and what its answer must say."""
    for kind in KINDS:
        read = corpus(f"questions/{kind}")
        yield from ((question, read["intent"], said) for question, said in read["asks"].items())


def _near() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield from corpus(f"questions/{kind}")["near"].items()


@pytest.mark.parametrize(("question", "intent", "said"), list(_asked()))
def test_a_question_is_answered_as_its_kind(question: str, intent: str, said: str) -> None:
    answer = ask(question)
    text = render(answer)
    assert answer.intent in intent.split("|"), text
    assert any(words in text for words in said.split("|")), text


@pytest.mark.parametrize(("question", "told"), list(_near()))
def test_a_near_miss_is_of_another_kind(question: str, told: str) -> None:
    """`told`: intents, and behind "without" the words that only the kind itself would say."""
    answer = ask(question)
    intents, _, words = told.partition(" without ")
    text = render(answer)
    assert answer.intent in intents.split("|"), text
    assert not words or words not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_phrasings_and_near_misses_enough(kind: str) -> None:
    read = corpus(f"questions/{kind}")
    assert len(read["asks"]) >= 12
    assert len(read["near"]) >= 6


@pytest.mark.parametrize("question", lines("made_up.txt"))
def test_what_is_made_up_is_not_answered(question: str) -> None:
    answer = ask(question)
    assert answer.abstained, render(answer)
    assert answer.items == (), render(answer)


@pytest.mark.parametrize("message", lines("off_topic.txt"))
def test_what_is_off_topic_gets_help(message: str) -> None:
    answer = ask(message)
    assert answer.abstained or answer.intent == "help", render(answer)
    assert answer.facts == (), render(answer)


@cache
def _line(path: str, number: int) -> str:
    return (SAMPLE / path).read_text("utf-8").splitlines()[number - 1]


def _is_there(fact: Fact) -> bool:
    """Does the cited line hold the words of the value? A page as a whole is cited by its first heading."""
    if fact.value == fact.source.path:
        return True
    cited = set(word_keys(_line(fact.source.path, fact.source.line)))
    return cited.issuperset(word_keys(fact.value))


@pytest.mark.parametrize("question", [question for question, _, _ in _asked()])
def test_what_is_said_stands_on_the_line_that_is_cited(question: str) -> None:
    answer: Answer = ask(question)
    assert [fact for fact in answer.facts if not _is_there(fact)] == []
