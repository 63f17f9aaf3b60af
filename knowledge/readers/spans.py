"""A first and a last day in two places as one time: the columns "Start" and "End"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.lexicon import Lexicon, spelled
from knowledge.model import Field, Value


def span_value(values: Iterable[Value], lexicon: Lexicon) -> Value | None:
    """From the first day to the last one, or what there is of them; None where neither is written."""
    found = {kind: _of_kind(kind, values, lexicon) for kind in ("start", "end")}
    start, end = found["start"], found["end"]
    if end is None:
        return None if start is None else _beginning(start, lexicon)
    if start is None:
        return replace(end, field=Field.TIMEFRAME, timeframe=lexicon.read_timeframe(end.text))
    text = f"{start.text} – {end.text}"
    return Value(Field.TIMEFRAME, text, start.source, timeframe=lexicon.read_timeframe(text))


def _of_kind(kind: str, values: Iterable[Value], lexicon: Lexicon) -> Value | None:
    return next((v for v in values if spelled(v.field) in lexicon.key_kinds[kind] and _is_time(v.text, lexicon)), None)


def _is_time(text: str, lexicon: Lexicon) -> bool:
    """Does it name days, be it without their year?"""
    time = lexicon.read_timeframe(text)
    return time is not None and (time.period is not None or any(c.isdigit() for c in text) or text.isalpha())


def _beginning(start: Value, lexicon: Lexicon) -> Value | None:
    text = f"from {start.text}"
    time = lexicon.read_timeframe(text)
    return None if time is None or time.period is None else Value(Field.TIMEFRAME, text, start.source, timeframe=time)
