"""An Answer in the language of who asked: what the bot says of itself is said anew, words of pages stay."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Item, Items
from knowledge.said import ENGLISH, Language, Said

_MADE_OF_TEXT = (Headline, Facts, Items, Caution, Choices, Hint, Fact, Item)


def translated(answer: Answer, language: Language) -> Answer:
    """The answer in `language`; who draws it goes on in that language."""
    if language is ENGLISH:
        return answer
    return replace(answer, parts=_put(answer.parts, language), language=language)


def translated_item(item: Item, language: Language) -> Item:
    """An item of an answer in `language`, as it stands in the answer that is."""
    put: Item = _put(item, language)
    return put


def _put(value: Any, language: Language) -> Any:
    if isinstance(value, Said):
        return language.say(value)
    if isinstance(value, tuple):
        return tuple(_put(part, language) for part in value)
    if isinstance(value, _MADE_OF_TEXT):
        return replace(value, **{f.name: _put(getattr(value, f.name), language) for f in fields(value)})
    return value
