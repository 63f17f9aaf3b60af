"""An Answer as a card: rows of styled text and tables, before they are Slack's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from handlers.addresses import Addresses
from handlers.slack.escaping import literal
from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Item, Items, Part
from knowledge.field_words import field_word
from knowledge.model import Source
from knowledge.said import Language, say

Look = Literal["line", "bullet", "note"]
"""How a row stands on the card."""

Style = Literal["", "bold", "code", "italic"]
"""How a run of text is set: plain, or by Slack's name."""


class Run(NamedTuple):
    """Text of one style, and the address it leads to, if any; or the name of a person or a channel, which Slack shows
    by their id."""

    text: str
    style: Style = ""
    address: str = ""
    user: str = ""
    channel: str = ""

    def __str__(self) -> str:
        """Its words, for a sentence it stands in."""
        return self.text


class Row(NamedTuple):
    """One line of a card."""

    look: Look
    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        """Its length in characters."""
        return sum(len(run.text) for run in self.runs)


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list as a table: the names of its columns, and a row of cells for each item."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Drawn = Row | Table

FEWEST_IN_TABLE = 3
"""Items from which a list is easier to read as a table than as bullets."""

MOST_CHOICES = 10
"""Names to pick from that get a button each."""

LONGEST_LABEL = 75
"""Slack: 75 characters on a button."""

NOT_WRITTEN = "–"
"""What a cell shows when the pages say nothing."""

_COLUMNS: tuple[tuple[str, Callable[[Item], str | None]], ...] = (
    (say("What"), lambda item: item.note),
    (say("Status"), lambda item: None if item.note else item.status),
    (say("Timeline"), lambda item: None if item.note else item.timeline),
    (say("Priority"), lambda item: None if item.note else item.priority),
)


@dataclass
class _Pen:
    """Draws the parts of one answer: knows what the card already says, and where pages are on the web."""

    addresses: Addresses
    tables: bool
    """May a list still be a table? Slack takes one a message."""
    language: Language
    headline: str = ""
    said: set[Fact] = field(default_factory=set)

    def draw(self, part: Part) -> list[Drawn]:
        """The rows of a part; none when it adds nothing."""
        return _DRAW[type(part)](self, part)

    def cite(self, sources: Iterable[Source]) -> tuple[Run, ...]:
        """Each source once, as a link where pages have addresses; of several lines of a page its path once."""
        pages: dict[str, list[Source]] = {}
        for source in dict.fromkeys(sources):
            pages.setdefault(source.path, []).append(source)
        return tuple(run for page in pages.values() for run in self._of_page(page))

    def _of_page(self, page: list[Source]) -> Iterator[Run]:
        first, *others = sorted(page, key=_line) if len(page) > 1 else page
        yield from (Run(" "), self.citation(first))
        cited = dict.fromkeys(self.citation(other, str(other.line)) for other in others)
        again = self.citation(first, str(first.line))
        yield from (run for other in cited if other != again for run in (Run(", "), other))

    def citation(self, source: Source, shown: str = "") -> Run:
        """A source as a link, where pages have addresses."""
        return Run(shown or literal(str(source)), "code", self.addresses.of(source) or "")


def rows(answer: Answer, addresses: Addresses, tables: bool = False) -> list[list[Drawn]]:
    """The rows of each part of an answer, in reading order; parts that add nothing are left out."""
    pen = _Pen(addresses, tables, answer.language)
    return [drawn for part in answer.parts if (drawn := pen.draw(part))]


def _headline(pen: _Pen, part: Headline) -> list[Drawn]:
    pen.headline = part.text
    pen.said.update(part.facts)
    return [Row("line", (Run(literal(part.text), "bold"), *pen.cite(f.source for f in part.facts)))]


def _facts(pen: _Pen, part: Facts) -> list[Drawn]:
    new = [fact for fact in dict.fromkeys(part.facts) if fact not in pen.said]
    pen.said.update(new)
    one = len({fact.subject for fact in part.facts}) == 1 and part.facts[0].subject in pen.headline
    return [_fact(pen, fact, one) for fact in new]


