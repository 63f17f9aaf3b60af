"""What no page says: whose a thing is, how it stands, how it ended.

A gap that a whole page, or the whole roadmap, has is told once, not once for each thing in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from knowledge.answerers.wording import has_passed
from knowledge.model import Feature, Field, Problem, Rank, Source, StatusKind, Value
from knowledge.roadmap import Roadmap

_NAMED = 4
"""Things that are named in a line; the rest is counted."""
_ENDED = {StatusKind.DONE, StatusKind.LIVE, StatusKind.DROPPED}


def without_owner(roadmap: Roadmap) -> Iterator[Problem]:
    """Things that nobody is written for, neither themselves nor what they stand below."""
    advice = "write a line such as **Owner**: Ada Byron there, or on the page above it"
    yield from _gaps(roadmap, "owner", lambda f: roadmap.owner(f) is not None, advice)


def without_status(roadmap: Roadmap) -> Iterator[Problem]:
    """Things without a status on any page."""
    advice = "write a line such as **Status**: Planned"

    def has(feature: Feature) -> bool:
        return any(f.status is not None for f in (feature, *roadmap.others(feature)))

    yield from _gaps(roadmap, "status", has, advice)


def past_windows(roadmap: Roadmap, today: date) -> Iterator[Problem]:
    """Times that have ended without a word of how: once for each line that gives the time."""
    found: dict[Source, list[tuple[Feature, Value]]] = defaultdict(list)
    for feature in things(roadmap):
        value = ended_window(feature, roadmap, today)
        if value is not None:
            found[value.source].append((feature, value))
    for source, over in found.items():
        value = over[0][1]
        last = value.period.last if value.period else None
        names = _counted([f.name for f, _ in over])
        message = (
            f'{names}: "{value.text}" ended on {last}, and no page says how it went; write a status, or a new time'
        )
        yield Problem("past window", message, source)


def ended_window(feature: Feature, roadmap: Roadmap, today: date) -> Value | None:
    """The time of a thing when it has ended and no page says how that went, else None."""
    value = feature.timeframe
    if value is None or value.inherited == "phase" or not has_passed(value, today):
        return None
    said = (v for f in (feature, *roadmap.others(feature)) for v in f.values(Field.STATUS))
    return None if any(v.kind in _ENDED for v in said) else value


def things(roadmap: Roadmap) -> list[Feature]:
    """What live pages list or describe: no asides, no old copies, no stretches of a page, no folders."""
    found = [f for f in roadmap.features if f.mentions[0].rank in (Rank.OWN_PAGE, Rank.LISTED) and not f.is_section]
    return [f for f in found if f.path is None or not (_lists(f, roadmap) or roadmap.readings[f.path].page.is_index)]


def _lists(feature: Feature, roadmap: Roadmap) -> bool:
    return feature.path == roadmap.hub and bool(feature.children)


def _gaps(roadmap: Roadmap, what: str, has: Callable[[Feature], bool], advice: str) -> Iterator[Problem]:
    found = things(roadmap)
    missing = [f for f in found if not has(f)]
    if len(missing) == len(found) > 1:
        yield Problem(f"no {what}", f"no page names any {what}; {advice}", _top(roadmap, found))
        return
    by_page: dict[str, list[Feature]] = defaultdict(list)
    for feature in missing:
        by_page[feature.source.path].append(feature)
    for features in by_page.values():
        names = _counted([f.name for f in features])
        yield Problem(f"no {what}", f"no {what} is written for {names}; {advice}", min(f.source for f in features))


def _top(roadmap: Roadmap, things: list[Feature]) -> Source:
    """The title of the hub, or the first thing of a roadmap without one."""
    if roadmap.hub is None:
        return min(f.source for f in things)
    page = roadmap.readings[roadmap.hub].page
    return Source(page.path, page.name_line, page.commit)


def _counted(names: list[str]) -> str:
    """ "A, B and 3 more"."""
    unique = list(dict.fromkeys(names))
    more = f" and {len(unique) - _NAMED} more" if len(unique) > _NAMED else ""
    return f"{', '.join(unique[:_NAMED])}{more}"
