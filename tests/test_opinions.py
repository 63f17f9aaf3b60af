"""Opinions, gaps, and how people are forgotten. On SQLite and on Postgres."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert, select

from bot.state.database import Database
from bot.state.forgetting import NOBODY, forget
from bot.state.opinions import KeptOpinions
from bot.state.tables import FEEDBACK, REVIEWS, UNANSWERED
from bot.state.unanswered import Gap, Unanswered
from handlers.opinions import Opinion, Reason
from handlers.people import person_key
from knowledge.answer import Answer, Ending, Intent

ASKED = "when is search?"


def _opinion(user: str = "U1", reason: Reason | None = Reason.OUTDATED, question: str = ASKED) -> Opinion:
    return Opinion(question, False, user, "T1", reason, "it shipped in May")


def _answer(ending: Ending | None = Ending.NOT_STATED, subject: str = "Search") -> Answer:
    return Answer(Intent.TIMELINE, (), date(2026, 2, 10), (subject,) if subject else (), False, ending)


async def test_the_latest_opinion_of_a_person_counts(database: Database) -> None:
    opinions = KeptOpinions(database)
    await opinions.record(_opinion())
    assert await opinions.outdated() == (ASKED,)
    await opinions.record(Opinion(ASKED, True, "U1", "T1"))
    assert await opinions.outdated() == ()
    async with database.read() as connection:
        [row] = (await connection.execute(select(FEEDBACK.c.verdict, FEEDBACK.c.note))).all()
    assert tuple(row) == ("helpful", None)


async def test_opinions_of_several_people_stand_side_by_side(database: Database) -> None:
    opinions = KeptOpinions(database)
    for user in ("U1", "U2"):
        await opinions.record(_opinion(user))
    await opinions.record(_opinion(reason=Reason.WRONG, question="who owns search?"))
    async with database.read() as connection:
        assert len((await connection.execute(select(FEEDBACK.c.id))).all()) == 3
    assert await opinions.outdated() == (ASKED,)


async def test_gaps_are_counted_by_what_is_missing(database: Database) -> None:
    unanswered = Unanswered(database)
    for answer in (_answer(), _answer(), _answer(Ending.PAST), _answer(subject="Export")):
        unanswered.note(answer)
    assert list(await unanswered.gaps()) == [
        Gap("Search", "timeline", Ending.NOT_STATED, 2),
        Gap("Export", "timeline", Ending.NOT_STATED, 1),
        Gap("Search", "timeline", Ending.PAST, 1),
    ]


async def test_gaps_that_are_noted_together_are_counted_each(database: Database) -> None:
    unanswered = Unanswered(database)
    for answer in (_answer(), _answer(), _answer(subject="Export"), _answer(Ending.NOT_FOUND), _answer()):
        unanswered.note(answer)
    assert [(gap.subject, gap.times) for gap in await unanswered.gaps()] == [("Search", 3), ("Export", 1)]


@pytest.mark.parametrize(
    "answer", [_answer(None), _answer(Ending.NOT_UNDERSTOOD), _answer(Ending.NOT_FOUND), _answer(subject="")]
)
async def test_what_was_answered_or_not_understood_or_names_nothing_of_ours_is_not_kept(
    database: Database, answer: Answer
) -> None:
    Unanswered(database).note(answer)
    await database.together.written()
    async with database.read() as connection:
        assert (await connection.execute(select(UNANSWERED))).all() == []


async def test_a_very_long_subject_is_cut(database: Database) -> None:
    unanswered = Unanswered(database)
    unanswered.note(_answer(subject="x" * 5_000))
    assert len((await unanswered.gaps())[0].subject) == 300


async def test_forgetting_a_person_leaves_that_a_page_was_reviewed(database: Database) -> None:
    opinions = KeptOpinions(database)
    for user in ("U1", "U2"):
        await opinions.record(_opinion(user))
        async with database.write() as connection:
            review = {"delivery": user, "path": "plan.md", "feature": "", "verdict": "right", "at": 1.0}
            await connection.execute(insert(REVIEWS).values(**review, person=person_key("T1", user), note="mine"))
    assert await forget(database, person_key("T1", "U1")) == 2
    async with database.read() as connection:
        assert (await connection.execute(select(FEEDBACK.c.person))).scalars().all() == ["T1:U2"]
        reviews = (await connection.execute(select(REVIEWS.c.person, REVIEWS.c.note).order_by(REVIEWS.c.id))).all()
    assert [tuple(r) for r in reviews] == [(NOBODY, None), ("T1:U2", "mine")]
