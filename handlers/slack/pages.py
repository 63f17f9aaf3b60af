"""A long answer as pages: each is an answer of its own that fits a message, and none of it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers import plain
from handlers.slack.escaping import escape
from knowledge.answer import Answer, Facts, Headline, Hint, Intent, Items, Part
from knowledge.said import Language, say

MOST_ON_PAGE = 20
"""Lines of a page: as many as can be read without scrolling far."""

MOST_WHOLE = 25
"""Lines of an answer that is not divided: a page of one or two more would be a click for little."""

LONGEST_PAGE = 3_400
"""Characters of a page as escaped text: leaves room under Slack's 4,000 for the line that counts the pages."""

LONGEST_LEAD = 1_000
"""Characters of a headline that every page repeats; a longer one stands on the first page only."""

WITHOUT_END = 10**9
"""Characters of a text that is not to be cut."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer, and its place among all of them, from 0."""

    answer: Answer
    text: str
    """The whole of it as text."""
    number: int = 0
    of: int = 1

    @property
    def has_next(self) -> bool:
        """Is there a page after it?"""
        return self.number + 1 < self.of


def page_of(answer: Answer, number: int = 0) -> Page:
    """The page with this number, the nearest there is; an answer that fits a message is its only page."""
    text = plain.render(answer, WITHOUT_END)
    if sum(map(_lines, answer.parts)) <= MOST_WHOLE and len(escape(text)) <= LONGEST_PAGE:
        return Page(answer, text)
    atoms = list(_atoms(answer.parts))
    lead = [part for part in answer.parts[:1] if isinstance(part, Headline) and _size([part]) <= LONGEST_LEAD]
    pages = list(_filled(atoms[len(lead) :], LONGEST_PAGE - _size(lead))) or [[]]
    number = max(0, min(number, len(pages) - 1))
    page = replace(answer, parts=(*lead, *_joined(pages[number]), *_counted(pages, number, answer.language)))
    return Page(page, plain.render(page, WITHOUT_END), number, len(pages))


@dataclass(frozen=True, slots=True)
class _Atom:
    """A part that is not divided further: one fact, one item, or a part of one line."""

    of: int
    part: Part


def _lines(part: Part) -> int:
    """How many atoms a part is made of."""
    return len(part.items) if isinstance(part, Items) else len(part.facts) if isinstance(part, Facts) else 1


def _atoms(parts: tuple[Part, ...]) -> Iterator[_Atom]:
    for index, part in enumerate(parts):
        if isinstance(part, Items):
            yield from (_Atom(index, replace(part, items=(item,))) for item in part.items)
        elif isinstance(part, Facts):
            yield from (_Atom(index, Facts((fact,))) for fact in part.facts)
        else:
            yield _Atom(index, part)


def _filled(atoms: list[_Atom], room: int) -> Iterator[list[_Atom]]:
    """The atoms in order, as many on each page as it holds, and at least one."""
    page: list[_Atom] = []
    left = room
    for atom in atoms:
        size = _size([atom.part])
        if page and (size > left or len(page) == MOST_ON_PAGE):
            yield page
            page, left = [], room
        page.append(atom)
        left -= size + 1
    if page:
        yield page


def _joined(page: list[_Atom]) -> Iterator[Part]:
    """The parts of a page: neighbours that were one part are one again."""
    index = 0
    while index < len(page):
        same = [atom.part for atom in page[index:] if atom.of == page[index].of]
        yield _whole(same)
        index += len(same)


def _whole(parts: list[Part]) -> Part:
    first = parts[0]
    if isinstance(first, Items):
        return replace(first, items=tuple(i for part in parts if isinstance(part, Items) for i in part.items))
    if isinstance(first, Facts):
        return Facts(tuple(f for part in parts if isinstance(part, Facts) for f in part.facts))
    return first


def _counted(pages: list[list[_Atom]], number: int, language: Language) -> list[Hint]:
    """Which page of how many it is, and which items of how many it shows."""
    if len(pages) < 2:
        return []
    counts = [sum(isinstance(atom.part, Items) for atom in page) for page in pages]
    before, here = sum(counts[:number]), counts[number]
    said: dict[str, Any] = {"page": number + 1, "pages": len(pages)}
    if not here:
        return [Hint(language.say(say("Page {page} of {pages}.", **said)))]
    said |= {"first": before + 1, "last": before + here, "all": sum(counts)}
    if here == 1:
        return [Hint(language.say(say("Page {page} of {pages}. Item {last} of {all}.", **said)))]
    return [Hint(language.say(say("Page {page} of {pages}. Items {first} to {last} of {all}.", **said)))]


def _size(parts: Sequence[Part]) -> int:
    """The characters of parts as escaped text."""
    return len(escape(plain.render(Answer(Intent.UNKNOWN, tuple(parts), date.min), WITHOUT_END)))
