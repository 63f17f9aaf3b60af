"""What is due for review, why, and whose it is. What pages must bring is written in tests/corpus/reviews.yaml."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.library import load_lexicon
from knowledge.assemble import assemble
from knowledge.model import Document
from knowledge.review.cycle import cycle_days
from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.due import Policy, due_reviews
from knowledge.review.known import Known, Told
from knowledge.review.review import Due, Review
from knowledge.review.snooze import Snooze, snoozed_until
from tests.asking import corpus
from tests.review_year import decision, edit

LEXICON = load_lexicon(lambda _: False)


def _told(line: str) -> Told:
    day, times, what, subject = line.split(maxsplit=3)
    return Told(subject, what, int(times), date.fromisoformat(day))


def _known(case: dict[str, Any]) -> Known:
    return Known(
        decisions=tuple(map(decision, case.get("reviews", []))),
        edited={path: edit(line) for path, line in case.get("edits", {}).items()},
        flags=tuple(map(_told, case.get("flags", []))),
        gaps=tuple(map(_told, case.get("gaps", []))),
        began=date.fromisoformat(case["began"]) if "began" in case else None,
        next_review=date.fromisoformat(case["next"]) if "next" in case else None,
    )


def _review(case: dict[str, Any]) -> Review:
    roadmap = assemble([Document(path, text) for path, text in case["pages"].items()], LEXICON)
    today = date.fromisoformat(case["today"])
    return due_reviews(roadmap, LEXICON, today, Policy(int(case.get("cycle", 31)), "Robin"), _known(case))


def _spelled(due: Due) -> str:
    return f"{due.place.path}#{due.name.lower()}" if due.place.feature else due.place.path


@pytest.mark.parametrize("case", corpus("reviews.yaml"), ids=lambda case: case["title"])
def test_what_is_due_and_why(case: dict[str, Any]) -> None:
    found = _review(case).due
    assert {_spelled(d): [r.why.value for r in d.reasons] for d in found} == case["due"]
    texts = " ".join(r.text for d in found for r in d.reasons)
    assert case.get("says", "") in texts
    cited = {str(f.source) for d in found for r in d.reasons for f in r.facts}
    assert set(case.get("cites", [])) <= cited
    for key, names in (("asked", [d.asked for d in found]), ("owned", [d.owner.names for d in found])):
        told = {_spelled(d): ", ".join(n) for d, n in zip(found, names, strict=True)}
        assert {place: told[place] for place in case.get(key, {})} == case.get(key, {})


@pytest.mark.parametrize(("text", "days"), corpus("review_cycles.yaml").items())
def test_a_cycle_is_read(text: str, days: str) -> None:
    assert cycle_days(text, LEXICON) == (None if days == "none" else int(days))


@pytest.mark.parametrize(
    ("snooze", "today", "until"),
    [
        (Snooze.DAY, "2026-02-28", "2026-03-01"),
        (Snooze.WEEK, "2026-12-28", "2027-01-04"),
        (Snooze.MONTH, "2026-01-31", "2026-02-01"),
        (Snooze.MONTH, "2026-12-01", "2027-01-01"),
    ],
)
def test_a_snooze_ends_on_a_day(snooze: Snooze, today: str, until: str) -> None:
    assert snoozed_until(snooze, date.fromisoformat(today)) == date.fromisoformat(until)


def test_only_a_snooze_has_an_end() -> None:
    for verdict, until in ((Verdict.RIGHT, date(2026, 3, 1)), (Verdict.SNOOZED, None)):
        with pytest.raises(ValueError, match="nothing else, has an end"):
            Decision(Place("a.md"), verdict, date(2026, 2, 1), until=until)


def test_nobody_is_asked_where_nobody_stands_in() -> None:
    roadmap = assemble([Document("plan.md", "# Plan\n\n**Last Updated**: 2025-12-01\n")], LEXICON)
    review = due_reviews(roadmap, LEXICON, date(2026, 3, 5), Policy(), Known())
    assert [d.place.path for d in review.unasked] == ["plan.md"]
    assert review.by_person() == {}
