"""Key lines and cells -> Values: "**Timeline**: Q1 2026 (5-7 days)" is a timeline, as written.

A key we know makes a typed Value; any other keeps its own name, so that it can be asked for.
"""

from __future__ import annotations

import re

from knowledge.dates import names_date
from knowledge.inline import plain, standing
from knowledge.lexicon import Lexicon, spelled
from knowledge.model import STAGE, Field, Source, Value
from knowledge.people import people_in
from knowledge.readers.sentences import first_sentence
from knowledge.timeframe import TimeframeKind

_BOLD_KEY = re.compile(
    r"^\s*(?:[^\w\s*\[(<]+\s*)?(?:\*\*|__)([^*_\[\]]{1,60}?)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])\s*(.*)$"
)
_PLAIN_KEY = re.compile(r"^\s*([^\W\d_][\w /-]{1,40}?)\s*(?::\s+|：\s*)(\S.*)$")
_EMPHASIS_KEY = re.compile(r"^\s*[*_]([^*_\[\]]{1,40}?)\s*(?:[:：]\s*[*_]|[*_]\s*[:：])\s*(.*)$")
_PARENTHESIS = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")


def key_value(raw: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """The key and the raw value of a key line, or None when the line is none.

    A key without bold type is taken only when we know it, lest every sentence with a colon
    becomes one.
    """
    match = _BOLD_KEY.match(raw)
    if match:
        return match.group(1).strip(" :"), match.group(2).strip()
    match = _EMPHASIS_KEY.match(raw) or _PLAIN_KEY.match(raw)
    if match and (lexicon.field_of(match.group(1)) or lexicon.page_key(match.group(1))):
        return match.group(1), match.group(2).strip()
    return None


def make_value(key: str, raw: str, source: Source, lexicon: Lexicon) -> Value | None:
    """The Value of a key line or cell; None when nothing is written there."""
    raw = standing(raw)
    text = plain(raw)
    if not text or text in _NOTHING:
        return None
    name = lexicon.field_of(key) or plain(key)
    if name == Field.TIMEFRAME and spelled(key) in lexicon.key_kinds["measured"] and _is_measure(text, lexicon):
        return Value(plain(key), text, source)
    if name in (Field.STATUS, STAGE):
        return Value(name, text, source, kind=lexicon.status_with_errors(text))
    if name == Field.TIMEFRAME:
        return Value(name, text, source, timeframe=lexicon.read_timeframe(text))
    if name == Field.OWNER:
        return _owner(key, raw, source, lexicon)
    return Value(name, text, source)


def own_value(key: str, raw: str, source: Source) -> Value | None:
    """The Value of a cell whose column keeps its own name; None when nothing is written there."""
    text = plain(standing(raw))
    return None if not text or text in _NOTHING else Value(plain(key), text, source)


def _is_measure(text: str, lexicon: Lexicon) -> bool:
    """Is what stands behind "Target" no time: "5 %", "80 accounts", "10 min"?"""
    time = lexicon.read_timeframe(text)
    if time is None or (time.period is None and "%" in text):
        return True
    return time.kind == TimeframeKind.DURATION and not names_date(text, lexicon.dates)


def _owner(key: str, raw: str, source: Source, lexicon: Lexicon) -> Value:
    """Who plays the part that the key names; a placeholder is kept, but is nobody."""
    raw = first_sentence(raw)[0]
    text, people = plain(raw), people_in(raw)
    named = tuple(p for p in people if not lexicon.names_nobody(p.name))
    return Value(Field.OWNER, text, source, blank=not named, role=lexicon.role_of(plain(key)), people=named)


def tag_value(text: str, source: Source, lexicon: Lexicon) -> Value | None:
    """What a short tag behind a name says, as in "(P1)", "(Active)" or "(Q2 2026)"; None: nothing we know."""
    tag = plain(text)
    if not tag or len(tag) > 60:
        return None
    if lexicon.priority_level(tag) is not None and lexicon.status_kind(tag) is None:
        return Value(Field.PRIORITY, tag, source)
    timeframe = lexicon.read_timeframe(tag)
    if timeframe is not None and timeframe.period is not None:
        return Value(Field.TIMEFRAME, tag, source, timeframe=timeframe)
    kind = lexicon.status_kind(tag)
    if kind is not None and len(tag.split()) <= 5:
        return Value(Field.STATUS, tag, source, kind=kind)
    return None


def tags(raw: str) -> list[str]:
    """The texts in the parentheses of `raw`, in order."""
    return [m.group(1).strip() for m in _PARENTHESIS.finditer(raw)]


_NOTHING = frozenset({"-", "--", "—", "–", "n/a", "N/A"})
