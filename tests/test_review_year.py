"""Twelve months of reviews of the sample roadmap, against what was worked out by hand (tests/corpus/review_year.yaml)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.reviews.runs import Plan, Run, plans, runs
from bot.reviews.settings import ReviewSettings
from knowledge.history.change import Commit
from knowledge.review.decision import Decision
from knowledge.review.due import Policy, due_reviews
from knowledge.review.known import Known
from knowledge.review.review import Review
from tests.asking import sample
from tests.review_year import MONTHS, RULE, decision, edit


def _plan() -> Plan:
    [plan] = plans(ReviewSettings(rules=(RULE,), holidays="ES"))
    return plan


def _runs() -> list[Run]:
    return list(runs(_plan(), date(2026, 1, 1), date(2026, 12, 31)))


def _before(run: Run, day: date) -> tuple[tuple[Decision, ...], dict[str, Commit]]:
    """What people had decided and edited up to a day of a review."""
    months = [m for m in MONTHS if date.fromisoformat(m["run"]) <= run.day]
    decisions = [d for m in months for line in m.get("then", []) if (d := decision(line)).day <= day]
    edits = {path: e for m in months for path, line in m.get("edits", {}).items() if (e := edit(line)).day <= day}
    return tuple(decisions), edits


def _review(run: Run, day: date) -> Review:
    decisions, edits = _before(run, day)
    known = Known(decisions, edits, began=run.day, next_review=run.next_day)
    return due_reviews(sample().roadmap, sample().lexicon, day, Policy(stands_in="Robin"), known)


CASES = [pytest.param(m, run, id=m["run"]) for m, run in zip(MONTHS, _runs(), strict=True)]


@pytest.mark.parametrize(("month", "run"), CASES)
def test_a_month_is_as_worked_out_by_hand(month: dict[str, Any], run: Run) -> None:
    assert run.day == date.fromisoformat(month["run"])
    assert run.at.astimezone(_plan().zone).strftime("%H:%M") == "09:30"
    review = _review(run, run.day)
    assert len(review.due) == int(month["due"])
    found = {d.place.path: [r.why.value for r in d.reasons] for d in review.due}
    assert {path: found.get(path, "not due") for path in month["of"]} == month["of"]
    asked = {d.place.path: ", ".join(d.asked) for d in review.due if d.asked != ("Product Leadership",)}
    assert asked == month.get("asked", {})
    for day, done in month.get("done", {}).items():
        counts = _review(run, date.fromisoformat(day)).counts
        assert f"{counts.reviewed} of {counts.of}" == done
