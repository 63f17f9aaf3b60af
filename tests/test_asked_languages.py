"""Questions in Spanish, Portuguese, French and German are understood with the lexicon's data, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handlers.plain import render
from tests.asking import CORPUS, ask, corpus

LANGUAGES = sorted(path.stem for path in (CORPUS / "languages").glob("*.yaml"))
KINDS = {"status", "timeline", "owner", "list", "count", "dependency"}


def _asked() -> Iterator[tuple[str, str, str, str]]:
    for language in LANGUAGES:
        for kind, questions in corpus(f"languages/{language}.yaml").items():
            yield from ((language, kind, question, said) for question, said in questions.items())


@pytest.mark.parametrize(("language", "kind", "question", "said"), [q for q in _asked() if q[1] != "near"])
def test_a_question_is_understood_in_its_language(language: str, kind: str, question: str, said: str) -> None:
    answer = ask(question)
    text = render(answer)
    assert answer.intent == kind, f"{language}: {text}"
    assert any(words in text for words in said.split("|")), text


@pytest.mark.parametrize(("question", "intents"), [(q, s) for _, kind, q, s in _asked() if kind == "near"])
def test_a_near_miss_in_another_language_is_given_no_fact(question: str, intents: str) -> None:
    answer = ask(question)
    assert answer.intent in intents.split("|"), render(answer)
    assert answer.facts == (), render(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_main_kind(language: str) -> None:
    assert set(corpus(f"languages/{language}.yaml")) >= KINDS | {"near"}
