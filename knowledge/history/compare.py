"""Two versions of a roadmap -> the Changes between them, field by field.

Only meaning counts: another spelling of the same quarter, marks, blanks and links are no changes.
What one page says of a feature is compared with what that page said before; a value that some
page of the feature goes on saying has not gone. And only words count: where all lines that a
difference rests on stand in both versions, in the same order, the pages say what they said, and
only their form is read otherwise (a bold line became a heading).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.history.change import Change, ChangeKind, Commit
from knowledge.history.identity import Moved
from knowledge.history.lines import Kept
from knowledge.identity import name_of
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Rank, Source, Value
from knowledge.words import word_keys

COMPARED = (Field.STATUS, Field.TIMEFRAME, Field.OWNER, Field.PRIORITY)
"""The fields whose changes are told."""

NAME, PAGE = "name", "page"
"""The fields of a renaming and of a move."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: the commits of both, when known, and the pages that moved."""

    before: Commit | None = None
    after: Commit | None = None
    moved: Moved = field(default_factory=dict)
    kept: Kept | None = None
    """The lines both versions have; None: every difference counts."""

    def is_form(self, old: Sequence[Source], new: Sequence[Source]) -> bool:
        """Do the older and the newer version both have all of these lines?"""
        return self.kept is not None and all(map(self.kept.was, old)) and all(map(self.kept.now, new))


def added(feature: Feature, step: Step) -> list[Change]:
    """That a feature is new; nothing when its line was there before."""
    if step.is_form([], [feature.source]):
        return []
    return [_change(feature.name, ChangeKind.ADDED, None, _name(feature), step)]


def removed(feature: Feature, step: Step) -> list[Change]:
    """That a feature is gone; nothing when its line is still there."""
    if step.is_form([feature.source], []):
        return []
    return [_change(feature.name, ChangeKind.REMOVED, _name(feature), None, step)]


def changes_of(old: Feature, new: Feature, lexicon: Lexicon, step: Step) -> list[Change]:
    """What differs between two versions of one feature."""
    return [
        *_renaming(old, new, step),
        *_move(old, new, step),
        *(c for name in COMPARED for c in _field(name, old, new, lexicon, step)),
    ]


def _renaming(old: Feature, new: Feature, step: Step) -> Iterator[Change]:
    """A new name, unless pages go on using the old one or used the new one before."""
    is_new = name_of(old.name) not in _names(new) and name_of(new.name) not in _names(old)
    if is_new and not step.is_form([old.source], [new.source]):
        yield _change(new.name, ChangeKind.RENAMED, _name(old), _name(new), step)


def _name(feature: Feature) -> Value:
    return Value(NAME, feature.name, feature.source)


def _names(feature: Feature) -> set[tuple[str, ...]]:
    return {name_of(n) for n in (feature.name, *(m.name for m in feature.mentions))}


def _move(old: Feature, new: Feature, step: Step) -> Iterator[Change]:
    """Its page lies elsewhere, or, without a page of its own, other pages than before list it."""
    if old.path is not None and new.path is not None:
        has_moved = old.path != new.path
    else:
        listed = {m.source.path for m in new.mentions}
        has_moved = listed.isdisjoint(step.moved.get(m.source.path, m.source.path) for m in old.mentions)
    if has_moved:
        yield _change(new.name, ChangeKind.MOVED, _page(old), _page(new), step)


def _page(feature: Feature) -> Value:
    return Value(PAGE, feature.path or feature.source.path, feature.source)


def _field(name: str, old: Feature, new: Feature, lexicon: Lexicon, step: Step) -> list[Change]:
    """The changes of one field; when several pages make the same one it is told once, of the first."""
    was, now = _said(old, name), _said(new, name)
    before = {meaning(s.value, lexicon) for s in was}
    after = {meaning(s.value, lexicon) for s in now}
    gone = [s for s in was if meaning(s.value, lexicon) not in after]
    come = [s for s in now if meaning(s.value, lexicon) not in before]
    told: dict[Hashable, Change] = {}
    for one, other in _with_before(_paired(gone, come, now, step.moved), was, now, step.moved):
        if not step.is_form(*([] if s is None else s.lines for s in (one, other))):
            values = [None if s is None else s.value for s in (one, other)]
            said = tuple(None if v is None else meaning(v, lexicon) for v in values)
            told.setdefault(said, _change(new.name, ChangeKind.FIELD, values[0], values[1], step))
    return list(told.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """A value of a feature, and the lines it rests on: its own, and that of the feature's name there."""

    value: Value
    lines: tuple[Source, Source]


Pair = tuple[_Said | None, _Said | None]


def _paired(gone: list[_Said], come: list[_Said], now: list[_Said], moved: Moved) -> list[Pair]:
    """Each value that went with the one that stands in its place: of the same page, else of another."""
    left = list(come)
    pairs: list[Pair] = []
    for old in gone:
        path = moved.get(old.value.source.path, old.value.source.path)
        instead = next((s for s in (*left, *now) if s.value.source.path == path), left[0] if left else None)
        left = [s for s in left if s is not instead]
        pairs.append((old, instead))
    return pairs + [(None, new) for new in left]


def _with_before(pairs: list[Pair], was: list[_Said], now: list[_Said], moved: Moved) -> Iterator[Pair]:
    """The pairs; beside a value that came, and replaced none that went, what its page says no more: other pages may go
    on saying it."""
    for old, new in pairs:
        yield (_no_more(new, was, now, moved) if old is None and new is not None else old), new


def _no_more(new: _Said, was: list[_Said], now: list[_Said], moved: Moved) -> _Said | None:
    path = new.value.source.path
    still = {s.value.text for s in now if s.value.source.path == path}
    before = (s for s in was if moved.get(s.value.source.path, s.value.source.path) == path)
    return next((s for s in before if s.value.text not in still), None)


def _said(feature: Feature, name: str) -> list[_Said]:
    """What live pages say; being named in a phase's focus gives a thing no date of its own."""
    live = [m for m in feature.mentions if m.rank != Rank.OLD_COPY] or list(feature.mentions)
    return [
        _Said(v, (v.source, m.source))
        for m in live
        for v in m.values
        if v.field == name and not v.blank and v.inherited != "phase"
    ]


def meaning(value: Value, lexicon: Lexicon) -> Hashable:
    """What a value says, so that two spellings of the same are the same."""
    words = word_keys(value.text)
    time = value.timeframe
    if value.field == Field.TIMEFRAME and time is not None and time.period is not None:
        return time.period.start, time.period.end, time.conditional, time.duration.casefold()
    if value.field == Field.STATUS:
        return value.kind, words
    level = lexicon.priority_level(value.text) if value.field == Field.PRIORITY else None
    return words if level is None else level


def _change(name: str, kind: ChangeKind, old: Value | None, new: Value | None, step: Step) -> Change:
    old, new = _of_commit(old, step.before), _of_commit(new, step.after)
    side = new or old
    return Change(name, kind, "" if side is None else side.field, old, new, step.after)


def _of_commit(value: Value | None, commit: Commit | None) -> Value | None:
    """A value with the commit it was read in."""
    if value is None or commit is None:
        return value
    return replace(value, source=replace(value.source, commit=commit.id))
