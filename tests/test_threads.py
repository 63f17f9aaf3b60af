"""Threads: a follow-up takes what it leaves out from what was asked before; people are left to talk."""

from __future__ import annotations

import pytest

from handlers.conversation import Conversation, Message
from handlers.plain import render
from handlers.recall import Recall, ShortMemory
from knowledge.question.turn import Turn
from tests.asking import TODAY, corpus, sample

DIALOGUES: list[dict[str, str]] = corpus("dialogues.yaml")
TALK: dict[str, list[str]] = corpus("human_talk.yaml")


def _conversation(recall: Recall | None = None) -> Conversation:
    asker = sample()
    return Conversation(lambda: asker.roadmap, asker.lexicon, lambda: TODAY, recall or ShortMemory(lambda: 0.0))


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: next(iter(dialogue)))
def test_a_dialogue_goes_on(dialogue: dict[str, str]) -> None:
    talk = _conversation()
    for said, expected in dialogue.items():
        text = render(talk.reply(Message(said, "thread")))
        assert any(words in text for words in expected.split("|")), f"{said}: {text}"


def test_there_are_dialogues_enough_of_three_to_six_turns() -> None:
    assert len(DIALOGUES) >= 20
    assert [len(d) for d in DIALOGUES if not 3 <= len(d) <= 6] == []


def test_threads_do_not_mix() -> None:
    talk = _conversation()
    talk.reply(Message("status of warmup?", "one"))
    talk.reply(Message("status of inbox?", "two"))
    assert "Warmup" in render(talk.reply(Message("when is it?", "one")))


def test_without_a_thread_nothing_is_remembered() -> None:
    talk = _conversation()
    talk.reply(Message("status of warmup?"))
    assert "Warmup" not in render(talk.reply(Message("when is it?")))


@pytest.mark.parametrize("said", TALK["silent"])
def test_people_are_left_to_talk(said: str) -> None:
    talk = _conversation()
    talk.reply(Message("status of warmup?", "thread", "ana"))
    assert talk.overhear(Message(said, "thread", "ana")) is None


@pytest.mark.parametrize("said", TALK["answered"])
def test_the_asker_may_go_on_without_a_mention(said: str) -> None:
    talk = _conversation()
    talk.reply(Message("status of warmup?", "thread", "ana"))
    assert talk.overhear(Message(said, "thread", "ana")) is not None
    assert talk.overhear(Message(said, "thread", "ben")) is None
    assert talk.overhear(Message(said, "elsewhere", "ana")) is None


@pytest.mark.parametrize("said", TALK["silent"])
def test_whoever_addresses_the_bot_is_answered(said: str) -> None:
    assert _conversation().reply(Message(said, "thread")).parts


def test_a_thread_is_forgotten_after_a_while() -> None:
    seconds = [0.0]
    memory = ShortMemory(lambda: seconds[0], lasts=60)
    memory.remember("thread", Turn("status of warmup?", ("Warmup",)))
    seconds[0] = 59
    assert memory.last("thread") == Turn("status of warmup?", ("Warmup",))
    seconds[0] = 60
    assert memory.last("thread") is None


def test_the_longest_silent_thread_gives_way() -> None:
    memory = ShortMemory(lambda: 0.0, most=2)
    for thread in ("one", "two", "one", "three"):
        memory.remember(thread, Turn(thread))
    assert [memory.last(thread) is None for thread in ("one", "two", "three")] == [False, True, False]
