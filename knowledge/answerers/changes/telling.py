"""Changes as sentences and as members of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answer import Item
from knowledge.answerers.changes.past import facts_of, made
from knowledge.answerers.wording import quoted
from knowledge.field_words import field_word
from knowledge.history.change import Change, ChangeKind
from knowledge.history.history import History, Life
from knowledge.said import Said, joined, say


@dataclass(frozen=True, slots=True)
class Net:
    """What several changes of one thing come to: the first and the last of them, and how many they are."""

    first: Change
    last: Change
    steps: int

    @property
    def is_back(self) -> bool:
        """Does it read again as it did at first?"""
        old, new = self.first.old, self.last.new
        return old is not None and new is not None and old.text == new.text


def told(net: Net) -> Said:
    """One field's way in words: "timeline “Q1 2026” → “Q2 2026” (3c08367, 4 Jan 2026)"."""
    said = {"way": way(net), "commit": made(net.last.commit), "count": net.steps}
    return say("{way} ({commit}, in {count} steps)" if net.steps > 1 else "{way} ({commit})", **said)


def way(net: Net) -> Said:
    """What happened, without the commit: "timeline “Q1 2026” → “Q2 2026”"."""
    old, new = net.first.old, net.last.new
    match net.last.kind:
        case ChangeKind.ADDED:
            return say("added")
        case ChangeKind.REMOVED:
            return say("removed")
        case ChangeKind.RENAMED:
            return say("renamed from {old}", old=quoted(old.text)) if old is not None else say("renamed")
        case ChangeKind.MOVED:
            if old is None or new is None:
                return say("moved")
            return say("moved from {old} to {new}", old=old.text, new=new.text)
    before = quoted(old.text) if old is not None else say("not written")
    after = quoted(new.text) if new is not None else say("no longer written")
    return say("{field} {old} → {new}", field=field_word(net.last.field), old=before, new=after)


def nets_of(changes: Sequence[Change]) -> list[Net]:
    """The changes of one feature, those of one field as one; what came back to where it was is left out."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        kind = "presence" if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) else change.kind
        groups.setdefault((kind, change.field), []).append(change)
    nets = [Net(found[0], found[-1], len(found)) for found in groups.values()]
    came = [n for n in nets if n.last.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)]
    nets = came or nets  # what came or went says it all
    return [n for n in nets if not (n.is_back or _came_and_went(n))]


def _came_and_went(net: Net) -> bool:
    return net.first.kind == ChangeKind.ADDED and net.last.kind == ChangeKind.REMOVED


def newest_first(found: Iterable[tuple[Life, list[Net]]], history: History) -> list[tuple[Life, list[Net]]]:
    """Lives with what changed of them, by the last commit that changed something, the newest first."""
    order = {commit: place for place, commit in enumerate(history.commits)}
    return sorted(found, key=lambda pair: -max(order[n.last.commit] for n in pair[1] if n.last.commit is not None))


def item_of(life: Life, nets: Sequence[Net], note: str = "") -> Item:
    """A feature with what changed of it, as a member of a list."""
    ends = [c for n in nets for c in dict.fromkeys((n.last, n.first))]
    return Item(
        name=life.name,
        source=nets[-1].last.shown.source,
        facts=facts_of(ends),
        note=note or joined("; ", [told(net) for net in nets]),
    )
