"""An Answer as plain text: what the terminal shows, and what stands beside any drawn answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from knowledge.answer import Answer, Caution, Choices, Fact, Facts, Headline, Hint, Item, Items, Part
from knowledge.model import Source

LONGEST = 4_000
"""Characters of one answer: Slack's advice for a message's text, and enough to read anywhere."""

_ROOM_FOR_REST = 900
"""Characters kept for what follows a list that has to be cut."""


def render(answer: Answer) -> str:
    """The whole answer as text of at most 4,000 characters; a list that is cut says "n of m"."""
    text = ""
    shown: set[Fact] = set()
    for part in answer.parts:
        piece = _DRAW[type(part)](part, LONGEST - len(text) - _ROOM_FOR_REST, shown)
        text = f"{text}\n{piece}" if text and piece else text or piece
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _headline(part: Headline, _: int, shown: set[Fact]) -> str:
    shown.update(part.facts)
    return f"{_line(part.text)}{_cited(part.facts)}"


def _facts(part: Facts, room: int, shown: set[Fact]) -> str:
    new = [f for f in part.facts if f not in shown]
    shown.update(new)
    return _cut([_fact_line(f) for f in new], room)


def _fact_line(fact: Fact) -> str:
    mark = ", inherited" if fact.inherited and fact.field == "owner" else ""
    return f"• {_line(fact.subject)}, {_line(fact.field)}: {_line(fact.value)} [{fact.source}{mark}]"


def _items(part: Items, room: int, _: set[Fact]) -> str:
    label = [f"{_line(part.label)}:"] if part.label else []
    return "\n".join([*label, _cut([_item_line(i) for i in part.items], room)])


def _item_line(item: Item) -> str:
    said = [s for s in (item.status, item.timeline, item.priority) if s]
    cited = _places(_sources(item.facts) or [item.source])
    return f"• {_line(item.name)}{': ' + _line('; '.join(said)) if said else ''} [{cited}]"


def _caution(part: Caution, _: int, __: set[Fact]) -> str:
    return f"! {_line(part.text)}{_cited([f for f in part.facts if str(f.source) not in part.text])}"


def _choices(part: Choices, _: int, __: set[Fact]) -> str:
    return f"{part.label + ': ' if part.label else ''}{'; '.join(map(_line, part.names))}?"


def _hint(part: Hint, _: int, __: set[Fact]) -> str:
    return _line(part.text)


_DRAW: dict[type[Part], Callable[..., str]] = {
    Headline: _headline,
    Facts: _facts,
    Items: _items,
    Caution: _caution,
    Choices: _choices,
    Hint: _hint,
}


def _cut(lines: list[str], room: int) -> str:
    """As many lines as there is room for, and how many of how many that is."""
    kept: list[str] = []
    used = 0
    for line in lines:
        used += len(line) + 1
        if used > room:
            return "\n".join([*kept, f"({len(kept)} of {len(lines)} shown)"])
        kept.append(line)
    return "\n".join(kept)


def _cited(facts: Iterable[Fact]) -> str:
    sources = _sources(facts)
    return f" [{_places(sources)}]" if sources else ""


def _places(sources: Iterable[Source]) -> str:
    """ "plan.md:3, 7, hub.md:1": the lines of one page behind its path."""
    lines: dict[str, list[int]] = {}
    for source in sources:
        lines.setdefault(source.path, []).append(source.line)
    return ", ".join(f"{path}:{', '.join(map(str, sorted(found)))}" for path, found in lines.items())


def _sources(facts: Iterable[Fact]) -> list[Source]:
    return list(dict.fromkeys(f.source for f in facts))


def _line(text: str) -> str:
    """Text of a page on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
