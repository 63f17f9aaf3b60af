"""Do the pages agree: about one thing, about everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.answer import Answer, Caution, Ending, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import beside_clashes, caution, told, worth_telling
from knowledge.answerers.members import Members
from knowledge.answerers.wording import names, quoted
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import all_sides, distinct
from knowledge.model import TYPED, Field

_MOST = 12
"""Disagreements that one answer tells in full; the rest is counted."""
_MANY = {
    Field.TIMEFRAME: ("date", "dates"),
    Field.STATUS: ("status", "statuses"),
    Field.OWNER: ("owner", "owners"),
    Field.PRIORITY: ("priority", "priorities"),
    Field.EFFORT: ("effort", "efforts"),
}
"""How the fields are counted."""


_ASKED = {
    "owner": Field.OWNER,
    "priority": Field.PRIORITY,
    "effort": Field.EFFORT,
    "status": Field.STATUS,
    "when": Field.TIMEFRAME,
    "timeline": Field.TIMEFRAME,
}
"""The cues of a question that asks for one field."""


def answer_conflict(case: Case) -> Answer:
    """Every value the pages give for the fields of the subject, and whether they agree: the one asked for, else all."""
    asked = case.question
    named = [field for cue, field in _ASKED.items() if cue in asked.cues]
    fields: Sequence[Field] = named[:1] or ((Field.TIMEFRAME,) if "date" in asked.words else TYPED)
    parts = [h for a in case.about for name in fields for h in _agreement(case, a, name, len(fields) == 1)]
    if not parts:
        parts = [Headline(f"I found no two values for one field of {a.name}.") for a in case.about]
    inner = [c for a in case.about if not named for c in _inside(case, a)]
    given = any(p.facts for p in parts) or bool(inner)
    differ = any(case.disagreement(a.feature, name) is not None for a in case.about for name in fields)
    ending = Ending.DISAGREE if differ else None if given else Ending.NOT_STATED
    return case.answer(*parts, *inner, ending=ending)


def _inside(case: Case, about: About) -> list[Caution]:
    """Of a subject that lists others: where pages clash about those."""
    inner = [f for f in case.roadmap.children(about.feature) if f.key != about.feature.key]
    found = [d for f in inner for d in case.roadmap.disagreements.get(f.key, ()) if d.kind == DisagreementKind.CLASH]
    return _told(case, distinct(found)[:_MOST])


def answer_contradictions(case: Case, members: Members) -> Answer:
    """Where the pages disagree, clashes first: how many there are, and the first of them with every side."""
    every = distinct(d for f in members.features for d in case.roadmap.disagreements.get(f.key, ()))
    worth = [w for d in every if (w := worth_telling(d)) is not None]
    clashes = [d for d in worth if d.kind == DisagreementKind.CLASH]
    where = f" {members.scope}" if members.scope else ""
    headline = f"Pages clash on {_counted(clashes)}{where}." if clashes else f"I found no pages that clash{where}."
    if len(worth) > len(clashes):
        headline += f" {len(worth) - len(clashes)} more may fit together."
    more = Hint(f"{len(worth) - _MOST} more are not shown. `roadmap-bot check` lists them all, each with its lines.")
    cautions = _told(case, worth[:_MOST])
    return case.answer(Headline(headline), *cautions, more if len(worth) > _MOST else None, intent=Intent.LIST)


def _counted(clashes: Iterable[Disagreement]) -> str:
    """ "30 dates, 4 priorities and 1 effort"."""
    counts = Counter(Field(d.field) for d in clashes)
    order = sorted(counts, key=lambda f: (-counts[f], TYPED.index(f)))
    return names([f"{counts[f]} {_MANY[f][counts[f] != 1]}" for f in order])


def _told(case: Case, found: Iterable[Disagreement]) -> list[Caution]:
    return [caution(About(case.roadmap.by_key[d.keys[0]]), d) for d in found]


def _agreement(case: Case, about: About, name: str, alone: bool) -> list[Headline]:
    """Whether the pages agree on a field; of several fields only those with two values are told."""
    every = distinct(d for f in (about.feature, *about.others) for d in case.differences(f, name))
    found = beside_clashes(d for d in every if d.kind != DisagreementKind.WORDING)
    if found:
        return [_side_by_side(case, about, d) for d in found]
    if every and not alone:
        return []
    sides = all_sides(about.feature, about.others, name)
    facts = tuple(case.fact(about.feature, v) for v in sides)
    said = names([quoted(v.text) for v in sides])
    if len(sides) > 1:
        differ = "differently, but say the same" if every else "differently, and I can't tell whether they agree"
        return [Headline(f"The pages word the {name} of {about.name} {differ}: {said}.", facts)]
    if not alone:
        return []
    if not sides:
        return [Headline(f"No {name} is written for {about.name}.")]
    return [Headline(f"Yes: only one {name} is written for {about.name}, {said}.", facts)]


def _side_by_side(case: Case, about: About, found: Disagreement) -> Headline:
    facts = tuple(case.fact(about.feature, v) for v in found.sides)
    said = names([quoted(v.text) for v in found.sides])
    return Headline(told(found, about.name, said, denied=True), facts)
