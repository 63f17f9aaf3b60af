"""What a person asks to watch: the things their words name, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answerers.case import Case, suggestions
from knowledge.roadmap import Roadmap
from knowledge.watching.watched import WHOLE, Watched, WatchKind, watched_period
from knowledge.words import word_keys

_ALL = frozenset(
    map(word_keys, ("everything", "all", "roadmap", "the roadmap", "the whole roadmap", "todo el roadmap"))
)
"""Words for the whole roadmap."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is named; else the names that may be meant, all of which fit (`unclear`) or are merely close."""

    watched: tuple[Watched, ...] = ()
    names: tuple[str, ...] = ()
    unclear: bool = False


def find_watched(text: str, case: Case) -> Found:
    """What a text names to be watched: a page by its path, else all that was understood of it (`case`).

    Words that nothing accounts for, or that filter ("blocked", "P0"), name nothing.
    """
    question = case.question
    if word_keys(text) in _ALL and not case.about:
        return Found((WHOLE,))
    page = page_named(text, case.roadmap)
    if page is not None:
        return Found((Watched(WatchKind.PAGE, page),))
    if case.unclear and not case.about:
        return Found(names=tuple(dict.fromkeys(f.name for f in case.unclear)), unclear=True)
    named = _named(case)
    if question.left_over or question.statuses or question.priorities or len(named) != 1:
        return Found(names=suggestions(case))
    return Found(tuple(dict.fromkeys(named[0])))


def _named(case: Case) -> list[list[Watched]]:
    """What is named of each kind, without the kinds of which nothing is."""
    question = case.question
    time = [] if question.window is None else [watched_period(question.window.period)]
    kinds = (
        [Watched(WatchKind.FEATURE, about.name) for about in case.about],
        [Watched(WatchKind.OWNER, group.title) for group in question.owners],
        [Watched(WatchKind.GROUP, group.title) for group in question.groups],
        [Watched(WatchKind.PHASE, phase.name) for phase in question.phases],
        time,
    )
    return [found for found in kinds if found]


def page_named(text: str, roadmap: Roadmap) -> str | None:
    """The path of the page that a text is: whole, or its end when no other page ends so; None when it is none."""
    path = text.strip().strip("`").lstrip("/").casefold()
    if not path.endswith((".md", ".mdx", ".markdown")):
        return None
    found = [p for p in roadmap.readings if p.casefold() == path]
    found = found or [p for p in roadmap.readings if p.casefold().endswith(f"/{path}")]
    return found[0] if len(found) == 1 else None
