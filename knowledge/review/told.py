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
from knowledge.review.reach import Reach
from knowledge.review.review import Counts, Due, Ownership, Review
from knowledge.review.said import answered

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
        done = f" All {counts.of} are done." if counts.of else ""
        head = f"Nothing is due for review on {day(review.today)}.{done}"
        return _answer(review, Headline(head), _glance(counts), said)
    head = f"{many(review.due)} due for review on {day(review.today)}. Done: {counts.reviewed} of {counts.of}."
    parts = [_glance(counts), _changed(review.changes), _listed(review.due, "Most pressing"), said, _asked(review)]
    return _answer(review, Headline(head), *parts, _whose(review), *_unreached(review, reach))


def review_now(review: Review) -> Answer:
    """All that is due, for whoever asks: nothing is cut."""
    if not review.due:
        return channel_post(review, Reach())
    head = f"{many(review.due)} due for review on {day(review.today)}."
    return _answer(review, Headline(head), _glance(review.counts), Items(tuple(map(item_of, review.due))))


def direct_message(review: Review, *person: str) -> Answer:
    """What one person, by all their names on the pages, is asked, the most pressing first.

    Raises ValueError when nothing of theirs is due.
    """
    due = review.of_person(person)
    if not due:
        raise ValueError(f"nothing is due of {names(person)}: there is nothing to tell")
    head = f"{many(due)} due for your review on {day(review.today)}."
    inherited = [
        d for d in due if d.owner.ownership is Ownership.INHERITED and not set(person).isdisjoint(d.owner.names)
    ]
    others = tuple(dict.fromkeys(d.stands_in for d in due if d.stands_in))
    return _answer(
        review,
        Headline(head),
        _listed(due, ""),
        _inherited(inherited, len(due)),
        Hint(f"Some are asked of you because you stand in: {'; '.join(others[:MOST])}.") if others else None,
    )


def all_done(review: Review) -> Answer:
    """What a person is told in the place of what they were asked, once nothing of it is due any more."""
    return _answer(review, Headline(f"Nothing is due for your review any more, as of {day(review.today)}."))


def none_left(review: Review) -> Answer:
    """What stands in the place of a list once nothing on it is due any more."""
    return _answer(review, Headline(f"Nothing that was asked for here is due any more, as of {day(review.today)}."))


def told_late(told: Answer, period: str, due: date) -> Answer:
    """The same, which says of which period it is, and that it comes after the day it was due on."""
    head, *rest = told.parts
    caution = Caution(f"This is the review of {period}. It was due on {day(due)} and comes late.")
    return replace(told, parts=(head, caution, *rest))


def stale_list(review: Review, due: Sequence[Due], days: int) -> Answer:
    """What nobody answered for so many working days. Raises ValueError when that is nothing."""
    if not due:
        raise ValueError("nothing is stale: there is nothing to tell")
    head = f"{many(due)} due for review, and nobody answered for {days} working days."
    return _answer(review, Headline(head), _listed(due, ""))


def _answer(review: Review, *parts: Part | None) -> Answer:
    return Answer(Intent.REVIEW, tuple(p for p in parts if p is not None), review.today)


