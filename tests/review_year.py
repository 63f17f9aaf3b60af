"""A year of reviews, month by month, as tests/corpus/review_year.yaml tells it."""

from __future__ import annotations

from datetime import date

from bot.reviews.settings import ReviewRule
from knowledge.history.change import Commit
from knowledge.review.decision import Decision, Place, Verdict
from tests.asking import corpus


def decision(line: str) -> Decision:
    """ "2026-03-02 snoozed plan.md until 2026-03-09" """
    day, verdict, place, *until = line.split()
    end = date.fromisoformat(until[1]) if until else None
    return Decision(Place(place), Verdict(verdict.replace("-", " ")), date.fromisoformat(day), until=end)


def edit(line: str) -> Commit:
    day, commit = line.split()
    return Commit(commit, date.fromisoformat(day))


MONTHS = corpus("review_year.yaml")


RULE = ReviewRule(channel="C1", rule="monthly on the first working day at 09:30 Europe/Madrid")
