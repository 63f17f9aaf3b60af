"""Short words behind a name that are a fact and no description: "Search - done", "Search: Q3 2026", "Search (@kim)"."""

from __future__ import annotations

import re

from knowledge.dates import names_date
from knowledge.model import Field, Source, StatusKind, Value
from knowledge.readers.marks import mark_value
from knowledge.readers.reading import Desk
from knowledge.readers.values import make_value, tag_value
from knowledge.words import word_keys

HANDLES = re.compile(r"@[\w-]+(?:\s*(?:,|/|&|\+|and|\s)\s*@[\w-]+)*")
_MOST_WORDS = 4
_DUE = re.compile(r"^(?:due|fällig|para|vence el)\s+(?:on\s+|by\s+)?", re.IGNORECASE)
_BREAK = re.compile(r"[^\W\d_]{3}[.;]\s")


def aside_value(text: str, source: Source, desk: Desk) -> Value | None:
    """The status, time or owner that a few words behind a name are as a whole; None when they are prose."""
    words = word_keys(text)
    due = _DUE.sub("", text)
    if names_date(due, desk.lexicon.dates):
        return Value(Field.TIMEFRAME, due, source, timeframe=desk.lexicon.read_timeframe(due))
    if len(words) > _MOST_WORDS:
        return None
    if HANDLES.fullmatch(text.strip()):
        return make_value("owner", text.strip(), source, desk.lexicon)
    if not words:
        return mark_value(text.strip(), source, desk)
    kind = desk.lexicon.status_kind(text)
    dated = {w for w in words if w in desk.lexicon.dates.months} if kind == StatusKind.DROPPED else set()
    if kind is not None and _all_said(tuple(w for w in words if w not in dated), desk):  # "dropped 3 March 2027"
        return Value(Field.STATUS, text, source, kind=kind)
    time = desk.lexicon.read_timeframe(text)
    if _BREAK.search(text):  # "Growth. Target: April 2027" says more than a time
        return None
    if time is not None and (time.period is not None or names_date(text, desk.lexicon.dates)):
        return Value(Field.TIMEFRAME, text, source, timeframe=time)
    return None


def tag_fact(text: str, source: Source, desk: Desk) -> Value | None:
    """What a tag beside a name says; a status only where its words say nothing else ("OIDC/LDAP, beta" is none)."""
    if HANDLES.fullmatch(text.strip()):
        return make_value("owner", text.strip(), source, desk.lexicon)
    clauses = (tag_value(part, source, desk.lexicon) for part in text.split(";"))
    value = next((v for v in clauses if v is not None), None)
    if value is None or value.field != Field.STATUS or len(word_keys(text)) < 2:
        return value
    return value if _all_said(word_keys(text), desk) else None


def _all_said(words: tuple[str, ...], desk: Desk) -> bool:
    found = desk.lexicon.statuses.find(words)
    covered = {i for f in found for i in range(f.start, f.end)}
    return all(i in covered or w in desk.lexicon.generic or w.isdigit() for i, w in enumerate(words))