def _glance(counts: Counts) -> Hint:
    """The counts that are not nought; one line."""
    counted = (
        (counts.changed, "change since the last review", "changes since the last review"),
        (counts.past, "item past its time without an outcome", "items past their time without an outcome"),
        (counts.clashes, "clash between pages", "clashes between pages"),
        (counts.blocked, "blocked item", "blocked items"),
        (counts.stale, "page past its review cycle", "pages past their review cycle"),
        (counts.unowned, "item without an owner", "items without an owner"),
        (counts.unanswered, "question that the pages do not answer", "questions that the pages do not answer"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
    return Hint(f"At a glance: {', '.join(said)}." if said else "At a glance: nothing past, nothing blocked, no clash.")


def _changed(changes: Sequence[Change]) -> Items | None:
    if not changes:
        return None
    newest = list(reversed(changes))[:MOST]
    items = tuple(Item(c.name, c.shown.source, note=way(Net(c, c, 1))) for c in newest)
    return Items(items, _label("Changed since the last review", len(items), len(changes)))


def _listed(due: Sequence[Due], label: str) -> Items:
    items = tuple(item_of(d) for d in due[:MOST])
    return Items(items, _label(label, len(items), len(due)))


def item_of(due: Due) -> Item:
    """Something that is due, as every list here shows it."""
    facts = tuple(dict.fromkeys(f for r in due.reasons for f in r.facts[:MOST_LINES]))
    return Item(due.name, due.source, note="; ".join(r.text for r in due.reasons), facts=(_place(due), *facts))


def _place(due: Due) -> Fact:
    """Where the thing itself stands, so that it is cited even where no line is the reason."""
    return Fact(due.name, "page", due.source.path, due.source)


def _asked(review: Review) -> Items | None:
    everybody = [_person(person, due) for person, due in review.by_person().items()]
    shown = tuple(everybody[:MOST_PEOPLE])
    return Items(shown, _label("Asked", len(shown), len(everybody))) if shown else None


def _person(person: str, due: Sequence[Due]) -> Item:
    source = due[0].owner.source or due[0].source
    return Item(person, source, note=f"{len(due)}: {_some(due)}")


def _some(due: Sequence[Due]) -> str:
    """The first names, and how many more there are."""
    more = [f"{len(due) - MOST} more"] if len(due) > MOST else []
    return names([*(d.name for d in due[:MOST]), *more])


def _inherited(due: Sequence[Due], of: int) -> Hint | None:
    """That nobody is written for some of it, and the line by which it is theirs."""
    if not due:
        return None
    owners = {d.owner.source: d.owner for d in due if d.owner.source is not None}
    facts = tuple(Fact(o.of, "owner", names(o.names), source, inherited=True) for source, o in owners.items())
    wholes = names([o.of for o in owners.values()][:MOST])
    return Hint(f"For {len(due)} of {of} no owner is written; they are asked of you as the owner of {wholes}.", facts)


def _unreached(review: Review, reach: Reach) -> list[Caution]:
    found = [_nobody(review.unasked)] if review.unasked else []
    unknown = [p for p in review.by_person() if p not in reach.known]
    if unknown:
        more = [f"{len(unknown) - MOST} more"] if len(unknown) > MOST else []
        instead = f"{reach.stands_in} stands in" if reach.is_covered else "nobody stands in"
        found.append(Caution(f"I do not know who is here for {names([*unknown[:MOST], *more])}, so {instead}."))
    return found


def _whose(review: Review) -> Caution | None:
    """The question who owns what its owner says is not theirs: with the line that names them."""
    due = [d for d in review.due if d.disowned and d.owner.source is not None]
    if not due:
        return None
    shown = [f"{d.name} (written as {names(d.owner.names)}'s)" for d in due[:MOST]]
    more = [f"{len(due) - MOST} more"] if len(due) > MOST else []
    facts = tuple(
        Fact(d.name, "owner", names(d.owner.names), d.owner.source, inherited=d.owner.ownership is Ownership.INHERITED)
        for d in due[:MOST]
        if d.owner.source is not None
    )
    return Caution(f"Who owns it? Whoever was asked says that it is not theirs: {names([*shown, *more])}.", facts)


def _nobody(due: Sequence[Due]) -> Caution:
    facts = tuple(map(_place, due[:MOST]))
    return Caution(f"Nobody is asked for {_some(due)}: no owner is written, and nobody stands in.", facts)


def _label(label: str, shown: int, of: int) -> str:
    cut = f"{shown} of {of}" if shown < of else ""
    return f"{label} ({cut})" if label and cut else label or (f"The most pressing {cut}" if cut else "")


def many(due: Sequence[Due]) -> str:
    """How many things are: "58 pages are", "1 item is", "60 pages and items are"."""
    kinds = [
        name
        for name, is_there in (("page", False), ("item", True))
        if any(bool(d.place.feature) is is_there for d in due)
    ]
    if len(due) == 1:
        return f"1 {kinds[0]} is"
    return f"{len(due)} {names([f'{kind}s' for kind in kinds])} are"
