"""An Answer as a card: rows of styled text, before they are Slack's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from handlers.slack.escaping import literal
from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Item, Items, Part


class Look(Enum):
    """How a row stands on the card."""

    LINE = "line"
    BULLET = "bullet"
    NOTE = "note"


class Style(Enum):
    """How a run of text is set; the values are Slack's names."""

    PLAIN = ""
    BOLD = "bold"
    CODE = "code"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card."""

    look: Look
    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        """Its length in characters."""
        return sum(len(run.text) for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the card already says, so that it is not said twice."""

    headline: str = ""
    facts: frozenset[Fact] = frozenset()

    def and_then(self, part: Part) -> _Said:
        """What it says with one part more."""
        headline = part.text if isinstance(part, Headline) else self.headline
        facts = part.facts if isinstance(part, Headline | Facts) else ()
        return _Said(headline, self.facts.union(facts))


def rows(answer: Answer) -> list[list[Row]]:
    """The rows of each part of an answer, in reading order; parts that add nothing are left out."""
    said = _Said()
    drawn: list[list[Row]] = []
    for part in answer.parts:
        drawn += filter(None, [_DRAW[type(part)](part, said)])
        said = said.and_then(part)
    return drawn


def _headline(part: Headline, _: _Said) -> list[Row]:
    return [Row(Look.LINE, (Run(literal(part.text), Style.BOLD), *_cited(part.facts)))]


def _facts(part: Facts, said: _Said) -> list[Row]:
    return [_fact(fact, said) for fact in dict.fromkeys(part.facts) if fact not in said.facts]


def _fact(fact: Fact, said: _Said) -> Row:
    name = fact.field[:1].upper() + fact.field[1:]
    label = name if fact.subject in said.headline else f"{fact.subject}, {fact.field}"
    inherited = (Run(" inherited", Style.ITALIC),) if fact.inherited and fact.field == "owner" else ()
    runs = (Run(literal(label), Style.BOLD), Run(f": {literal(fact.value)}"), *_cited([fact]), *inherited)
    return Row(Look.BULLET, runs)


def _items(part: Items, _: _Said) -> list[Row]:
    label = [Row(Look.LINE, (Run(literal(part.label), Style.BOLD),))] if part.label else []
    return [*label, *map(_item, part.items)]


def _item(item: Item) -> Row:
    known = [literal(value) for value in (item.status, item.timeline, item.priority) if value]
    said = (Run(f": {'; '.join(known)}"),) if known else ()
    cited = _cited(item.facts) or _citations([str(item.source)])
    return Row(Look.BULLET, (Run(literal(item.name), Style.BOLD), *said, *cited))


def _caution(part: Caution, _: _Said) -> list[Row]:
    sources = _cited([fact for fact in part.facts if str(fact.source) not in part.text])
    return [Row(Look.NOTE, (Run(f"⚠ {literal(part.text)}"), *sources))]


def _choices(part: Choices, _: _Said) -> list[Row]:
    label = literal(part.label) or "Which one?"
    return [Row(Look.LINE, (Run(label),)), *(Row(Look.BULLET, (Run(literal(n)),)) for n in part.names)]


def _hint(part: Hint, _: _Said) -> list[Row]:
    return [Row(Look.NOTE, (Run(literal(part.text)), *_cited(part.facts)))]


_DRAW: dict[type[Part], Callable[..., list[Row]]] = {
    Headline: _headline,
    Facts: _facts,
    Items: _items,
    Caution: _caution,
    Choices: _choices,
    Hint: _hint,
}


def _cited(facts: Iterable[Fact]) -> tuple[Run, ...]:
    return _citations(dict.fromkeys(str(fact.source) for fact in facts))


def _citations(sources: Iterable[str]) -> tuple[Run, ...]:
    return tuple(run for source in sources for run in (Run(" "), Run(literal(source), Style.CODE)))
