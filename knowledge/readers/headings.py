"""What a heading carries to the things under it: a period, a status, a priority.

"## Q3 2026: Monitoring" dates them, "## Completed" gives their status, "### Critical Blockers
(P0)" their priority. A heading is cut at brackets, colons and dashes; a piece says a status or
a priority only when all its words do, so that "Open questions" says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from knowledge.lexicon import Lexicon
from knowledge.model import Field, Source, Value
from knowledge.page import Heading
from knowledge.phrases import Phrases
from knowledge.timeframe import TimeframeKind
from knowledge.words import word_keys

_CUT = re.compile(r"[()（）\[\]:|]|\s[-–—]+\s")


@dataclass(frozen=True, slots=True)
class Carried:
    """What the headings above a thing say of it, the nearest first; each with its heading's line."""

    timeframe: Value | None = None
    status: Value | None = None
    priority: Value | None = None

    @property
    def values(self) -> tuple[Value, ...]:
        """Those that are there."""
        return tuple(v for v in (self.timeframe, self.status, self.priority) if v is not None)

    def under(self, above: Carried) -> Carried:
        """This, completed by what the heading above carries."""
        return Carried(self.timeframe or above.timeframe, self.status or above.status, self.priority or above.priority)


class HeadingReader:
    """Reads the headings of one page, each once."""

    def __init__(self, path: str, commit: str | None, lexicon: Lexicon) -> None:
        self._path, self._commit, self._lexicon = path, commit, lexicon
        self._seen: dict[int, Carried] = {}
        self._defined: dict[tuple[str, ...], Value] = {}

    def carried(self, heading: Heading | None) -> Carried:
        """What `heading` and those above it carry; the page's title carries nothing."""
        if heading is None or heading.level == 1:
            return Carried()
        found = self._seen.get(heading.line)
        if found is None:
            above = self.carried(heading.parents[-1]) if heading.parents else Carried()
            found = self._own(heading).under(above)
            self._seen[heading.line] = found
        return found

    def define(self, name: str, text: str, source: Source) -> None:
        """What the page's introduction says of a horizon, when that is a date."""
        timeframe = self._lexicon.read_timeframe(text)
        if timeframe is not None and timeframe.period is not None:
            self._defined[word_keys(name)] = Value(Field.TIMEFRAME, text, source, "heading", timeframe)

    def add(self, heading: Heading, value: Value) -> None:
        """A key line right under a heading ("**Status**: Complete") holds for all that follows it."""
        now = self.carried(heading)
        kept = Value(value.field, value.text, value.source, "heading", value.timeframe, value.kind)
        changed = {Field.TIMEFRAME: "timeframe", Field.STATUS: "status", Field.PRIORITY: "priority"}.get(
            Field(value.field)
        )
        if changed:
            parts = {"timeframe": now.timeframe, "status": now.status, "priority": now.priority, changed: kept}
            self._seen[heading.line] = Carried(**parts)

    def _own(self, heading: Heading) -> Carried:
        source = Source(self._path, heading.line, self._commit)
        pieces = [p.strip() for p in _CUT.split(heading.text) if p.strip()]
        return Carried(
            self._timeframe(heading.text, pieces, source), self._status(pieces, source), self._priority(pieces, source)
        )

    def _timeframe(self, text: str, pieces: list[str], source: Source) -> Value | None:
        found = self._lexicon.read_timeframe(text)
        if found is not None and found.period is not None:
            dated = next(
                (t for p in pieces if (t := self._lexicon.read_timeframe(p)) and t.period == found.period), found
            )
            return Value(Field.TIMEFRAME, dated.text, source, "heading", dated)
        for piece in pieces:
            if word_keys(piece) in self._defined:
                return self._defined[word_keys(piece)]
            words = [w for w in word_keys(piece) if w not in self._lexicon.generic or w == "now"]
            held = self._lexicon.read_timeframe(piece) if len(words) <= 2 else None
            if held is not None and held.kind == TimeframeKind.UNDATED:
                return Value(Field.TIMEFRAME, piece, source, "heading", held)
        return None

    def _status(self, pieces: list[str], source: Source) -> Value | None:
        for piece in pieces:
            kind = self._lexicon.status_kind(piece)
            if kind is not None and self._all_said(piece, self._lexicon.statuses):
                return Value(Field.STATUS, piece, source, "heading", kind=kind)
        return None

    def _priority(self, pieces: list[str], source: Source) -> Value | None:
        for piece in pieces:
            if self._lexicon.priority_level(piece) is not None and self._all_said(piece, self._lexicon.priorities):
                return Value(Field.PRIORITY, piece, source, "heading")
        return None

    def _all_said(self, piece: str, phrases: Phrases[Any]) -> bool:
        """Is every word of the piece part of a phrase, a number, or one that adds nothing?"""
        words = word_keys(piece)
        covered = {i for f in phrases.find(words) for i in range(f.start, f.end)}
        return all(i in covered or w in self._lexicon.generic or w.isdigit() for i, w in enumerate(words))
