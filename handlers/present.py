"""What answers are given from at a moment: the current roadmap, its lexicon, and the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.history.history import Knowledge
from knowledge.lexicon import Lexicon
from knowledge.review.due import Policy, due_reviews
from knowledge.review.known import Known
from knowledge.review.review import Review
from knowledge.roadmap import Roadmap

_TELLS_CHANGES = frozenset({Knowledge.WHOLE, Knowledge.PART, Knowledge.BEING_READ})


@dataclass(frozen=True)
class Present:
    """The roadmap that is current, the lexicon it is read with, and today."""

    roadmap: Roadmap
    lexicon: Lexicon
    today: date
    reviewed: Callable[[], Review] | None = None
    """The review of today, where more is known of it than the pages say."""
    answers_reviews: bool = False
    """Can people answer what is due for review?"""
    writes_first: bool = False
    """Can people be written to without having asked, as in Slack?"""

    @property
    def can_watch(self) -> bool:
        """Can people be told of changes? The past of the pages must be known for that."""
        return self.writes_first and self.roadmap.history().known in _TELLS_CHANGES

    def review(self) -> Review:
        """What is due for review today."""
        if self.reviewed is not None:
            return self.reviewed()
        return due_reviews(self.roadmap, self.lexicon, self.today, Policy(), Known())
