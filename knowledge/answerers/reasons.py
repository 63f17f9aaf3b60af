"""Why X is as it is: what the pages give as a reason, or that they give none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.answer import Answer, Ending, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.prospects import written
from knowledge.answerers.reason_lines import REASONS, explained, explained_of
from knowledge.answerers.wording import names, past_window, shortened
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Mention, StatusKind, Value
from knowledge.readers.reading import Note
from knowledge.said import say
from knowledge.words import word_keys

_WITH_MORE = re.compile(r"\w(?::|\s[-–—(]|;|,)\s?\w")
"""A status that goes on behind its first words: "Blocked (no certificate)"."""

_MOST = 5
"""Reasons that are told; a page that gives more is better read."""


_LONGEST = 400
"""Characters of reasons that are quoted; the rest is read on the page."""


def answer_why(case: Case) -> Answer:
    """What the subject depends on and the lines that give a reason; else that none is written."""
    about = case.about[0]
    reasons = tuple(dict.fromkeys(case.fact(f, v) for f, v in _reasons(case, about)))[:_MOST]
    beside = Facts(written(case, about)) if written(case, about) else None
    doubts = [*disagreements(case, about, (Field.STATUS, Field.TIMEFRAME)), past_window(about, case.today)]
    if not reasons:
        headline = Headline(say("The pages give no reason for that; this is what they say of {name}.", name=about.name))
        return case.answer(headline, beside, *doubts, intent=Intent.STATUS, ending=Ending.NOT_STATED)
    waits = [f.value for f in reasons if f.field == Field.DEPENDENCY]
    said = shortened(" ".join(f.value for f in reasons if f.field != Field.DEPENDENCY), _LONGEST)
    depends = say("{name} depends on {others}.", name=about.name, others=names([w.rstrip(".") for w in waits]))
    text = say("What the pages give is what it waits for: {said}", said=depends)
    if said:
        text = say("The pages say: {said}", said=said)
    return case.answer(Headline(text, reasons), beside, *doubts, intent=Intent.STATUS)


def _reasons(case: Case, about: About) -> Iterator[tuple[Feature, Value]]:
    """The values that give a reason, each with the feature it is written of; those in words first."""
    features = about.features
    for feature in features:
        reading = case.roadmap.readings.get(feature.path or "")
        values = [v for m in feature.mentions for v in m.values]
        values += [n.value for n in reading.notes] if reading is not None else []
        values += [n.value for m in feature.mentions for n in _below_its_heading(case, m)]
        yield from ((feature, v) for v in values if not REASONS.isdisjoint(word_keys(v.field)))
        yield from ((feature, v) for v in (explained(reading.page) if reading is not None else ()))
        listed_on = {m.source.path: case.roadmap.readings.get(m.source.path) for m in feature.mentions}
        sections = [v for r in listed_on.values() if r is not None for v in explained_of(r.page, feature)]
        yield from ((feature, v) for v in sections)
    halted = (StatusKind.BLOCKED, StatusKind.AT_RISK, StatusKind.ON_HOLD, StatusKind.DROPPED)
    said = ((f, v) for f in features for v in f.values(Field.STATUS) if v.kind in halted)
    yield from ((f, v) for f, v in said if _WITH_MORE.search(v.text))
    given_up = {StatusKind.DROPPED, StatusKind.ON_HOLD}
    ended = (f for f in features if f.status is not None and f.status.kind in given_up)
    yield from ((f, v) for f in ended for v in f.values(Field.DESCRIPTION))  # beside "Dropped" stands why
    yield from ((f, v) for f in features for v in f.values(Field.DEPENDENCY))


def _below_its_heading(case: Case, mention: Mention) -> Iterator[Note]:
    """The key lines below the heading that is the item ("### Search", "**Why:** ...")."""
    reading = case.roadmap.readings.get(mention.source.path)
    notes = reading.notes if reading is not None else ()
    return (n for n in notes if n.headings and name_of(n.headings[-1]) == name_of(mention.name))
