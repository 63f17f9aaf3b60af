"""The review of a roadmap on a day, by the settings; and `roadmap-bot reviews`, which prints all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.people import NamedPeople
from bot.reviews.memory import Remembered
from bot.reviews.runs import plans, runs
from bot.reviews.settings import ReviewSettings
from handlers import plain
from knowledge.lexicon import Lexicon
from knowledge.review.due import Policy, due_reviews
from knowledge.review.known import Known, changes_since, edits_in
from knowledge.review.reach import Reach
from knowledge.review.review import Due, Review
from knowledge.review.told import channel_post
from knowledge.roadmap import Roadmap

LOOKED_BACK = timedelta(days=200)
"""How far the review before is looked for: quarters and their holidays are shorter."""


@dataclass(frozen=True)
class Reviewing:
    """The pages to review, and the settings that say when and by whom."""

    roadmap: Roadmap
    lexicon: Lexicon
    settings: ReviewSettings
    remembered: Remembered = Remembered()
    people: NamedPeople = NamedPeople()

    def on(self, day: date, next_day: date, since: date | None = None, began: date | None = None) -> Review:
        """The review on a day, of which the next is on `next_day`, the last was on `since`, and this one `began`."""
        history, past = self.roadmap.history(), self.remembered
        edits, changes = edits_in(history), changes_since(history, since, day)
        known = Known(past.decisions, edits, changes, past.flags, past.gaps, began, next_day)
        policy = Policy(self.settings.cycle_days, self.settings.stands_in)
        return due_reviews(self.roadmap, self.lexicon, day, policy, known)

    def now(self, today: date) -> Review:
        """The review of today, whether or not one is under way."""
        plan = plans(self.settings)[0]
        following = next(runs(plan, today + timedelta(days=1), date.max))
        began = [run.day for run in runs(plan, today - LOOKED_BACK, today)]
        return self.on(today, following.day, began=began[-1] if began else None)

    def remembering(self, more: Remembered) -> Reviewing:
        """The same, with more that is remembered."""
        past = self.remembered
        every = Remembered((*past.decisions, *more.decisions), (*past.flags, *more.flags), (*past.gaps, *more.gaps))
        return replace(self, remembered=every)

    def reach(self, review: Review) -> Reach:
        """Whom the settings name; everybody where they name nobody, as on a machine without a platform."""
        return Reach(tuple(self.people.ids or review.by_person()), self.settings.stands_in)

    def lines(self, today: date) -> Iterator[str]:
        """What is due today as it is printed: the post of the channel, then all of it, a line each."""
        review = self.now(today)
        yield plain.render(channel_post(review, self.reach(review)))
        yield from map(_line, review.due)


def _line(due: Due) -> str:
    """ "path:line: name: reason; reason (asked: Dana)" """
    asked = ", ".join(due.asked) or "nobody"
    why = f", since {due.stands_in}" if due.stands_in else ""
    return f"{due.source}: {due.name}: {'; '.join(r.text for r in due.reasons)} (asked: {asked}{why})"
