"""The words that are about reviews: `review`, and what may follow it."""

from __future__ import annotations

from enum import StrEnum

from handlers.present import Present
from knowledge.words import word_keys


class ReviewWish(StrEnum):
    """What somebody wants of reviews."""

    LIST = ""
    """What is due now, to answer it."""
    HERE = "here"
    """Reviews in this channel from now on."""
    STOP = "stop"
    HISTORY = "history"
    EDIT = "edit"
    """Say when they are due in this channel."""


_FIRST = frozenset({"review", "reviews"})
_MEANT = {"now": ReviewWish.LIST, "schedule": ReviewWish.EDIT, "settings": ReviewWish.EDIT, "end": ReviewWish.STOP}
_MEANT |= {wish.value: wish for wish in ReviewWish}


def read_review_wish(text: str, present: Present) -> ReviewWish | None:
    """The wish that `text` states; None when it states none, or is the name of a thing on the roadmap."""
    first, _, rest = " ".join(text.casefold().split()).partition(" ")
    if first not in _FIRST or present.roadmap.names.exact(word_keys(text)):
        return None
    return _MEANT.get(rest)
