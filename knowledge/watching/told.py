"""What changed of the things that somebody watches, as a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Answer, Headline, Hint, Intent, Items, Part
from knowledge.answerers.changes.telling import item_of, nets_of
from knowledge.answerers.wording import day, names
from knowledge.said import Said, say, say_many
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


def _opening(count: int, telling: Telling) -> Said:
    if telling.is_channel:
        told = say_many(
            "{count} item that this channel watches has changed",
            "{count} items that this channel watches have changed",
            count,
        )
    else:
        told = say_many("{count} item that you watch has changed", "{count} items that you watch have changed", count)
    if telling.since is None:
        return say("{said}.", said=told)
    return say("{said} since {day}.", said=told, day=day(telling.since))


def _more(left: int) -> list[Part]:
    return [Hint(say("And {count} more: ask “changes”.", count=left))] if left else []


def _why(watched: Sequence[Watched]) -> list[Part]:
    """Which watches it is told for, and how to end them."""
    shown = [w.title for w in watched[:MOST_NAMED]]
    more = len(watched) - len(shown)
    told = names([*shown, *([say("{count} more", count=more)] if more else [])])
    return [Hint(say("Watched: {told}. “watching” lists all, “unwatch” and a name ends one.", told=told))]
