"""A year of reviews as they are sent, against what was worked out by hand (`sent` in tests/corpus/review_year.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from itertools import count
from zoneinfo import ZoneInfo

from bench.months import line_of
from bot.people import NamedPeople
from bot.reviews.dry_run import DryRun, Sending
from bot.reviews.played import Play, Posted, played_from
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.state.reviews import Reviews
from knowledge.history.history import History, Knowledge
from knowledge.review.decision import Decision
from knowledge.review.given import Given
from tests.asking import corpus, sample
from tests.review_year import MONTHS, RULE, decision, edit

MADRID = ZoneInfo("Europe/Madrid")
SETTINGS = ReviewSettings(rules=(RULE,), zone="Europe/Madrid", holidays="ES", stands_in="Robin")
PEOPLE = NamedPeople(
    {"Product Leadership": ("U1",), "Robin": ("U2",)}, {"U2": "America/New_York"}, {"U2": "US"}, {"U1": "Europe/Madrid"}
)
A_MINUTE = 60.0

NAMES = {"C1": "channel", "U1": "Product Leadership", "U2": "Robin"}


def _reviewing(day: date) -> Reviewing:
    edits = [path for month in MONTHS for path, line in month.get("edits", {}).items() if edit(line).day <= day]
    return _edited(frozenset(edits))


@cache
def _edited(paths: frozenset[str]) -> Reviewing:
    """The sample roadmap once these pages were edited."""
    edits = {path: edit(line) for month in MONTHS for path, line in month.get("edits", {}).items() if path in paths}
    roadmap = replace(sample().roadmap, history=lambda: History(Knowledge.WHOLE, pages=edits))
    return Reviewing(roadmap, sample().lexicon, SETTINGS, people=PEOPLE)


def _at(day: date, hour: int) -> float:
    return datetime.combine(day, time(hour), MADRID).timestamp()


def _decisions() -> Iterator[Decision]:
    for month in MONTHS:
        yield from map(decision, month.get("then", []))


async def _year(play: Play) -> None:
    for number, made in zip(count(), sorted(_decisions(), key=lambda d: d.day), strict=False):
        await play.until(_at(made.day, 12))
        given = Given(f"{number}", made.place, made.verdict, "T1:U1", until=made.until)
        await Reviews(play.database).decide(given)
        await play.until(play.time.now + A_MINUTE)
    await play.until(_at(date(2027, 1, 1), 0))


def _line(posted: Posted, near: list[str]) -> str:
    """A message as it is written in the corpus; the moment is the one written there when it is within the spread."""
    counted = re.match(r"\d+", posted.text)
    return line_of(posted.at, f"{NAMES[posted.planned.place]} {counted.group() if counted else 'none'}", near)


async def test_a_year_is_sent_as_worked_out_by_hand() -> None:
    expected = [line for month in corpus("review_year.yaml") for line in month["sent"]]
    async with played_from(_at(date(2026, 1, 1), 0), _reviewing) as play:
        await _year(play)
        assert sorted(_line(posted, expected) for posted in play.shelf.posted) == sorted(expected)


def test_a_dry_run_says_what_is_sent_when_nobody_answers() -> None:
    expected = [
        "2026-01-02 08:30 channel 58",
        "2026-01-02 08:30 Product Leadership 58",
        "2026-01-07 08:30 Product Leadership 58",
        "2026-01-12 13:00 Robin 58",
        "2026-01-19 08:30 channel 58",
    ]
    found = DryRun(_reviewing(date(2026, 1, 1))).sendings(date(2026, 1, 1), date(2026, 2, 1))
    assert [_at_and_to(sending) for sending in found] == expected


def _at_and_to(sending: Sending) -> str:
    """Without the minutes by which messages are spread."""
    to = "channel" if sending.to == "channel C1" else sending.to.partition(" (")[0]
    return f"{sending.at:%Y-%m-%d %H}:{sending.at.minute // 10}0 {to} {sending.text.split()[0]}"
