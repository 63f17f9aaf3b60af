"""Features that a list asks for by what is written of them: a value, an audience, a row of a table."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answerers.case import Case
from knowledge.answerers.wording import quoted
from knowledge.model import Feature
from knowledge.notes import root
from knowledge.page import Table
from knowledge.said import say, to_say
from knowledge.words import word_keys


def with_value(case: Case, features: Sequence[Feature], words: list[str]) -> tuple[list[Feature], str] | None:
    """Those of which a key line, the page (by its audience) or a row says just these words; None when none does."""
    ways = (
        (_has_value, to_say("with the value {words}")),
        (_is_for, to_say("on pages for {words}")),
        (_has_row, to_say("with a table row that says {words}")),
    )
    for holds, where in ways:
        kept = [f for f in features if holds(case, f, words)]
        if kept:
            return kept, say(where, words=quoted(" ".join(words)))
    return None


def _has_value(_: Case, feature: Feature, topic: list[str]) -> bool:
    """Does a key line or column of the page's own say just that ("Release: v3.0")?"""
    own = (v for m in feature.mentions for v in m.values if not v.is_understood)
    return any(word_keys(v.text) == tuple(topic) for v in own)


def _is_for(case: Case, feature: Feature, topic: list[str]) -> bool:
    """Is its own page written for an audience that has all these words?"""
    reading = case.roadmap.readings.get(feature.path or "")
    audience = reading.about.get("audience") if reading is not None else None
    return audience is not None and {root(w) for w in topic} <= {root(k) for k in word_keys(audience.text)}


def _has_row(case: Case, feature: Feature, topic: list[str]) -> bool:
    """Has its own page a table row that says all these words, with its columns ("Team: docs; Support: large")?"""
    reading = case.roadmap.readings.get(feature.path or "")
    tables = [b for b in reading.page.blocks if isinstance(b, Table)] if reading is not None else []
    wanted = {root(w) for w in topic}
    said = ((*table.columns, *row.cells) for table in tables for row in table.rows)
    return len(wanted) > 1 and any(wanted <= {root(k) for cell in cells for k in word_keys(cell)} for cells in said)
