"""Why a page or a feature is due. Each function gives one reason or None; what was reviewed since is no reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Fact
from knowledge.answerers.wording import day, names, quoted
from knowledge.disagreements.disagreement import Disagreement
from knowledge.field_words import field_word, the_field
from knowledge.model import Value
from knowledge.problems.gaps import ended_window
from knowledge.review.clock import Clock
from knowledge.review.decision import Decision, Place
from knowledge.review.known import Known, Told
from knowledge.review.review import Reason, Why
from knowledge.review.subjects import Subject
from knowledge.roadmap import Roadmap
from knowledge.said import joined, say, to_say

_NAMED = 3
"""Things that are named in a reason; the rest is counted."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for the places of a roadmap being due on a day."""

    roadmap: Roadmap
    today: date
    known: Known
    clashes: Mapping[Place, Sequence[Disagreement]]
    flags: Mapping[Place, Sequence[Told]]
    gaps: Mapping[Place, Sequence[Told]]


def reasons(subject: Subject, clock: Clock, evidence: Evidence) -> tuple[Reason, ...]:
    """Every reason why a place is due, the most pressing first; none when it is not."""
    reviewed = evidence.known.reviewed(subject.place)
    renewed = reviewed is None or clock.is_over or evidence.known.is_edited(reviewed)
    found = [
        *_flagged(subject, evidence, reviewed),
        *_windows(subject, evidence, reviewed, renewed),
        *(_clashes(subject, evidence) if renewed else ()),
        *_told(Why.UNANSWERED, _newer(evidence.gaps.get(subject.place, ()), reviewed, renewed)),
        *_edited(evidence, reviewed),
        *([Reason(Why.CYCLE, clock.text, clock.facts, clock.day)] if clock.is_over else ()),
    ]
    return tuple(sorted(found, key=lambda r: list(Why).index(r.why)))


def _flagged(subject: Subject, evidence: Evidence, reviewed: Decision | None) -> Iterator[Reason]:
    verdict = evidence.known.outdated(subject.place)
    if verdict is not None:
        text = say("said to be outdated on {day}", day=day(verdict.day))
        if verdict.note:
            text = joined(": ", [text, quoted(verdict.note)])
        yield Reason(Why.FLAGGED, text, (), verdict.day)
    yield from _told(Why.FLAGGED, _newer(evidence.flags.get(subject.place, ()), reviewed, reviewed is None))


def _windows(subject: Subject, evidence: Evidence, reviewed: Decision | None, renewed: bool) -> Iterator[Reason]:
    """Things whose time has ended without an outcome, since the last review or, when that is over, ever."""
    over = []
    for feature in subject.things:
        value = ended_window(feature, evidence.roadmap, evidence.today)
        last = value.period.last if value is not None and value.period is not None else None
        if value is not None and last is not None and (renewed or reviewed is None or last >= reviewed.day):
            over.append((feature.name, value, last))
    if over:
        facts = tuple(_fact(name, value) for name, value, _ in over)
        is_itself = [n for n, _, _ in over] == [subject.name]
        text = say("its time has ended, and no page says how it went")
        if not is_itself:
            text = say(
                "the time of {names} has ended, and no page says how it went", names=_counted([n for n, _, _ in over])
            )
        yield Reason(Why.WINDOW, text, facts, min(last for _, _, last in over))


def _clashes(subject: Subject, evidence: Evidence) -> Iterator[Reason]:
    found = evidence.clashes.get(subject.place, ())
    if found:
        facts = tuple(_fact(d.name, side) for d in found for side in d.sides)
        fields: dict[str, list[str]] = {}
        for clash in found:
            fields.setdefault(clash.name, []).append(clash.field)
        said = [say("{fields} of {name}", fields=names(list(map(the_field, fs))), name=n) for n, fs in fields.items()]
        yield Reason(Why.CLASH, say("pages clash on {clashes}", clashes=_counted(said)), facts)


def _edited(evidence: Evidence, reviewed: Decision | None) -> Iterator[Reason]:
    """An edit opens a review again; one that was announced and did not come keeps it open."""
    if reviewed is None:
        return
    edit = evidence.known.edited.get(reviewed.place.path)
    if edit is not None and evidence.known.is_edited(reviewed):
        days = {"day": day(edit.day), "commit": edit.short, "then": day(reviewed.day)}
        text = say("edited on {day} ({commit}), after its review on {then}", **days)
        yield Reason(Why.EDITED, text, (), edit.day)
    elif evidence.known.awaits_edit(reviewed):
        text = say("said to have changed on {day}, and not edited since", day=day(reviewed.day))
        yield Reason(Why.EDITED, text, (), reviewed.day)


def _newer(told: Sequence[Told], reviewed: Decision | None, renewed: bool) -> list[Told]:
    """What was said since the last review; where no day is known, what holds until the review is due again."""
    return [t for t in told if renewed or reviewed is None or (t.day is not None and t.day > reviewed.day)]


def _told(why: Why, told: Sequence[Told]) -> Iterator[Reason]:
    if told:
        days = [t.day for t in told if t.day is not None]
        said = _counted([say("{what} ({often})", what=_what(t), often=_often(t.times)) for t in told])
        template = to_say(
            "answers were called outdated: {said}" if why is Why.FLAGGED else "people asked in vain: {said}"
        )
        text = say(template, said=said)
        yield Reason(why, text, (), min(days, default=None))


_OUTDATED = to_say("answers were called outdated: {said}")
_IN_VAIN = to_say("people asked in vain: {said}")


def _what(told: Told) -> str:
    return say("{what} of {name}", what=field_word(told.what), name=told.subject) if told.what else told.subject


def _fact(name: str, value: Value) -> Fact:
    return Fact(name, value.field, value.text, value.source, value.period, bool(value.inherited))


def _counted(parts: Sequence[str]) -> str:
    """ "A, B, C and 2 more"."""
    unique = list(dict.fromkeys(parts))
    more = len(unique) - _NAMED
    return names([*unique[:_NAMED], say("{count} more", count=more)] if more > 0 else unique)


def _often(times: int) -> str:
    return say("once") if times == 1 else say("{count} times", count=times)
