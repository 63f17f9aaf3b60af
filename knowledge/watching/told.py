"""What changed of the things that somebody watches, as a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Answer, Headline, Hint, Intent, Items, Part
from knowledge.answerers.changes.telling import item_of, nets_of
from knowledge.answerers.wording import day, names
from knowledge.watching.happening import Happened
from knowledge.watching.watched import Watched

MOST = 15
"""Things told one by one: as many as can be read without scrolling far."""

MOST_NAMED = 5
"""Watches named at the end."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where it is told and over which time: in a channel or to one person, since when for a digest."""

    today: date
    is_channel: bool = False
    since: date | None = None
    """The first day of a digest; None: at once."""


def tell(happened: Sequence[Happened], watched: Sequence[Watched], telling: Telling) -> Answer | None:
    """The message; None when nothing is left to tell, as when all reads again as it did."""
    changed = [(one, nets) for one in happened if (nets := nets_of(one.changes))]
    if not changed:
        return None
    items = tuple(item_of(one.life, nets) for one, nets in changed[:MOST])
    return Answer(
        Intent.WATCH,
        (Headline(_opening(len(changed), telling)), Items(items), *_more(len(changed) - len(items)), *_why(watched)),
        telling.today,
        tuple(item.name for item in items),
    )


def _opening(count: int, telling: Telling) -> str:
    what = "1 item" if count == 1 else f"{count} items"
    has = "has" if count == 1 else "have"
    whose = "that this channel watches" if telling.is_channel else "that you watch"
    since = "" if telling.since is None else f" since {day(telling.since)}"
    return f"{what} {whose} {has} changed{since}."


def _more(left: int) -> list[Part]:
    return [Hint(f"And {left} more: ask “changes”.")] if left else []


def _why(watched: Sequence[Watched]) -> list[Part]:
    """Which watches it is told for, and how to end them."""
    shown = [w.title for w in watched[:MOST_NAMED]]
    more = len(watched) - len(shown)
    told = names([*shown, *([f"{more} more"] if more else [])])
    return [Hint(f"Watched: {told}. “watching” lists all, “unwatch” and a name ends one.")]
