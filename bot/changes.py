"""`roadmap-bot changes`: what the commits of the pages changed, a line each, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content import ContentError
from knowledge.answerers.changes.telling import Net, way
from knowledge.history.history import Knowledge
from knowledge.roadmap import Roadmap

_WHY_NONE = {
    Knowledge.NONE: "lies in no git repository, so that no history of it is known (docs/history.md)",
    Knowledge.UNREADABLE: "has a history that git can't read; a line above says why",
    Knowledge.BEING_READ: "has a history that is still being read",
}


def lines(roadmap: Roadmap, since: date | None, place: str) -> Iterator[str]:
    """`day commit name: what changed [path:line]` for each change since a day (None: ever).

    Raises ContentError, naming `place`, when the pages come without a history.
    """
    history = roadmap.history()
    if not history.is_known:
        raise ContentError(f"{place} {_WHY_NONE[history.known]}")
    for change in reversed(history.changes):
        commit = change.commit
        if commit is not None and (since is None or commit.day >= since):
            said = way(Net(change, change, 1))
            yield f"{commit.day} {commit.short} {change.name}: {said} [{change.shown.source}]"
