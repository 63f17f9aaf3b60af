"""Whose a page or feature is when it is due, and who is asked in their place."""

from __future__ import annotations

from knowledge.model import Feature, Field, Value
from knowledge.review.decision import Place
from knowledge.review.known import Known
from knowledge.review.review import NOBODY, DueOwner, Ownership
from knowledge.review.snooze import MOST
from knowledge.roadmap import ITS_PAGE, WHOLE, Owner, Roadmap
from knowledge.said import say


def owner_of(place: Place, subject: Feature | None, roadmap: Roadmap) -> DueOwner:
    """The owner written of a place, else of what it stands below; `subject` is the feature it is about, if any."""
    found = _of_page(place.path, roadmap) if subject is None else roadmap.owner(subject)
    if found is None:
        return NOBODY
    how = Ownership.INHERITED if found.inherited else Ownership.WRITTEN
    return DueOwner(_people(found.value), how, found.of if found.inherited else "", found.value.source)


def asked_for(place: Place, owner: DueOwner, known: Known, stands_in: str) -> tuple[tuple[str, ...], str]:
    """Who is asked, and why it is not the owner; nobody when nobody stands in."""
    if not owner.names:
        why = say("nobody is written as its owner")
    elif known.disowned(place) is not None:
        why = say("{who} was asked, and the answer was that it is not theirs", who=owner.names[0])
    elif known.snoozes(place) > MOST:
        why = say("it was put off {count} times", count=known.snoozes(place))
    else:
        return owner.names, ""
    return ((stands_in,), why) if stands_in else ((), why)


def _of_page(path: str, roadmap: Roadmap) -> Owner | None:
    for above in roadmap.pages_above(path):
        value = _written(above, roadmap)
        if value is not None:
            of = WHOLE if above == roadmap.hub else roadmap.readings[above].page.name
            return Owner(value, above != path, of)
    keeper = roadmap.page_owners.get(path)
    return None if keeper is None else Owner(keeper, True, ITS_PAGE)


def _written(path: str, roadmap: Roadmap) -> Value | None:
    reading = roadmap.readings.get(path)
    facts = reading.facts if reading is not None else ()
    return next((v for v in facts if v.field == Field.OWNER and not v.blank), None)


def _people(value: Value) -> tuple[str, ...]:
    """The people a line names; of a role, whoever another page says is in it."""
    in_role = [p.name for v in value.explained if v.role is not None for p in v.people]
    return tuple(dict.fromkeys(in_role or [p.name for p in value.people])) or (value.text,)
