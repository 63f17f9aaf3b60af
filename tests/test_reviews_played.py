"""A year of reviews in twenty zones, played through with a bot that is down now and then."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.reviews.played import Play, played_from
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.state.ledger import State
from bot.state.tables import DELIVERIES
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import sample
from tests.zones import ZONES

RULES = ("monthly on day 31 at 02:30", "monthly", "quarterly on the last working day at 17:58")
"""At an hour when clocks are turned, and a moment before people go home."""

PAGE = "# Plan\n\n**Last Updated**: 2020-01-01\n"
YEAR = (datetime(2026, 1, 1, tzinfo=UTC).timestamp(), datetime(2027, 1, 10, tzinfo=UTC).timestamp())
A_DAY = 86_400.0


def _reviewing() -> Reviewing:
    rules = [
        {"channel": f"C{n}", "rule": f"{RULES[n % len(RULES)]} {zone}", "holidays": holidays}
        for n, (zone, holidays) in enumerate(ZONES.items())
    ]
    roadmap = assemble([Document("plan.md", PAGE)], sample().lexicon)
    return Reviewing(roadmap, sample().lexicon, ReviewSettings.model_validate({"rules": rules}))


async def _with_outages(play: Play, seed: int) -> None:
    """Some days up, some hours or days down, until the year is over."""
    dice = random.Random(seed)
    while play.time.now < YEAR[1]:
        await play.until(min(play.time.now + dice.uniform(0.1, 20) * A_DAY, YEAR[1]))
        play.down_until(min(play.time.now + dice.choice([0.1, 1, 3, 6]) * A_DAY, YEAR[1]))
    await play.until(YEAR[1] + 3 * A_DAY)


async def _states(play: Play) -> dict[str, State]:
    async with play.database.read() as connection:
        rows = (await connection.execute(select(DELIVERIES.c.key, DELIVERIES.c.state))).all()
    return {key: State(state) for key, state in rows}


async def test_each_period_is_told_once_within_working_hours_whatever_happens() -> None:
    reviewing = _reviewing()
    async with played_from(YEAR[0], lambda _: reviewing) as play:
        await _with_outages(play, seed=1)
        schedules = {schedule.place: schedule for schedule in play.schedules()}
        reviews = [posted for posted in play.shelf.posted if posted.planned.kind == "review"]
        told = Counter((p.planned.place, p.planned.payload["period"]) for p in reviews)
        assert set(told.values()) == {1}
        for posted in play.shelf.posted:
            schedule = schedules[posted.planned.place]
            local = datetime.fromtimestamp(posted.at, ZoneInfo(str(schedule.zone)))
            assert schedule.days.is_open(local), (schedule.zone, local)
            assert posted.at >= posted.planned.due
        for posted in reviews:
            zone = schedules[posted.planned.place].zone
            sent, due = (datetime.fromtimestamp(at, zone).date() for at in (posted.at, posted.planned.due))
            assert ("comes late" in posted.text) is (sent > due)
        assert set((await _states(play)).values()) == {State.SENT}
        for n in range(len(ZONES)):
            periods = [period for place, period in told if place == f"C{n}"]
            months = [f"2026-{month:02d}" for month in range(1, 13)]
            quarters = [f"2026-Q{quarter}" for quarter in range(1, 5)]
            expected = quarters if n % len(RULES) == 2 else months
            assert [p for p in periods if p.startswith("2026")] == expected


async def test_what_was_missed_for_too_long_is_recorded_and_never_told_in_a_burst() -> None:
    reviewing = _reviewing()
    async with played_from(YEAR[0], lambda _: reviewing) as play:
        await play.until(YEAR[0] + 40 * A_DAY)
        before = len(play.shelf.posted)
        play.down_until(YEAR[0] + 130 * A_DAY)
        await play.until(YEAR[0] + 133 * A_DAY)
        late = Counter(p.planned.place for p in play.shelf.posted[before:] if p.planned.kind == "review")
        assert set(late.values()) == {1}
        [madrid] = [p.text for p in play.shelf.posted[before:] if p.planned.place == "C6"]
        assert "This is the review of April 2026. It was due on 30 Apr 2026 and comes late." in madrid
        skipped = [key for key, state in (await _states(play)).items() if state is State.SKIPPED]
        assert len(skipped) >= 2 * len(late)
