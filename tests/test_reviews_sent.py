"""Reviews on their way: what is remembered is in them, and each is sent once. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.courier import Courier
from bot.delivery.slack_mailbox import SlackMailbox
from bot.people import NamedPeople
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.reviews.memory import Remembered
from bot.reviews.posting import ReviewPosts, Rounds, channel_schedules, people_schedules
from bot.reviews.remembered import remember
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.slack.client import open_session
from bot.state.database import Database
from bot.state.ledger import Ended, Ledger, Sent, State
from bot.state.opinions import KeptOpinions
from bot.state.reviews import Reviews
from bot.state.unanswered import Unanswered
from handlers.opinions import Opinion, Reason
from knowledge.answer import Answer, Ending, Intent
from knowledge.assemble import assemble
from knowledge.model import Document
from knowledge.review.decision import Decision, Place, Verdict
from knowledge.review.given import Given
from knowledge.review.known import Told
from tests.asking import sample
from tests.hostile import troubles

TODAY = datetime.fromtimestamp(time.time(), UTC).date()
STALE = "# Plan\n\n**Last Updated**: 2020-01-01\n**Owner**: Kim\n"
FRESH = f"# Plan\n\n**Last Updated**: {TODAY}\n**Review Cycle**: Yearly\n"
DAILY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SETTINGS = {"rules": [{"channel": "C1", "rule": "weekly"}], "working_days": DAILY, "working_hours": "00:00-24:00"}
A_MONTH_AGO = time.time() - 31 * 86_400.0
SEARCH = "# Plan\n\n| Feature | Timeline |\n|---|---|\n| Search | Q4 2026 |\n"


def _about(question: str) -> str | None:
    return "Search" if "search" in question else None


def _opinion(question: str, user: str, reason: Reason = Reason.OUTDATED) -> Opinion:
    return Opinion(question, False, user, "T1", reason)


async def test_flags_gaps_and_decisions_are_remembered_without_names(database: Database) -> None:
    for question, user in (("when is search?", "U1"), ("search", "U2"), ("search", "U3"), ("lunch?", "U1")):
        await KeptOpinions(database).record(_opinion(question, user))
    await KeptOpinions(database).record(_opinion("who owns search?", "U1", Reason.WRONG))
    for ending in (Ending.NOT_STATED, Ending.NOT_STATED, Ending.PAST):
        Unanswered(database).note(Answer(Intent.OWNER, (), TODAY, ("Search",), False, ending))
    await database.together.written()
    await Reviews(database).decide(Given("R", Place("plan.md"), Verdict.RIGHT, "T1:U1"))
    today = datetime.now(UTC).date()
    assert await remember(database, _about) == Remembered(
        (Decision(Place("plan.md"), Verdict.RIGHT, today),),
        (Told("Search", "", 3, today),),
        (Told("Search", "owner", 3, today),),
    )


async def test_nothing_is_remembered_of_an_empty_database(database: Database) -> None:
    assert await remember(database, _about) == Remembered()


def test_what_is_remembered_is_in_the_review() -> None:
    roadmap = assemble([Document("plan.md", SEARCH)], sample().lexicon)
    remembered = Remembered(flags=(Told("Search", "", 3, date(2026, 2, 9)),), gaps=(Told("search", "owner", 1),))
    reviewing = Reviewing(roadmap, sample().lexicon, ReviewSettings(), remembered)
    [due] = reviewing.on(date(2026, 2, 10), date(2026, 3, 2)).due
    texts = [reason.text for reason in due.reasons]
    assert texts[:2] == [
        "answers were called outdated: Search (3 times)",
        "people asked in vain: owner of search (once)",
    ]


@dataclass
class Office:
    """A channel of the fake Slack, and the rounds that send to it."""

    slack: FakeSlack
    rounds: Rounds
    page: str = STALE
    settings: ReviewSettings = ReviewSettings.model_validate(SETTINGS)
    people: NamedPeople = NamedPeople()

    async def once(self) -> list[object]:
        """One round."""
        channels = channel_schedules(self.settings, "T1", A_MONTH_AGO)
        people = people_schedules(self.settings, self.people, "T1", A_MONTH_AGO)
        return list(await self.rounds.once([*channels, *people]))

    async def reviewing(self) -> Reviewing:
        """What there is to review."""
        roadmap = assemble([Document("plan.md", self.page)], sample().lexicon)
        return Reviewing(roadmap, sample().lexicon, self.settings, people=self.people)

    @property
    def told(self) -> dict[str, str]:
        """Who was told what: the last text in each place."""
        return {post["channel"]: post["text"] for post in self.slack.posts}

    @property
    def texts(self) -> list[str]:
        """What was posted."""
        return [post["text"] for post in self.slack.posts]


async def _token(workspace: str) -> str | None:
    return TOKEN if workspace == "T1" else None


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with fake_slack() as slack, open_session() as session:
        client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])
        mailbox = SlackMailbox(client, _token, settle=0.0)
        made: list[Office] = []
        posts = ReviewPosts(lambda _: made[0].reviewing(), lambda _: TODAY)
        courier = Courier(Ledger(database), mailbox, posts.compose, time.monotonic)
        made.append(Office(slack, Rounds(database, courier)))
        yield made[0]


async def test_a_review_that_is_due_is_posted_once(office: Office) -> None:
    assert [type(outcome) for outcome in await office.once()] == [Sent]
    assert await office.once() == []
    [text] = office.texts
    assert text.startswith("1 page is due for review on ")
    assert list(troubles(office.slack.posts[0])) == []


async def test_three_replicas_post_it_once(office: Office) -> None:
    await asyncio.gather(*(office.once() for _ in range(3)))
    assert len(office.texts) == 1


async def test_a_line_that_broke_after_the_post_makes_no_second_one(office: Office) -> None:
    office.slack.refuse_next("chat.postMessage", Fault(cuts=True, commits=True))
    outcomes = await office.once()
    assert isinstance(outcomes[-1], Sent)
    assert len(office.slack.workspace.conversations["C1"].messages) == 1


async def test_nothing_due_gets_a_receipt_or_silence(office: Office) -> None:
    office.page = FRESH
    silent = {**SETTINGS, "when_nothing": "silence"}
    office.settings = ReviewSettings.model_validate(silent)
    [outcome] = await office.once()
    assert isinstance(outcome, Ended)
    assert (outcome.state, office.texts) == (State.SKIPPED, [])


async def test_the_receipt_is_one_line_and_the_counts(office: Office) -> None:
    office.page = FRESH
    await office.once()
    assert [text.partition(" on ")[0] for text in office.texts] == ["Nothing is due for review"]


async def test_a_rule_that_was_taken_back_in_between_sends_nothing(office: Office) -> None:
    planned, office.settings = office.settings, ReviewSettings()
    await office.rounds.once(channel_schedules(planned, "T1", A_MONTH_AGO))
    assert office.texts == []


async def test_owners_are_told_what_is_theirs_once(office: Office) -> None:
    office.people = NamedPeople({"Kim": ("U1",), "Dana": ("U2",)})
    assert len(await office.once()) == 3
    assert await office.once() == []
    assert sorted(office.told) == ["C1", "U1"]
    assert office.told["U1"].startswith("1 page is due for your review on ")
    assert "I do not know" not in office.told["C1"]


async def test_who_stands_in_is_told_what_is_asked_of_somebody_unknown(office: Office) -> None:
    office.people = NamedPeople({"Robin": ("U2",)})
    office.settings = ReviewSettings.model_validate({**SETTINGS, "stands_in": "Robin"})
    await office.once()
    assert "I do not know who is here for Kim, so Robin stands in." in office.told["C1"]
    assert "because you stand in: I do not know who Kim is here." in office.told["U2"]


def _when(settings: dict[str, object], people: NamedPeople) -> dict[str, str]:
    schedules = people_schedules(ReviewSettings.model_validate(settings), people, "T1", 0.0)
    return {schedule.place: schedule.rule.every.value for schedule in schedules}


def test_people_are_told_by_their_own_rule_else_with_the_first_channel() -> None:
    people = NamedPeople({"Kim": ("U1",), "Dana": ("U2", "U3"), "Kim L.": ("U1",), "Robin": ("U4",)})
    channels = [{"channel": "C1", "rule": "monthly"}, {"channel": "C2", "rule": "weekly"}]
    assert _when({"rules": channels}, people) == dict.fromkeys(("U1", "U2", "U3", "U4"), "monthly")
    rules = [*channels, {"owner": "Dana", "rule": "quarterly"}, {"owner": "Nobody", "rule": "weekly"}]
    assert _when({"rules": rules}, people) == {"U1": "monthly", "U4": "monthly", "U2": "quarterly", "U3": "quarterly"}


def test_without_a_channel_in_the_settings_nothing_is_planned() -> None:
    assert channel_schedules(ReviewSettings(), "T1", 0.0) == []
    assert channel_schedules(ReviewSettings.model_validate({"rules": [{"owner": "Kim"}]}), "T1", 0.0) == []
