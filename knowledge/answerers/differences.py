"""How it is told that pages differ: where they clash, and what may fit together; every side with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from knowledge.answer import Caution, Fact, Headline
from knowledge.answerers.case import About, Case
from knowledge.answerers.wording import names, quoted
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct, gist
from knowledge.field_words import field_word, the_field
from knowledge.model import Value
from knowledge.said import Said, say, to_say


def disagreements(case: Case, about: About, fields: Iterable[str]) -> list[Caution]:
    """For each of the fields what pages say against each other, then what may fit together; all with sources."""
    every = [d for f in about.features for d in case.roadmap.disagreements.get(f.key, ())]
    worth = [w for d in distinct(every) if (w := worth_telling(d)) is not None]
    found = beside_clashes(sorted(worth, key=lambda d: d.kind != DisagreementKind.CLASH))
    return [caution(about, d) for name in fields for d in found if d.field == name]


def beside_clashes(found: Iterable[Disagreement]) -> list[Disagreement]:
    """The disagreements in order; of what may fit only the sides that no clash before it tells, when there is one."""
    kept: list[Disagreement] = []
    for one in found:
        clashing = {gist(s) for d in kept if d.field == one.field and d.kind == DisagreementKind.CLASH for s in d.sides}
        if one.kind == DisagreementKind.MAY_FIT and clashing:
            rest = tuple(s for s in one.sides if gist(s) not in clashing)
            kept += [replace(one, sides=rest, because="")] if rest else []
        else:
            kept.append(one)
    return kept


def worth_telling(difference: Disagreement) -> Disagreement | None:
    """A clash; of what may fit only what is written of the thing itself, not the headings its dates lie within."""
    if difference.kind == DisagreementKind.CLASH:
        return difference
    written = tuple(v for v in difference.sides if not v.inherited)
    may_fit = difference.kind == DisagreementKind.MAY_FIT and len(written) > 1
    return replace(difference, sides=written) if may_fit else None


def caution(about: About, difference: Disagreement) -> Caution:
    """A difference about a subject, every side with its source."""
    facts = tuple(Fact(about.name, v.field, v.text, v.source, v.period, bool(v.inherited)) for v in difference.sides)
    return Caution(told(difference, about.name, _by(difference.sides)), facts)


def told(difference: Disagreement, name: str, sides: str, verdict: str = "") -> Said:
    """How a difference about the thing called `name` is told, with its sides.

    `verdict` is "Yes" or "No" to who asked whether pages disagree or agree, else empty.
    """
    if difference.kind == DisagreementKind.CLASH and verdict:
        template = _ASKED[verdict]
    elif difference.kind == DisagreementKind.MAY_FIT and not difference.because:
        template = _BESIDES
    else:
        template = _MANNER[difference.kind]
    because, field = difference.reason, field_word(difference.field)
    return say(template, the_field=the_field(difference.field), field=field, name=name, because=because, sides=sides)


def against(case: Case, about: About, value: Value, answers: Callable[[Value], bool]) -> tuple[Value, ...]:
    """The times that pages write beside `value` and that answer a question otherwise; `answers` says how."""
    sides = {gist(v): v for d in _differing(case, about, value.field) for v in d.sides}
    dated = [v for v in sides.values() if v.period is not None and not (_refines(value, v) or _refines(v, value))]
    return tuple(v for v in dated if answers(v) != answers(value))


def _differing(case: Case, about: About, field: str) -> list[Disagreement]:
    every = distinct(d for f in (about.feature, *about.others) for d in case.differences(f, field))
    return [w for d in every if (w := worth_telling(d)) is not None]


def _refines(value: Value, other: Value) -> bool:
    """Does the value only say more exactly what the other one says?"""
    inner, outer = value.period, other.period
    if inner is None or outer is None or outer.start > inner.start:
        return False
    return outer.end is None or (inner.end is not None and inner.end <= outer.end)


def divided(case: Case, about: About, value: Value, others: Sequence[Value], yes: bool) -> Headline:
    """What each of the times that pages write says to a question for a yes or no; `yes`: what `value` says."""
    sides = (value, *others)
    facts = tuple(case.fact(about.feature, v) for v in sides)
    by_value, by_others = _by([value]), _by(others)
    meant = {"yes": by_value if yes else by_others, "no": by_others if yes else by_value}
    clashes = [d for d in _differing(case, about, value.field) if d.kind == DisagreementKind.CLASH]
    template = _DIVIDED if any(v in d.sides for d in clashes for v in others) else _SEVERAL
    return Headline(say(template, name=about.name, **meant), facts)


def _by(sides: Iterable[Value]) -> str:
    return names([say("{words} ({source})", words=quoted(v.text), source=str(v.source)) for v in sides])


_DIVIDED = to_say("The pages disagree on the timeline of {name}: yes by {yes}, no by {no}.")
_SEVERAL = to_say("The pages write several times for {name}, which may fit together: yes by {yes}, no by {no}.")


_MANNER = {
    DisagreementKind.CLASH: to_say("Pages disagree on {the_field} of {name}: {sides}."),
    DisagreementKind.MAY_FIT: to_say(
        "Pages give {the_field} of {name} in ways that may fit together ({because}): {sides}."
    ),
    DisagreementKind.WORDING: to_say("Pages give {the_field} of {name} in different words: {sides}."),
    DisagreementKind.OLD_COPY: to_say("Pages of today and old copies give another {field} of {name}: {sides}."),
}
_ASKED = {
    "No": to_say("No, the pages disagree on {the_field} of {name}: {sides}."),
    "Yes": to_say("Yes, the pages disagree on {the_field} of {name}: {sides}."),
}
_BESIDES = to_say("Besides, pages give a {field} of {name} that may fit with these, or with one of them: {sides}.")
