"""Version after version of the pages -> the History of the roadmap.

Pages that a version left as they were are not read again: a page is parsed once for each text
it ever had, and what it says is read anew only where its text, or the set of pages, changed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.assemble import pages_of, readings_of
from knowledge.history.change import Change, Commit
from knowledge.history.compare import Step, added, changes_of, removed
from knowledge.history.history import History, Knowledge, Life, Promise, addresses
from knowledge.history.identity import match
from knowledge.history.lines import Kept
from knowledge.identity import join, name_of
from knowledge.lexicon import Lexicon
from knowledge.model import Document, Feature
from knowledge.page import Page
from knowledge.readers.reading import PageReading


@dataclass(frozen=True)
class Revision:
    """One version of the pages: its commit, all of its documents, the pages that moved (before -> after)."""

    commit: Commit
    documents: tuple[Document, ...]
    moved: Mapping[str, str] = field(default_factory=dict)


class Chronicle:
    """Takes revisions in order of ancestry, oldest first, and tells the History at any time."""

    def __init__(self, lexicon: Lexicon, is_whole: bool = True) -> None:
        """`is_whole`: is the first revision the first there ever was?"""
        self._lexicon, self._known = lexicon, Knowledge.WHOLE if is_whole else Knowledge.PART
        self._shelf = _Shelf(lexicon)
        self._commits: list[Commit] = []
        self._texts: dict[str, str] = {}
        self._features: tuple[Feature, ...] = ()
        self._lives: list[Life] = []
        self._at: dict[str, int] = {}
        """The key of a feature of the last revision -> the index of its life."""
        self._left: dict[Hashable, int] = {}
        """Where features that are gone were last -> the index of their lives."""
        self._pages: dict[str, Commit] = {}
        self._changes: list[Change] = []

    @property
    def commits(self) -> tuple[Commit, ...]:
        """The commits it has taken."""
        return tuple(self._commits)

    def add(self, revision: Revision) -> None:
        """Take the next revision."""
        pages = self._shelf.pages
        features = self._shelf.features(revision.documents)
        kept = Kept(pages, self._shelf.pages, revision.moved)
        step = Step(self._commits[-1] if self._commits else None, revision.commit, revision.moved, kept)
        self._commits.append(revision.commit)
        self._note_pages(revision)
        matching = match(self._features, features, revision.moved)
        before, self._at = self._at, {}
        for old, new in matching.same:
            self._at[new.key] = before[old.key]
            self._record(before[old.key], new, changes_of(old, new, self._lexicon, step))
        for feature in matching.removed:
            self._end(before[feature.key], feature, step)
        for feature in matching.added:
            self._begin(feature, added(feature, step) if step.before is not None else [])
        for feature in matching.split:
            self._begin(feature, [])
        for old, new in matching.merged:
            self._merge(before[old.key], self._at[new.key])
        self._features = tuple(f for f in features if f.key in self._at)

    def history(self) -> History:
        """The History up to the last revision taken."""
        known = {f.key: f for f in self._features}
        at = {a: index for key, index in self._at.items() for a in reversed(addresses(known[key]))}
        return History(self._known, self.commits, tuple(self._changes), tuple(self._lives), dict(self._pages), at)

    def _note_pages(self, revision: Revision) -> None:
        texts = {d.path: d.text for d in revision.documents}
        for path, text in texts.items():
            if self._texts.get(path) != text:
                self._pages[path] = revision.commit
        self._texts = texts

    def _record(self, index: int, feature: Feature, changes: Sequence[Change]) -> None:
        life = self._lives[index]
        self._changes += changes
        self._lives[index] = replace(
            life,
            name=feature.name,
            changes=(*life.changes, *changes),
            first=life.first or _promise(feature, self._commits[-1]),
            names=life.names | _names(feature),
        )

    def _begin(self, feature: Feature, changes: Sequence[Change]) -> None:
        """A new life; one that had ended goes on when its feature comes back to its place."""
        index = next((self._left.pop(a) for a in addresses(feature) if a in self._left), len(self._lives))
        if index == len(self._lives):
            self._lives.append(Life(feature.name, self._commits[-1]))
        self._lives[index] = replace(self._lives[index], ended=None, last=None)
        self._at[feature.key] = index
        self._record(index, feature, changes)

    def _end(self, index: int, feature: Feature, step: Step) -> None:
        changes = removed(feature, step)
        self._changes += changes
        life = self._lives[index]
        ended = {"ended": step.after, "last": feature} if changes else {"ended": None}
        self._lives[index] = replace(life, changes=(*life.changes, *changes), **ended)
        self._left.update((a, index) for a in addresses(feature))

    def _merge(self, index: int, into: int) -> None:
        """One life goes on in another, which takes over what happened to it."""
        if index == into:
            return
        one, other = self._lives[index], self._lives[into]
        order = {commit.id: place for place, commit in enumerate(self._commits)}
        changes = sorted((*one.changes, *other.changes), key=lambda c: order[c.commit.id] if c.commit else 0)
        firsts = [life.first for life in (one, other) if life.first is not None]
        self._lives[into] = replace(
            other,
            began=min(one.began, other.began, key=lambda c: order[c.id]),
            changes=tuple(changes),
            first=min(firsts, key=lambda p: order[p.commit.id], default=None),
            names=one.names | other.names,
        )


def _promise(feature: Feature, commit: Commit) -> Promise | None:
    value = feature.timeframe
    if value is None or value.period is None:
        return None
    return Promise(replace(value, source=replace(value.source, commit=commit.id)), commit)


def _names(feature: Feature) -> frozenset[tuple[str, ...]]:
    return frozenset(name_of(m.name) for m in feature.mentions)


class _Shelf:
    """Pages parsed and read before, so that only what changed is read again; `pages` are the newest."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parsed: dict[tuple[str, str], list[Page]] = {}
        self.pages: dict[str, Page] = {}
        self._readings: dict[str, PageReading] = {}

    def features(self, documents: Sequence[Document]) -> tuple[Feature, ...]:
        """The features written in `documents`."""
        pages = [p for d in sorted(documents, key=lambda d: d.path) for p in self._parse(d)]
        by_path = {p.path: p for p in pages}
        same_places = by_path.keys() == self.pages.keys()
        known = {p: r for p, r in self._readings.items() if same_places and self.pages[p] is by_path[p]}
        self._readings = readings_of(pages, self._lexicon, known)
        self.pages = by_path
        return tuple(join(self._readings.values()))

    def _parse(self, document: Document) -> list[Page]:
        """The page of a document: none when it is too large to be one."""
        key = (document.path, document.text)
        if key not in self._parsed:
            self._parsed[key] = pages_of([replace(document, commit=None)], [])
        return self._parsed[key]
