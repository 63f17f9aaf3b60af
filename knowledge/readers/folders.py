"""What the folders of a page say of it: "milestones/closed/login.md" is closed, "goals/2027-h1/sync.md" is for 2027-h1.

It is inherited, cited with the first line of the page, and only where the page itself says nothing.
"""

from __future__ import annotations

import re

from knowledge.model import Field, Source, StatusKind, Value
from knowledge.period import Grain
from knowledge.readers.reading import Desk
from knowledge.words import word_keys

_STATES = frozenset(StatusKind) - {StatusKind.LIVE, StatusKind.PARTIAL, StatusKind.AT_RISK}
"""Kinds that folders are named after; "docs/stable" or "beta" name versions, not states."""
_SEPARATORS = re.compile(r"[-_ ]+")


def read_folders(desk: Desk) -> None:
    """Add the status and the time that the page's folders say, when the page says none."""
    page = desk.page
    if page.is_index or not page.folder:
        return
    said = {v.field for v in desk.facts}
    parts = [_SEPARATORS.sub(" ", part) for part in page.folder.split("/")]
    status = next((v for p in reversed(parts) if (v := _status(p, desk)) is not None), None)
    if status is not None and Field.STATUS not in said and not desk.mentions:
        desk.fact(status)
    time = next((v for p in reversed(parts) if (v := _time(p, desk)) is not None), None)
    period = time.period if time is not None else None
    if time is None or period is None or Field.TIMEFRAME in said:
        return
    if Field.STATUS in said or (not desk.mentions and (status is not None or period.grain < Grain.YEAR)):
        desk.fact(time)


def _status(part: str, desk: Desk) -> Value | None:
    kind = desk.lexicon.status_kind(part)
    words = word_keys(part)
    if kind not in _STATES or desk.lexicon.statuses.spelled(words) is None:
        return None
    return Value(Field.STATUS, part, Source(desk.page.path, 1, desk.page.commit), "folder", kind=kind)


def _time(part: str, desk: Desk) -> Value | None:
    if not any(c.isdigit() for c in part) or len(word_keys(part)) > 2:
        return None
    time = desk.lexicon.read_timeframe(part)
    if time is None or time.period is None:
        return None
    return Value(Field.TIMEFRAME, part, Source(desk.page.path, 1, desk.page.commit), "folder", time)
