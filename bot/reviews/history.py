"""The state and the past of reviews as `roadmap-bot reviews --history` prints them."""

from __future__ import annotations

from bot.reviews.minutes import Minutes
from bot.state.ledger import Ledger
from knowledge.review.decision import Decision
from knowledge.review.given import Kept
from knowledge.review.said import said
from knowledge.review.subjects import name_at

EVERYTHING = 1_000_000
"""Decisions that are printed at most."""


async def history_lines(minutes: Minutes) -> list[str]:
    """Where reviews are posted, what became of messages, then every decision, the latest first."""
    posted = [
        _one_line(f"Posted in {one.workspace} {one.place}: {one.rule} ({one.zone}), since {minutes.day(one.since)}")
        for one in await minutes.schedules.all()
    ]
    counts = await Ledger(minutes.database).counts()
    messages = ", ".join(f"{number} {state.value}" for state, number in sorted(counts.items()))
    decided = [_line(kept, minutes) for kept in await minutes.decisions.history(most=EVERYTHING)]
    return [
        *(posted or ["Reviews are posted nowhere."]),
        f"Messages: {messages or 'none'}",
        *(decided or ["Nothing was decided."]),
    ]


def _line(kept: Kept, minutes: Minutes) -> str:
    """ "2026-11-04 plan.md: Plan: still right (T024BE7LD:U024BE7LH)" """
    given, day = kept.given, minutes.day(kept.at)
    decision = Decision(given.place, given.verdict, day, note=given.note, until=given.until)
    name = name_at(given.place, minutes.app.library.current())
    return _one_line(f"{day} {given.place.path}: {name}: {said(decision)} ({given.person})")


def _one_line(text: str) -> str:
    """Text that people and pages wrote, on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
