"""The bot answers in the language of the question, English or Spanish, unless a setting wants one of them."""

from __future__ import annotations

import re

import pytest

from bot.languages.catalogues import languages
from handlers.answer_json import to_json
from handlers.conversation import Conversation, Message
from handlers.grammar import answer_word, as_question
from handlers.help import TOPICS, Topic, examples
from handlers.plain import render
from handlers.present import Present
from handlers.recall import ShortMemory
from knowledge.answer import Answer
from knowledge.answerers.honest import EXAMPLES
from knowledge.question.language import language_of
from knowledge.said import say
from tests.asking import TODAY, ask, corpus, sample

TOLD = [(language, text) for language, texts in corpus("language_of_question.yaml").items() for text in texts]


def _conversation(always: str | None = None) -> Conversation:
    known = sample()
    recall = ShortMemory(lambda: 0.0)
    return Conversation(lambda: known.roadmap, known.lexicon, lambda: TODAY, recall, languages(always))


def _first_line(text: str) -> str:
    return re.sub(r" \[[^\[\]]*\]$", "", text.splitlines()[0])


@pytest.mark.parametrize(("language", "text"), TOLD)
def test_the_words_of_a_question_tell_its_language(language: str, text: str) -> None:
    told = language_of(text, sample().roadmap, sample().lexicon)
    assert told == (None if language == "none" else language)


@pytest.mark.parametrize(("question", "line"), corpus("spanish_answers.yaml").items())
def test_a_question_in_spanish_is_answered_in_spanish(question: str, line: str) -> None:
    assert _first_line(render(_conversation().reply(Message(question)))) == line


@pytest.mark.parametrize(
    "question", ["when is warmup?", "what is the estado of inbox", "quando sai o warmup?", "warmup"]
)
def test_any_other_question_is_answered_in_english(question: str) -> None:
    answer = _conversation().reply(Message(question))
    assert answer.language.code == "en"


def test_a_follow_up_without_words_of_its_own_keeps_the_language() -> None:
    talk = _conversation()
    talk.reply(Message("¿cuándo sale warmup?", "t"))
    assert talk.reply(Message("inbox?", "t")).language.code == "es"
    assert talk.reply(Message("and who owns it?", "t")).language.code == "en"
    assert talk.reply(Message("inbox?", "t")).language.code == "en"
    assert talk.reply(Message("inbox?", "another")).language.code == "en"


@pytest.mark.parametrize(("always", "question"), [("es", "when is warmup?"), ("en", "¿cuándo sale warmup?")])
def test_a_setting_decides_for_all_questions(always: str, question: str) -> None:
    assert _conversation(always).reply(Message(question)).language.code == always


def test_whoever_knows_the_language_says_so() -> None:
    assert _conversation().reply(Message("warmup", language="es")).language.code == "es"


def test_the_facts_of_an_answer_are_the_same_in_both_languages() -> None:
    spanish, english = (_conversation().reply(Message(q)) for q in ("¿cuándo sale warmup?", "when is warmup?"))
    assert spanish.facts == english.facts
    assert to_json(spanish).items == to_json(english).items


@pytest.mark.parametrize("topic", TOPICS, ids=lambda t: t.name)
def test_what_help_suggests_in_spanish_is_understood(topic: Topic) -> None:
    known = sample()
    present = Present(known.roadmap, known.lexicon, TODAY)
    spanish = languages("es").choose()
    for example in examples(topic, present):
        asked = spanish.say(example)
        assert _answered(asked, present).intent == _answered(example, present).intent, asked


def _answered(text: str, present: Present) -> Answer:
    return answer_word(text, present) or ask(as_question(text, present))


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_what_is_suggested_after_a_question_that_was_not_understood(number: int) -> None:
    asked = languages("es").choose().say(say(EXAMPLES[number], name="Warmup"))
    assert ask(asked).intent == ask(EXAMPLES[number].format(name="Warmup")).intent
