"""Do the pages agree: about one thing, about everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from knowledge.answer import Answer, Caution, Ending, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import beside_clashes, caution, told, worth_telling
from knowledge.answerers.members import Members
from knowledge.answerers.wording import names, quoted
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import all_sides, distinct
from knowledge.field_words import field_word, the_field
from knowledge.model import TYPED, Field, Value
from knowledge.said import Said, say, say_many, to_say

_MOST = 12
"""Disagreements inside of a subject that an answer about it tells."""
_MANY: dict[Field, Callable[[int], Said]] = {
    Field.TIMEFRAME: lambda count: say_many("{count} date", "{count} dates", count),
    Field.STATUS: lambda count: say_many("{count} status", "{count} statuses", count),
    Field.OWNER: lambda count: say_many("{count} owner", "{count} owners", count),
    Field.PRIORITY: lambda count: say_many("{count} priority", "{count} priorities", count),
    Field.EFFORT: lambda count: say_many("{count} effort", "{count} efforts", count),
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
        parts = [Headline(say("I found no two values for one field of {name}.", name=a.name)) for a in case.about]
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
    """Where the pages disagree, clashes first: how many there are, and each with every side."""
    every = distinct(d for f in members.features for d in case.roadmap.disagreements.get(f.key, ()))
    worth = [w for d in every if (w := worth_telling(d)) is not None]
    clashes = [d for d in worth if d.kind == DisagreementKind.CLASH]
    headline = _clashing(clashes, members.scope)
    if len(worth) > len(clashes):
        headline = say("{clashes} {count} more may fit together.", clashes=headline, count=len(worth) - len(clashes))
    return case.answer(Headline(headline), *_told(case, worth), intent=Intent.LIST)


def _clashing(clashes: Sequence[Disagreement], where: str) -> Said:
    said = {"counted": _counted(clashes), "where": where}
    if not clashes:
        return say("I found no pages that clash {where}." if where else "I found no pages that clash.", **said)
    return say("Pages clash on {counted} {where}." if where else "Pages clash on {counted}.", **said)


def _counted(clashes: Iterable[Disagreement]) -> str:
    """ "30 dates, 4 priorities and 1 effort"."""
    counts = Counter(Field(d.field) for d in clashes)
    order = sorted(counts, key=lambda f: (-counts[f], TYPED.index(f)))
    return names([_MANY[f](counts[f]) for f in order])


def _told(case: Case, found: Iterable[Disagreement]) -> list[Caution]:
    return [caution(About(case.roadmap.by_key[d.keys[0]]), d) for d in found]


def _agreement(case: Case, about: About, name: str, alone: bool) -> list[Headline]:
    """Whether the pages agree on a field; of several fields only those with two values are told."""
    every = distinct(d for f in about.features for d in case.differences(f, name))
    found = beside_clashes(d for d in every if d.kind != DisagreementKind.WORDING)
    if found:
        return [_side_by_side(case, about, d) for d in found]
    if every and not alone:
        return []
    sides = _in_one_part(all_sides(about.feature, about.others, name))
    facts = tuple(case.fact(about.feature, v) for v in sides)
    said = names([quoted(v.text) for v in sides])
    if len(sides) > 1:
        template = _SAY_THE_SAME if every else _CANT_TELL
        return [Headline(say(template, the_field=the_field(name), name=about.name, sides=said), facts)]
    if not alone:
        return []
    field = field_word(name)
    if not sides:
        return [Headline(say("No {field} is written for {name}.", field=field, name=about.name))]
    text = say(_ONLY_ONE[_verdict(case, True)], field=field, name=about.name, value=said)
    return [Headline(text, facts)]


_SAY_THE_SAME = to_say("The pages word {the_field} of {name} differently, but say the same: {sides}.")
_CANT_TELL = to_say("The pages word {the_field} of {name} differently, and I can't tell whether they agree: {sides}.")
_ONLY_ONE = {
    "Yes": to_say("Yes: only one {field} is written for {name}, {value}."),
    "No": to_say("No: only one {field} is written for {name}, {value}."),
    "": to_say("Only one {field} is written for {name}, {value}."),
}


def _verdict(case: Case, agree: bool) -> str:
    """Yes or no in the sense of the question ("do they agree", "do they disagree"); empty when it asks for neither."""
    if not case.question.yes_no:
        return ""
    return "Yes" if agree != ("disagreeing" in case.question.cues) else "No"


def _in_one_part(sides: Sequence[Value]) -> Sequence[Value]:
    """Of owners only those who play the part of the first: a lead and a team are no two answers to one question."""
    return [v for v in sides if (v.role and v.role.kind) == (sides[0].role and sides[0].role.kind)]


def _side_by_side(case: Case, about: About, found: Disagreement) -> Headline:
    facts = tuple(case.fact(about.feature, v) for v in found.sides)
    said = names([quoted(v.text) for v in found.sides])
    return Headline(told(found, about.name, said, _verdict(case, False)), facts)
