"""The main items of the roadmap, the first to begin first: the timeline in words."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Facts, Headline, Intent
from knowledge.answerers.case import make_case
from knowledge.answerers.lists import phase_fact
from knowledge.answerers.overview import overview
from knowledge.lexicon import Lexicon
from knowledge.model import Feature
from knowledge.question.question import Question
from knowledge.roadmap import Roadmap
from knowledge.said import Said, joined, say_many


def order_of_time(roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """The phases, and the main items by when they begin; those without a date at the end, and how many that are."""
    case = make_case(Question("", Intent.LIST), roadmap, lexicon, today)
    if not roadmap.top:
        return overview(roadmap, lexicon, today)
    phases = tuple(phase_fact(phase) for phase in roadmap.table_phases)
    listed = case.items(sorted(roadmap.top, key=_begins))
    return case.answer(Headline(_headline(roadmap.top)), Facts(phases) if phases else None, listed)


def _begins(feature: Feature) -> tuple[date, date]:
    period = feature.period
    if period is None:
        return date.max, date.max
    return period.start, period.end or date.max


def _headline(features: tuple[Feature, ...]) -> Said:
    told = say_many("{count} main item of the roadmap:", "{count} main items, the first to begin first.", len(features))
    undated = sum(feature.period is None for feature in features)
    more = say_many("No date is written for {count} of them.", "No date is written for {count} of them.", undated)
    return joined(" ", [told, more]) if undated else told
