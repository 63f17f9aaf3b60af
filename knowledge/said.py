"""What the bot itself says: English that remembers its template and values, to be said in another language.

A Said is the English text, and is treated as such everywhere. Text of pages and people is never one, and
so is never translated. How a new sentence is written: docs/languages.md, "What the bot says".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from string import Formatter
from typing import Any


class Said(str):
    """English words of ours. Made by `say`, `say_many` and `joined`; any other operation gives plain text."""

    __slots__ = ("context", "many", "template", "values")

    template: str
    """The English with {places}, by which the catalogue knows it; of joined parts what stands between them."""
    values: Mapping[str, Any] | Sequence[str]
    """What stands in the places: numbers, words of pages, other Saids; of joined parts the parts."""
    many: str
    """The template for a count other than one, when there is a count."""
    context: str
    """What tells this from the same English with another meaning ("May" as a month)."""


def say(template: str, context: str = "", /, **values: Any) -> Said:
    """The English of a template with its values. Raises KeyError when one is missing."""
    return _made(template.format_map(values), template, values, context=context)


def say_many(one: str, many: str, count: int, /, **values: Any) -> Said:
    """`one` when the count is 1, else `many`; both may name {count}. Raises KeyError when a value is missing."""
    values["count"] = count
    return _made((one if count == 1 else many).format_map(values), one, values, many)


def joined(between: str, parts: Sequence[str]) -> Said:
    """Parts with the same signs between them (", "), which are the same in all languages."""
    return _made(between.join(parts), between, tuple(parts))


def to_say(template: str) -> str:
    """A template that stands in a table and is said elsewhere: so that the catalogue is known to need it."""
    return template


def _made(
    text: str, template: str, values: Mapping[str, Any] | Sequence[str], many: str = "", context: str = ""
) -> Said:
    said = Said(text)
    said.template, said.values, said.many, said.context = template, values, many, context
    return said


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """A language the bot speaks, and its catalogue: English templates -> the same in this language."""

    code: str
    """By ISO 639: "en"."""
    catalogue: NullTranslations
    contractions: tuple[tuple[str, str, str], ...] = ()
    """What a word of a template and the first one of a part behind it become: "de", "el", "del"."""

    def say(self, text: str) -> str:
        """The text in this language; what the catalogue does not hold stays English. Words of pages stay."""
        if self is ENGLISH or not isinstance(text, Said):
            return text
        if not isinstance(text.values, Mapping):
            return text.template.join(map(self.say, text.values))
        template, values = self._filled(text, text.values)
        return template.format_map(values)

    def pieces(self, text: str) -> Iterator[Any]:
        """The text in this language, in pieces: words, and values that are neither words nor numbers as they are."""
        if not isinstance(text, Said):
            yield text
        elif isinstance(text.values, Mapping):
            yield from _pieces(*self._filled(text, text.values))
        else:
            for number, part in enumerate(text.values):
                yield from [text.template] if number else []
                yield from self.pieces(part)

    def _filled(self, text: Said, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The template and the values in this language."""
        values = {name: self.say(v) if isinstance(v, str) else v for name, v in given.items()}
        template = self._template(text, values)
        for before, first, both in self.contractions:
            for name in (n for n, v in given.items() if isinstance(v, Said) and values[n].startswith(f"{first} ")):
                template, found = re.subn(rf"\b{before} {{{name}}}", f"{both} {{{name}}}", template)
                values[name] = values[name].removeprefix(f"{first} ") if found else values[name]
        return template, values

    def _template(self, text: Said, values: Mapping[str, Any]) -> str:
        if text.many:
            return self.catalogue.ngettext(text.template, text.many, values["count"])
        if text.context:
            return self.catalogue.pgettext(text.context, text.template)
        return self.catalogue.gettext(text.template)


def _pieces(template: str, values: Mapping[str, Any]) -> Iterator[Any]:
    words = ""
    for before, name, form, _ in Formatter().parse(template):
        value = values[name] if name is not None else ""
        words += before
        if isinstance(value, str | int):
            words += format(value, form or "")
            continue
        yield from [words] if words else []
        yield value
        words = ""
    yield from [words] if words else []


ENGLISH = Language("en", NullTranslations())
"""Needs no catalogue: what is said is English already."""
