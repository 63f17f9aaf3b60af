"""What a heading carries to the things under it: a period, a status, a priority.

"## Q3 2026: Monitoring" dates them, "## Completed" gives their status, "### Critical Blockers
(P0)" their priority. A heading is cut at brackets, colons and dashes; a piece says a status or
a priority only when all its words do, so that "Open questions" says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.lexicon import Lexicon
from knowledge.model import Field, Source, StatusKind, Value
from knowledge.page import Heading
from knowledge.phrases import Phrases
from knowledge.timeframe import Timeframe, TimeframeKind
from knowledge.words import word_keys

_CUT = re.compile(r"[()（）\[\]:：|]|\s[-–—]+\s")
_PICTURES = re.compile(r"^[^\w(]+")
_PARTS = re.compile(r"[()（）\[\]:：|]")
_VERSION = re.compile(
    r"(?!.*\b(?:to|for|of|in|with|since|from|de|para|zu|pour)\b)(?:[^\W\d][\w.]*\s){0,2}(?:v?\d+(?:\.(?:\d+|x))+\+?(?:\s?[-–—]\s?v?\d+(?:\.(?:\d+|x))*)?|v\d+\+?)"
)
"""A piece of a heading that is a version: "v2.0", "Terminal 1.19", "v0.1.x"."""
_MOST_RELATIVE = 5
"""Words of a piece that counts from something else: "6+ months after v1.0", "Weeks 0-8"."""
_BRACKETED = re.compile(r"[(（]\s*([^()（）]*?)\s*[)）]")
_NUMBERING = re.compile(r"\d+(?:\.\d+)*[.)]?\s+\S")


@dataclass(frozen=True, slots=True)
class Carried:
    """What the headings above a thing say of it, the nearest first; each with its heading's line."""

    timeframe: Value | None = None
    status: Value | None = None
    priority: Value | None = None
    version: Value | None = None
    """The version a thing comes with: its time where no date is written."""
    is_phase: bool = False
    """Does one of them name a phase, a version or a horizon?"""

    @property
    def values(self) -> tuple[Value, ...]:
        """Those that are there, for the things under a heading."""
        dated = self.timeframe is not None and self.timeframe.period is not None
        time = self.timeframe if dated else self.version or self.timeframe
        return tuple(v for v in (time, self.status, self.priority) if v is not None)

    @property
    def own(self) -> tuple[Value, ...]:
        """Those that are there, for the heading itself: its version is its name, not its time."""
        return tuple(v for v in (self.timeframe, self.status, self.priority) if v is not None)

    def added_to(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """The values said of a thing under a heading, and behind them what it carries for other fields."""
        said = {v.field for v in values}
        return (*values, *(v for v in self.values if v.field not in said))

    def under(self, above: Carried) -> Carried:
        """This, completed by what the heading above carries."""
        return Carried(
            self.timeframe or above.timeframe,
            self.status or above.status,
            self.priority or above.priority,
            self.version or above.version,
            self.is_phase or above.is_phase,
        )


class HeadingReader:
    """Reads the headings of one page, each once."""

    def __init__(self, path: str, commit: str | None, lexicon: Lexicon) -> None:
        self._path, self._commit, self._lexicon = path, commit, lexicon
        self._seen: dict[int, Carried] = {}
        self._own: dict[tuple[int, str], Carried] = {}
        self._defined: dict[tuple[str, ...], Value] = {}
        self._said = (lexicon.statuses, lexicon.status_words.phrases)

    def carried(self, heading: Heading | None) -> Carried:
        """What `heading` and those above it carry; the page's title carries nothing."""
        if heading is None or heading.level == 1:
            return Carried()
        found = self._seen.get(heading.line)
        if found is None:
            above = self.carried(heading.parents[-1]) if heading.parents else Carried()
            found = self.own(heading).under(above)
            self._seen[heading.line] = found
        return found

    def adds_nothing(self, word: str) -> bool:
        """Is it a word that names nothing in a heading ("features", "2")?"""
        lexicon = self._lexicon
        return word in lexicon.generic or word in lexicon.horizons or word.isdigit()

    def define(self, name: str, text: str, source: Source) -> None:
        """What the page's introduction says of a horizon, when that is a date."""
        timeframe = self._lexicon.read_timeframe(text)
        if timeframe is not None and timeframe.period is not None:
            self._defined[word_keys(name)] = Value(Field.TIMEFRAME, text, source, "heading", timeframe)
            self._own.clear()

    def add(self, heading: Heading, value: Value) -> None:
        """A key line right under a heading ("**Status**: Complete") holds for all that follows it."""
        now = self.carried(heading)
        kept = Value(value.field, value.text, value.source, "heading", value.timeframe, value.kind)
        changed = {Field.TIMEFRAME: "timeframe", Field.STATUS: "status", Field.PRIORITY: "priority"}.get(
            Field(value.field)
        )
        if changed == "timeframe":
            self._seen[heading.line] = replace(now, timeframe=kept)
        elif changed == "status":
            self._seen[heading.line] = replace(now, status=kept)
        elif changed == "priority":
            self._seen[heading.line] = replace(now, priority=kept)

    def own(self, heading: Heading) -> Carried:
        """What the words of one heading say, whatever stands above it."""
        place = (heading.line, heading.text)
        if place not in self._own:
            self._own[place] = self._read(heading)
        return self._own[place]

    def _read(self, heading: Heading) -> Carried:
        source = Source(self._path, heading.line, self._commit)
        pieces = [p.strip() for p in _CUT.split(heading.text) if p.strip()]
        time, phase = self._timeframe(heading.text, pieces, source), self._lexicon.names_phase(heading.text)
        picture = self._picture(heading.text, source) if phase or time is not None else None
        return Carried(
            time,
            self._status(pieces, source) or picture,
            self._priority(pieces, source),
            self._version([_PICTURES.sub("", p).strip() for p in (*_PARTS.split(heading.text), *pieces)], source),
            phase,
        )

    def _picture(self, text: str, source: Source) -> Value | None:
        """ "✅ v0.2 (March)": what stands below a stretch that is ticked off is done."""
        mark = _PICTURES.match(text)
        done = next(
            (e for e, k in self._lexicon.status_words.emoji.items() if k == StatusKind.DONE and mark and e in mark[0]),
            None,
        )
        return Value(Field.STATUS, done, source, "heading", kind=StatusKind.DONE) if done else None

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
            held = self._lexicon.read_timeframe(piece) if len(words) <= _MOST_RELATIVE else None
            if held is None:
                continue
            relative = held.kind == TimeframeKind.RELATIVE and len(words) > 2 and piece in _BRACKETED.findall(text)
            if relative or (held.kind == TimeframeKind.UNDATED and len(words) <= 2):
                return Value(Field.TIMEFRAME, piece, source, "heading", held)
        return None

    def _status(self, pieces: list[str], source: Source) -> Value | None:
        """The piece that says a status; behind "Phase 3:" the words "Production Ready" are a title."""
        for index, piece in enumerate(pieces):
            kind = self._lexicon.status_kind(piece)
            if kind is None or not any(self._all_said(piece, known) for known in self._said):
                continue
            if index and kind == StatusKind.LIVE and self._lexicon.names_phase(pieces[0]):
                continue
            return Value(Field.STATUS, piece, source, "heading", kind=kind)
        return None

    def _version(self, pieces: list[str], source: Source) -> Value | None:
        for piece in pieces:
            if _VERSION.fullmatch(piece) and not _NUMBERING.match(piece):
                time = Timeframe(piece, TimeframeKind.UNDATED)
                return Value(Field.TIMEFRAME, piece, source, "heading", time)
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


def only_says(heading: Heading, reader: HeadingReader) -> bool:
    """Does a heading name no thing of its own, but only a time, a status, a version or a horizon?"""
    own = reader.own(heading)
    said = [v.text for v in (*own.own, own.version) if v is not None]
    words = [w for text in said for w in word_keys(text)]
    return bool(said) and all(w in words or reader.adds_nothing(w) for w in word_keys(heading.text))
