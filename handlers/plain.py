"""An Answer as plain text: what the terminal shows, and what stands beside any drawn answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Item, Items, Part
from knowledge.field_words import field_word
from knowledge.model import Source
from knowledge.said import Language, say

LONGEST = 4_000
"""Characters of one answer: Slack's advice for a message's text, and enough to read anywhere."""

MOST_CAUTIONS = 5
"""Cautions in a row that are always said; more of them are the answer itself."""

_SHOWN = len("(999,999 of 999,999 shown)\n")
"""Characters kept in a list that is cut for saying so."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part as text: what is always said, and lines that may be cut."""

    head: str
    lines: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Characters of its lines, each with its line end."""
        return sum(len(line) + 1 for line in self.lines)


def render(answer: Answer, longest: int = LONGEST) -> str:
    """The whole answer as text of at most `longest` characters; a list that is cut says "n of m"."""
    shown: set[Fact] = set()
    language = answer.language
    pieces = [piece for group in _grouped(answer.parts) for piece in _drawn(group, shown, language)]
    rooms = _rooms(pieces, longest - sum(len(p.head) + 1 for p in pieces))
    drawn = [(piece.head, _cut(piece.lines, room, language)) for piece, room in zip(pieces, rooms, strict=True)]
    text = "\n".join(said for pair in drawn for said in pair if said)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _grouped(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts, those that follow others of their kind with them."""
    yield from (list(group) for _, group in groupby(parts, type))


def _drawn(group: Sequence[Part], shown: set[Fact], language: Language) -> list[_Piece]:
    """The pieces of parts of one kind. Many cautions are a list, which may be cut as others are."""
    pieces = [_DRAW[type(part)](part, shown, language) for part in group]
    is_list = len(group) > MOST_CAUTIONS and isinstance(group[0], Caution)
    return [_Piece("", tuple(piece.head for piece in pieces))] if is_list else pieces


def _rooms(pieces: Sequence[_Piece], room: int) -> list[int]:
    """The characters each piece's lines may take: the shorter lists whole, the longer ones share what is left."""
    rooms = [0] * len(pieces)
    by_length = sorted((p.length, i) for i, p in enumerate(pieces) if p.lines)
    for done, (length, i) in enumerate(by_length):
        rooms[i] = min(length, max(0, room) // (len(by_length) - done))
        room -= rooms[i]
    return rooms


def _headline(part: Headline, shown: set[Fact], _: Language) -> _Piece:
    shown.update(part.facts)
    return _Piece(f"{_line(part.text)}{_cited(part.facts)}")


def _facts(part: Facts, shown: set[Fact], language: Language) -> _Piece:
    new = [f for f in part.facts if f not in shown]
    shown.update(new)
    return _Piece("", tuple(_fact_line(f, language) for f in new))


def _fact_line(fact: Fact, language: Language) -> str:
    inherited = fact.inherited and fact.field == "owner"
    source = language.say(say("{source}, inherited", source=str(fact.source))) if inherited else fact.source
    field = language.say(field_word(fact.field))
    return f"• {_line(fact.subject)}, {_line(field)}: {_line(fact.value)} [{source}]"


def _items(part: Items, *_: object) -> _Piece:
    return _Piece(f"{_line(part.label)}:" if part.label else "", tuple(_item_line(i) for i in part.items))


def _item_line(item: Item) -> str:
    said = [item.note] if item.note else [s for s in (item.status, item.timeline, item.priority) if s]
    cited = _places(_sources(item.facts) or [item.source])
    return f"• {_line(item.name)}{': ' + _line('; '.join(said)) if said else ''} [{cited}]"


def _caution(part: Caution, *_: object) -> _Piece:
    return _Piece(f"! {_line(part.text)}{_cited([f for f in part.facts if str(f.source) not in part.text])}")


def _choices(part: Choices, _: set[Fact], language: Language) -> _Piece:
    names = "; ".join(map(_line, part.names))
    asked = say("{label}: {names}?", label=part.label, names=names) if part.label else say("{names}?", names=names)
    return _Piece(language.say(asked))


def _hint(part: Hint, *_: object) -> _Piece:
    return _Piece(f"{_line(part.text)}{_cited(part.facts)}")


_DRAW: dict[type[Part], Callable[..., _Piece]] = {
    Headline: _headline,
    Facts: _facts,
    Items: _items,
    Caution: _caution,
    Choices: _choices,
    Hint: _hint,
}


def _cut(lines: Sequence[str], room: int, language: Language) -> str:
    """As many lines as there is room for, and how many of how many that is."""
    if sum(len(line) + 1 for line in lines) <= room:
        return "\n".join(lines)
    kept: list[str] = []
    used = _SHOWN
    for line in lines:
        used += len(line) + 1
        if used > room:
            break
        kept.append(line)
    shown = say("({shown:,} of {all:,} shown)", shown=len(kept), all=len(lines))
    return "\n".join([*kept, language.say(shown)])


def _cited(facts: Iterable[Fact]) -> str:
    sources = _sources(facts)
    return f" [{_places(sources)}]" if sources else ""


def _places(sources: Iterable[Source]) -> str:
    """ "plan.md:3, 7, hub.md:1": the lines of one page behind its path."""
    lines: dict[str, list[int]] = {}
    for source in sources:
        lines.setdefault(source.path, []).append(source.line)
    return ", ".join(f"{path}:{', '.join(map(str, sorted(set(found))))}" for path, found in lines.items())


def _sources(facts: Iterable[Fact]) -> list[Source]:
    return list(dict.fromkeys(f.source for f in facts))


@lru_cache(maxsize=8192)
def _line(text: str) -> str:
    """Text of a page on one line, without control characters. Remembered, since pages are told again and again."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())