def _fact(pen: _Pen, fact: Fact, is_known: bool) -> Row:
    """A fact, under the name of what it is said of, unless that `is_known` from the headline."""
    name = pen.language.say(field_word(fact.field))
    label = name[:1].upper() + name[1:] if is_known else f"{fact.subject}, {name}"
    is_inherited = fact.inherited and fact.field == "owner"
    inherited = (Run(f" {pen.language.say(say('inherited'))}", "italic"),) if is_inherited else ()
    runs = (Run(literal(label), "bold"), Run(f": {literal(fact.value)}"), *pen.cite([fact.source]), *inherited)
    return Row("bullet", runs)


def _items(pen: _Pen, part: Items) -> list[Drawn]:
    label: list[Drawn] = [Row("line", (Run(literal(part.label), "bold"),))] if part.label else []
    if pen.tables and len(part.items) >= FEWEST_IN_TABLE and not any(item.note for item in part.items):
        pen.tables = False
        return [*label, _table(pen, part.items)]
    return [*label, *(_item(pen, item) for item in part.items)]


def _item(pen: _Pen, item: Item) -> Row:
    fields = (item.note,) if item.note else (item.status, item.timeline, item.priority)
    known = [literal(value) for value in fields if value]
    said = (Run(f": {'; '.join(known)}"),) if known else ()
    return Row("bullet", (Run(literal(item.name), "bold"), *said, *pen.cite(_sources(item))))


def _table(pen: _Pen, items: tuple[Item, ...]) -> Table:
    columns = [(name, value) for name, value in _COLUMNS if any(map(value, items))]
    lines = tuple(
        (
            (Run(literal(item.name), "bold"),),
            *((Run(literal(value(item) or "") or NOT_WRITTEN),) for _, value in columns),
            pen.cite(_sources(item))[1:],
        )
        for item in items
    )
    names = (say("Item"), *(name for name, _ in columns), say("Source"))
    return Table(tuple(map(pen.language.say, names)), lines)


def _sources(item: Item) -> list[Source]:
    return [fact.source for fact in item.facts] or [item.source]


def _line(source: Source) -> int:
    return source.line


def _caution(pen: _Pen, part: Caution) -> list[Drawn]:
    """What to beware of; sources that it names in brackets are links there, the others behind it."""
    runs = [Run(f"⚠ {literal(part.text)}")]
    unnamed: list[Source] = []
    for source in dict.fromkeys(fact.source for fact in part.facts):
        cited = pen.citation(source)
        named = [piece for run in runs for piece in _in_brackets(run, cited)]
        unnamed += [source] if len(named) == len(runs) else []
        runs = named
    return [Row("line", (*runs, *pen.cite(unnamed)))]


def _in_brackets(run: Run, cited: Run) -> Iterator[Run]:
    """The run, with the citation in place of its own words in brackets."""
    first, *others = [run.text] if run.style else run.text.split(f"({cited.text})")
    yield run._replace(text=f"{first}(" if others else first)
    for index, text in enumerate(others, 1):
        yield cited
        yield Run(f"){text}(" if index < len(others) else f"){text}")


def _choices(pen: _Pen, part: Choices) -> list[Drawn]:
    """The names, unless each of them stands on a button below (handlers/slack/buttons.py)."""
    asks = "" if pen.headline.endswith("?") else pen.language.say(say("Which one?"))
    asked = literal(part.label) or asks
    label = [Row("line", (Run(asked),))] if asked else []
    names = [literal(name) for name in part.names]
    if len(names) <= MOST_CHOICES and all(0 < len(name) <= LONGEST_LABEL for name in names):
        return [*label]
    return [*label, *(Row("bullet", (Run(name),)) for name in names)]


def _hint(pen: _Pen, part: Hint) -> list[Drawn]:
    return [Row("line" if part.facts else "note", (Run(literal(part.text)), *pen.cite(f.source for f in part.facts)))]


_DRAW: dict[type[Part], Callable[..., list[Drawn]]] = {
    Headline: _headline,
    Facts: _facts,
    Items: _items,
    Caution: _caution,
    Choices: _choices,
    Hint: _hint,
}
