"""What changed of the things that somebody watches, as a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Answer, Headline, Hint, Intent, Items, Part
from knowledge.answerers.changes.telling import Net, item_of, nets_of
from knowledge.answerers.wording import day, names
from knowledge.history.change import ChangeKind
from knowledge.history.slips import moves_of, total
from knowledge.model import StatusKind
from knowledge.said import Said, say, say_many, to_say
from knowledge.watching.happening import Happened
from knowledge.watching.watched import Watched

MOST = 15
"""Things told one by one: as many as can be read without scrolling far."""

FEWEST_IN_LISTS = 4
"""Things from which they are listed by what happened to them."""

DONE, LATER, OTHERWISE = to_say("Done"), to_say("Later than before"), to_say("Changed otherwise")
ADDED, REMOVED = to_say("Added"), to_say("Removed")
LABELS = (DONE, LATER, ADDED, REMOVED, OTHERWISE)
"""What can have happened, in the order in which it is told."""

OUTCOMES = frozenset({StatusKind.DONE, StatusKind.LIVE})
"""Statuses that say that a thing is there."""

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
    lists = list(_lists(changed))
    shown = sum(len(part.items) for part in lists)
    return Answer(
        Intent.WATCH,
        (Headline(_opening(len(changed), telling)), *lists, *_more(len(changed) - shown), *_why(watched)),
        telling.today,
        tuple(item.name for part in lists for item in part.items),
    )


def _lists(changed: Sequence[tuple[Happened, list[Net]]]) -> Iterator[Items]:
    """The first of them one by one: by what happened, when they are many of several kinds."""
    kinds = {label: [pair for pair in changed if _label(pair) == label] for label in LABELS}
    found = {label: pairs for label, pairs in kinds.items() if pairs}
    room = MOST
    for label, pairs in found.items():
        items = tuple(item_of(one.life, nets) for one, nets in pairs[:room])
        room -= len(items)
        if items:
            several = len(found) > 1 and len(changed) >= FEWEST_IN_LISTS
            yield Items(items, say("{label} ({count})", label=say(label), count=len(pairs)) if several else "")


def _label(pair: tuple[Happened, list[Net]]) -> str:
    """What matters most of what happened to a thing."""
    happened, nets = pair
    kinds = {net.last.kind for net in nets}
    if ChangeKind.REMOVED in kinds or ChangeKind.ADDED in kinds:
        return REMOVED if ChangeKind.REMOVED in kinds else ADDED
    if any(_is_outcome(net) for net in nets):
        return DONE
    moves = moves_of(happened.changes)
    is_later = bool(moves) and (moves[-1].days is None or total(moves) > 0)
    return LATER if is_later else OTHERWISE


def _is_outcome(net: Net) -> bool:
    new, old = net.last.new, net.first.old
    return new is not None and new.kind in OUTCOMES and (old is None or old.kind not in OUTCOMES)


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
