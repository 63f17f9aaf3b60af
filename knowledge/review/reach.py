"""Who can be written to on a platform, and who gets what is asked of those who can't."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from knowledge.review.review import Due, Review
from knowledge.said import say


@dataclass(frozen=True, slots=True)
class Reach:
    """The owners who are known on the platform by their names on the pages, and who stands in for the others."""

    known: Collection[str] = ()
    stands_in: str = ""

    @property
    def is_covered(self) -> bool:
        """Can whoever stands in be written to?"""
        return self.stands_in in self.known


def reached(review: Review, reach: Reach) -> Review:
    """The review as it can be put to people: what is asked of nobody who is known goes to whoever stands in.

    Nobody becomes an owner by it, and where nobody known stands in either, it is asked of nobody.
    """
    return replace(review, due=tuple(_put(due, reach) for due in review.due))


def _put(due: Due, reach: Reach) -> Due:
    known = tuple(person for person in due.asked if person in reach.known)
    if known or not due.asked:
        return replace(due, asked=known)
    why = say("I do not know who {name} is here", name=due.asked[0])
    return replace(due, asked=(reach.stands_in,) if reach.is_covered else (), stands_in=due.stands_in or why)
