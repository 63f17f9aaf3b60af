"""A Review as Answers, for any platform to draw: the post in a channel, the message to one person, the stale list.

Nothing is lost where a list is cut: it says how many of how many it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answer import Answer, Caution, Fact, Headline, Hint, Intent, Item, Items, Part
from knowledge.answerers.changes.telling import Net, way
from knowledge.answerers.wording import day, names
from knowledge.history.change import Change
from knowledge.review.glance import glance
from knowledge.review.reach import Reach
from knowledge.review.review import Due, Ownership, Review
from knowledge.review.said import answered, labelled
from knowledge.said import Said, joined, say, say_many, to_say

MOST = 5
"""What one message shows of each list: a reminder of several hundred pages is read by nobody."""

MOST_PEOPLE = 10
"""People that the post in a channel names."""

MOST_LINES = 6
"""Lines cited for one reason, which names fewer things than that."""


def channel_post(review: Review, reach: Reach) -> Answer:
    """The post that opens a review, and is drawn anew as people act: counts, what is pressing, who is asked."""
    counts, said = review.counts, answered(review.decided, MOST)
    if not review.due:
        return _answer(review, Headline(_nothing(review)), Hint(glance(counts)), said)
    head = say(
        "{things} due for review on {day}. Done: {done} of {all}.",
        things=many(review.due),
        day=day(review.today),
        done=counts.reviewed,
        all=counts.of,
    )
    pressing = _listed(review.due, say("Most pressing"))
    parts = [Hint(glance(counts)), _changed(review.changes), pressing, said, _asked(review)]
    return _answer(review, Headline(head), *parts, _whose(review), *_unreached(review, reach))


def review_now(review: Review) -> Answer:
    """All that is due, for whoever asks: nothing is cut."""
    if not review.due:
        return channel_post(review, Reach())
    head = say("{things} due for review on {day}.", things=many(review.due), day=day(review.today))
    return _answer(review, Headline(head), Hint(glance(review.counts)), Items(tuple(map(item_of, review.due))))


def direct_message(review: Review, *person: str) -> Answer:
    """What one person, by all their names on the pages, is asked, the most pressing first.

    Raises ValueError when nothing of theirs is due.
    """
    due = review.of_person(person)
    if not due:
        raise ValueError(f"nothing is due of {names(person)}: there is nothing to tell")
    inherited = [
        d for d in due if d.owner.ownership is Ownership.INHERITED and not set(person).isdisjoint(d.owner.names)
    ]
    others = tuple(dict.fromkeys(d.stands_in for d in due if d.stands_in))
    return _answer(
        review,
        Headline(for_your_review(review, due)),
        _listed(due),
        _inherited(inherited, len(due)),
        Hint(say(_STAND_IN, why=joined("; ", others[:MOST]))) if others else None,
    )


_STAND_IN = to_say("Some are asked of you because you stand in: {why}.")


def for_your_review(review: Review, due: Sequence[Due]) -> Said:
    """How much of one person is due, as the first line of what they are sent."""
    return say("{things} due for your review on {day}.", things=many(due), day=day(review.today))


def all_done(review: Review) -> Answer:
    """What a person is told in the place of what they were asked, once nothing of it is due any more."""
    return _answer(
        review, Headline(say("Nothing is due for your review any more, as of {day}.", day=day(review.today)))
    )


def none_left(review: Review) -> Answer:
    """What stands in the place of a list once nothing on it is due any more."""
    head = say("Nothing that was asked for here is due any more, as of {day}.", day=day(review.today))
    return _answer(review, Headline(head))


def told_late(told: Answer, period: str, due: date) -> Answer:
    """The same, which says of which period it is, and that it comes after the day it was due on."""
    head, *rest = told.parts
    text = say("This is the review of {period}. It was due on {day} and comes late.", period=period, day=day(due))
    return replace(told, parts=(head, Caution(text), *rest))


def stale_list(review: Review, due: Sequence[Due], days: int) -> Answer:
    """What nobody answered for so many working days. Raises ValueError when that is nothing."""
    if not due:
        raise ValueError("nothing is stale: there is nothing to tell")
    head = say("{things} due for review, and nobody answered for {count} working days.", things=many(due), count=days)
    return _answer(review, Headline(head), _listed(due))


def _answer(review: Review, *parts: Part | None) -> Answer:
    return Answer(Intent.REVIEW, tuple(p for p in parts if p is not None), review.today)


def _nothing(review: Review) -> Said:
    """That nothing is due, and how much was, when something was."""
    if not review.counts.of:
        return say("Nothing is due for review on {day}.", day=day(review.today))
    template = to_say("Nothing is due for review on {day}. All {count} are done.")
    return say(template, day=day(review.today), count=review.counts.of)


def _changed(changes: Sequence[Change]) -> Items | None:
    if not changes:
        return None
    newest = list(reversed(changes))[:MOST]
    items = tuple(Item(c.name, c.shown.source, note=way(Net(c, c, 1))) for c in newest)
    return Items(items, labelled(say("Changed since the last review"), len(items), len(changes)))


def _listed(due: Sequence[Due], label: str = "") -> Items:
    items = tuple(item_of(d) for d in due[:MOST])
    if not label and len(items) < len(due):
        return Items(items, say("The most pressing {shown} of {all}", shown=len(items), all=len(due)))
    return Items(items, labelled(label, len(items), len(due)))


def item_of(due: Due) -> Item:
    """Something that is due, as every list here shows it."""
    facts = tuple(dict.fromkeys(f for r in due.reasons for f in r.facts[:MOST_LINES]))
    return Item(due.name, due.source, note=joined("; ", [r.text for r in due.reasons]), facts=(_place(due), *facts))


def _place(due: Due) -> Fact:
    """Where the thing itself stands, so that it is cited even where no line is the reason."""
    return Fact(due.name, "page", due.source.path, due.source)


def _asked(review: Review) -> Items | None:
    everybody = [_person(person, due) for person, due in review.by_person().items()]
    shown = tuple(everybody[:MOST_PEOPLE])
    return Items(shown, labelled(say("Asked", "of people"), len(shown), len(everybody))) if shown else None


def _person(person: str, due: Sequence[Due]) -> Item:
    source = due[0].owner.source or due[0].source
    return Item(person, source, note=joined(": ", [str(len(due)), _some(due)]))


def _some(due: Sequence[Due]) -> str:
    """The first names, and how many more there are."""
    return _first([d.name for d in due])


def _first(parts: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = [say("{count} more", count=len(parts) - MOST)] if len(parts) > MOST else []
    return names([*parts[:MOST], *more])


def _inherited(due: Sequence[Due], of: int) -> Hint | None:
    """That nobody is written for some of it, and the line by which it is theirs."""
    if not due:
        return None
    owners = {d.owner.source: d.owner for d in due if d.owner.source is not None}
    facts = tuple(Fact(o.of, "owner", names(o.names), source, inherited=True) for source, o in owners.items())
    text = say(
        "For {count} of {all} no owner is written; they are asked of you as the owner of {wholes}.",
        count=len(due),
        all=of,
        wholes=names([o.of for o in owners.values()][:MOST]),
    )
    return Hint(text, facts)


def _unreached(review: Review, reach: Reach) -> list[Caution]:
    found = [_nobody(review.unasked)] if review.unasked else []
    unknown = [p for p in review.by_person() if p not in reach.known]
    if unknown:
        template = to_say("I do not know who is here for {names}, so nobody stands in.")
        if reach.is_covered:
            template = to_say("I do not know who is here for {names}, so {instead} stands in.")
        found.append(Caution(say(template, names=_first(unknown), instead=reach.stands_in)))
    return found


def _whose(review: Review) -> Caution | None:
    """The question who owns what its owner says is not theirs: with the line that names them."""
    due = [d for d in review.due if d.disowned and d.owner.source is not None]
    if not due:
        return None
    shown = [say("{name} (written as {owners}'s)", name=d.name, owners=names(d.owner.names)) for d in due]
    facts = tuple(
        Fact(d.name, "owner", names(d.owner.names), d.owner.source, inherited=d.owner.ownership is Ownership.INHERITED)
        for d in due[:MOST]
        if d.owner.source is not None
    )
    text = say("Who owns it? Whoever was asked says that it is not theirs: {names}.", names=_first(shown))
    return Caution(text, facts)


def _nobody(due: Sequence[Due]) -> Caution:
    facts = tuple(map(_place, due[:MOST]))
    text = say("Nobody is asked for {names}: no owner is written, and nobody stands in.", names=_some(due))
    return Caution(text, facts)


def many(due: Sequence[Due]) -> Said:
    """How many things are: "58 pages are", "1 item is", "60 pages and items are"."""
    items = sum(bool(d.place.feature) for d in due)
    if not items:
        return say_many("{count} page is", "{count} pages are", len(due))
    if items == len(due):
        return say_many("{count} item is", "{count} items are", len(due))
    return say("{count} pages and items are", count=len(due))
