"""Everything that is due for review on a day: `due_reviews`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct
from knowledge.identity import name_of
from knowledge.lexicon import Lexicon
from knowledge.model import Field, StatusKind
from knowledge.problems.gaps import ended_window
from knowledge.review.clock import Clock, clock_of
from knowledge.review.decision import Place
from knowledge.review.known import Known, Told
from knowledge.review.owners import asked_for, owner_of
from knowledge.review.reasons import Evidence, reasons
from knowledge.review.review import Counts, Decided, Due, Review, Why
from knowledge.review.subjects import Subject, by_name, listed, place_of, subjects
from knowledge.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class Policy:
    """What an organisation sets: the cycle (days) of pages that write none, and who stands in for owners."""

    cycle: int = 31
    stands_in: str = ""


def due_reviews(roadmap: Roadmap, lexicon: Lexicon, today: date, policy: Policy, known: Known) -> Review:
    """The review of a roadmap on a day, the most pressing first.

    A place that was decided in the review under way, or is put off, is not in it.
    """
    found = subjects(roadmap)
    clocks = {s.place: clock_of(s.place, roadmap, lexicon, known, today, policy.cycle) for s in found}
    evidence = _evidence(roadmap, today, known)
    answered = known.answered()
    due = [
        _due(subject, clocks[subject.place], evidence, policy)
        for subject in found
        if subject.place not in answered and not known.snoozed(subject.place, today)
    ]
    kept = sorted((d for d in due if d.reasons), key=_order)
    return Review(
        today, tuple(kept), _counts(roadmap, evidence, clocks, kept), known.changes or (), tuple(_decided(found, known))
    )


def _due(subject: Subject, clock: Clock, evidence: Evidence, policy: Policy) -> Due:
    known, roadmap = evidence.known, evidence.roadmap
    owner = owner_of(subject.place, subject.feature, roadmap)
    asked, why = asked_for(subject.place, owner, known, policy.stands_in)
    return Due(
        subject.place,
        subject.name,
        subject.source,
        reasons(subject, clock, evidence),
        owner,
        asked,
        why,
        known.times_answered(subject.place),
        known.snoozes(subject.place),
        known.disowned(subject.place) is not None,
    )


def _decided(found: Iterable[Subject], known: Known) -> Iterator[Decided]:
    """What the review under way has decided, latest first."""
    by_place = {subject.place: subject for subject in found}
    for decision in reversed(known.decisions):
        if known.began is not None and decision.day >= known.began and decision.place in by_place:
            subject = by_place[decision.place]
            yield Decided(subject.name, subject.source, decision)


def _order(due: Due) -> tuple[object, ...]:
    """The strongest reason decides, then how many there are, then since when they hold."""
    since = min((r.since for r in due.reasons if r.since is not None), default=date.min)
    return list(Why).index(due.reasons[0].why), -len(due.reasons), since, due.place


def _evidence(roadmap: Roadmap, today: date, known: Known) -> Evidence:
    clashes: dict[Place, list[Disagreement]] = defaultdict(list)
    for clash in _clashes(roadmap):
        features = [roadmap.by_key[key] for key in clash.keys]
        clashes[place_of(next((f for f in features if f.path is not None), features[0]))].append(clash)
    return Evidence(roadmap, today, known, clashes, _placed(known.flags, roadmap), _placed(known.gaps, roadmap))


def _clashes(roadmap: Roadmap) -> list[Disagreement]:
    every = distinct(d for found in roadmap.disagreements.values() for d in found)
    return [d for d in every if d.kind == DisagreementKind.CLASH]


def _placed(told: Iterable[Told], roadmap: Roadmap) -> Mapping[Place, list[Told]]:
    """What people said of things, by the places where those are asked for; of a name that nothing has, nowhere."""
    found: dict[Place, list[Told]] = defaultdict(list)
    features = by_name(roadmap.features)
    for one in told:
        for place in dict.fromkeys(place_of(f) for f in features.get(name_of(one.subject), ())):
            found[place].append(one)
    return found


def _counts(roadmap: Roadmap, evidence: Evidence, clocks: Mapping[Place, Clock], due: list[Due]) -> Counts:
    known, features = evidence.known, listed(roadmap)
    answered = known.answered()
    return Counts(
        changed=None if known.changes is None else len(known.changes),
        past=sum(ended_window(f, roadmap, evidence.today) is not None for f in features),
        clashes=sum(map(len, evidence.clashes.values())),
        blocked=sum(any(v.kind == StatusKind.BLOCKED for v in f.values(Field.STATUS)) for f in features),
        stale=sum(clock.has_passed for place, clock in clocks.items() if not place.feature),
        unowned=sum(roadmap.owner(f) is None for f in features),
        unanswered=len(known.gaps),
        reviewed=len(answered),
        of=len(answered) + len(due),
    )
