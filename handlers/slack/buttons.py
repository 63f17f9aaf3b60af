"""The buttons under an answer: what one may mean, ask next, turn to, share, and say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from itertools import islice

from handlers.slack.asked import Asked, question_about
from handlers.slack.blocks import Block
from handlers.slack.card import LONGEST_LABEL, MOST_CHOICES
from handlers.slack.escaping import literal
from handlers.slack.pages import Page
from knowledge.answer import Answer, Ending, Intent
from knowledge.said import ENGLISH, Language, say

ASK, TURN, SHARE, RATE, WATCH = "ask", "turn", "share", "rate", "watch"
"""How the ids of the actions begin."""

CHOICE = f"{ASK}:choice:"
"""How the ids begin of buttons that say which of several things was meant."""

LONGEST_VALUE = 2_000
"""Slack: 2,000 characters that a button carries."""

HELPFUL, NOT_HELPFUL = "yes", "no"

_HELPFUL, _NOT_HELPFUL, _SHARE = say("Helpful"), say("Not helpful"), say("Share in channel")

ON, OFF, END = f"{WATCH}:on", f"{WATCH}:off", f"{WATCH}:end"
"""The ids of the buttons that watch the subject of an answer, no more, and of those in a list of watches."""

_OFFERS_WORDS = frozenset({Intent.HELP, Intent.WATCH})
"""Intents of answers that tell how to go on, and what to type next: their choices are no guesses of what was meant."""


class WatchButton(Enum):
    """What a button says of watching the subject of an answer."""

    NONE = ""
    WATCH = say("Watch")
    STOP = say("Stop watching")


_STEPS: tuple[tuple[Intent, str], ...] = (
    (Intent.DETAIL, say("Details")),
    (Intent.OWNER, say("Who owns it")),
    (Intent.TIMELINE, say("Timeline")),
)
"""What may be asked next of a single subject."""

FROM_THE_WHOLE = (
    (say("This quarter"), "this quarter"),
    (say("Next"), "next"),
    (say("Blocked"), "blocked"),
    (say("Help"), "help"),
)
"""What may be asked next of the roadmap as a whole."""


def buttons(page: Page, asked: Asked, private: bool, watch: WatchButton = WatchButton.NONE) -> list[Block]:
    """The rows of buttons under one page of the answer to what was asked; `private` ones can be shared."""
    share = _share(page, asked) if private else []
    below = [*_turns(page, asked), *_steps(page.answer), *_watch(page.answer, watch), *share]
    return [*row(_choices(page.answer)), *row(below)]


def row(elements: Iterable[Block]) -> list[Block]:
    """A row of buttons, of those that Slack can carry what they ask for; nothing when there is none."""
    carried = [element for element in elements if len(element["value"]) <= LONGEST_VALUE]
    return [{"type": "actions", "elements": carried}] if carried else []


def rating(question: str, language: Language = ENGLISH) -> Block:
    """Helpful, not helpful: what Slack shows for messages only."""
    value = Asked(question, language=code_of(language)).value
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": RATE,
                "positive_button": _rate(language.say(_HELPFUL), f"{HELPFUL}:{value}"),
                "negative_button": _rate(language.say(_NOT_HELPFUL), f"{NOT_HELPFUL}:{value}"),
            }
        ],
    }


def code_of(language: Language) -> str | None:
    """What a button carries of its language: nothing of English, which questions may still be read in another than."""
    return None if language is ENGLISH else language.code


def button(action: str, label: str, value: str) -> Block:
    """A button; its label is shown letter by letter."""
    return {"type": "button", "action_id": action, "text": plain_text(label), "value": value}


def plain_text(text: str, most: int = LONGEST_LABEL) -> Block:
    """A text that Slack shows letter by letter, on one line, cut with "…"; "–" when nothing of it can be seen."""
    shown = literal(text) or "–"
    return {"type": "plain_text", "text": shown if len(shown) <= most else f"{shown[: most - 1]}…", "emoji": False}


def _choices(answer: Answer) -> Iterator[Block]:
    kind = f"{ASK}:help:" if answer.intent in _OFFERS_WORDS else CHOICE
    for index, name in enumerate(islice(answer.candidates, MOST_CHOICES)):
        yield button(f"{kind}{index}", name, _asking(question_about(name, answer.intent), answer.language))


def _asking(question: str, language: Language) -> str:
    """What a button carries that asks something under an answer in this language."""
    return Asked(question, language=code_of(language)).value


def shortcuts(language: Language = ENGLISH) -> list[Block]:
    """Buttons that ask of the roadmap as a whole."""
    return [
        button(f"{ASK}:all:{n}", language.say(label), _asking(text, language))
        for n, (label, text) in enumerate(FROM_THE_WHOLE)
    ]


def _steps(answer: Answer) -> Iterable[Block]:
    if answer.intent is Intent.OVERVIEW or _leads_nowhere(answer):
        return shortcuts(answer.language)
    if not has_one_subject(answer):
        return []
    return [
        button(
            f"{ASK}:{intent.value}",
            answer.language.say(label),
            _asking(question_about(answer.subjects[0], intent), answer.language),
        )
        for intent, label in _STEPS
        if intent is not answer.intent
    ]


def _leads_nowhere(answer: Answer) -> bool:
    """Does it tell nothing of the roadmap, and name nothing to go on with?"""
    told = bool(answer.facts or answer.items or answer.subjects or answer.candidates)
    return not told and (answer.abstained or answer.intent in (Intent.HELP, Intent.UNKNOWN))


def _turns(page: Page, asked: Asked) -> Iterator[Block]:
    if page.number:
        yield _turn("previous", say("Previous page"), replace(asked, page=page.number - 1), page.answer.language)
    if page.has_next:
        yield next_page(replace(asked, page=page.number + 1), page.answer.language)


def next_page(asked: Asked, language: Language) -> Block:
    """The button that turns to the next page of an answer."""
    return _turn("next", say("Next page"), asked, language)


def _turn(way: str, label: str, asked: Asked, language: Language) -> Block:
    return button(f"{TURN}:{way}", language.say(label), replace(asked, language=code_of(language)).value)


def _watch(answer: Answer, watch: WatchButton) -> list[Block]:
    if watch is WatchButton.NONE or not has_one_subject(answer):
        return []
    return [watch_button(answer.subjects[0], watch, answer.language)]


def watch_button(name: str, watch: WatchButton, language: Language = ENGLISH) -> Block:
    """The button that watches something by its name, or ends that."""
    return button(OFF if watch is WatchButton.STOP else ON, language.say(watch.value), name)


def has_one_subject(answer: Answer) -> bool:
    """Is it about one thing of the roadmap?"""
    return len(answer.subjects) == 1 and (not answer.abstained or bool(answer.facts))


def _share(page: Page, asked: Asked) -> list[Block]:
    asks_back = page.answer.ending is Ending.AMBIGUOUS
    if page.answer.abstained or asks_back or page.answer.intent in _OFFERS_WORDS:
        return []
    language = page.answer.language
    shared = replace(asked, page=page.number, language=code_of(language))
    return [button(SHARE, language.say(_SHARE), shared.value)]


def _rate(label: str, value: str) -> Block:
    return {"text": plain_text(label), "value": value}
