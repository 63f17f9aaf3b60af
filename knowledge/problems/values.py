"""Values that stand where a fact was expected and say nothing we can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Problem, Rank, Source, Value
from knowledge.roadmap import Roadmap
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys

_NAMED = 3
"""Further places that are named; the rest is counted."""
_WANTED = {
    Field.TIMEFRAME: "write a time, such as Q3 2026, 2026-09-30 or TBD",
    Field.PRIORITY: "write P0 to P4, or High, Medium or Low",
}


def unread_lines(roadmap: Roadmap, lexicon: Lexicon) -> Iterator[Problem]:
    """Lines for a time or a priority whose words name none."""
    for feature, value in _written(roadmap):
        if value.timeframe is not None and value.timeframe.kind == TimeframeKind.TWO_WAYS:
            message = f'the {value.field} of {feature.name} is "{value.text}", which may be two days; write 2027-04-03'
            yield Problem("unread line", message, value.source)
        elif (value.field == Field.TIMEFRAME and value.timeframe is None) or (
            value.field == Field.PRIORITY and lexicon.priority_level(value.text) is None
        ):
            said = f'the {value.field} of {feature.name} is "{value.text}", which I can\'t read'
            message = f"{said}; {_WANTED[Field(value.field)]}"
            yield Problem("unread line", message, value.source)


def unknown_statuses(roadmap: Roadmap, lexicon: Lexicon) -> Iterator[Problem]:
    """Statuses in words we do not know, each once with all its lines."""
    found: dict[tuple[str, ...], dict[Source, tuple[Feature, Value]]] = defaultdict(dict)
    for feature, value in _written(roadmap):
        if value.field == Field.STATUS and value.kind is None and not _is_other(value, lexicon):
            found[word_keys(value.text) or (value.text,)].setdefault(value.source, (feature, value))
    for lines in found.values():
        feature, value = lines[min(lines)]
        message = (
            f'the status of {feature.name} is "{value.text}"{_also(sorted(lines)[1:])}, which I don\'t understand; '
            "add a word such as Planned, In progress, Blocked or Done, or explain it in a legend"
        )
        yield Problem("unknown status", message, value.source)


def _also(places: list[Source]) -> str:
    """The other places of a text: those that are named, the rest counted."""
    if not places:
        return ""
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f" (also at {', '.join(map(str, places[:_NAMED]))}{more})"


def _is_other(value: Value, lexicon: Lexicon) -> bool:
    """A date, a share or a placeholder in a status's place says something else, which is read."""
    return lexicon.read_timeframe(value.text) is not None


def _written(roadmap: Roadmap) -> Iterator[tuple[Feature, Value]]:
    """Every value written of a thing itself on a live page, once."""
    seen: set[tuple[str, Source]] = set()
    live = ((f, v) for f in roadmap.features for m in f.mentions if m.rank != Rank.OLD_COPY for v in m.values)
    for feature, value in live:
        if not value.inherited and not value.blank and (value.field, value.source) not in seen:
            seen.add((value.field, value.source))
            yield feature, value
