"""The courier: what happens to a delivery when a platform refuses, is slow, drops the line, or a sender dies."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.delivery.courier import MOST_ATTEMPTS, SEND_TIME, CannotLook, Courier, Found, Letter, NotThere, OnDoubt
from bot.state.database import Database
from bot.state.ledger import LEASE, Doubt, Ended, Ledger, NotNow, Outcome, Planned, Sent, State

KEY = "T1|C1|review|2026-11"
NOW = Doubt(0.0)
"""A doubt that may be looked into at once."""


@dataclass
class Post:
    """A platform that keeps every message it accepted, and fails as it is told to."""

    accepted: list[str] = field(default_factory=list)
    failures: list[Outcome] = field(default_factory=list)
    """What is told to the next senders, whether or not the message was accepted."""
    loses: bool = False
    """Is a message that ends in failure lost? Else it was accepted all the same."""
    blind: bool = False

    async def send(self, letter: Letter) -> Outcome:
        failure = self.failures.pop(0) if self.failures else None
        if failure is None or not self.loses:
            self.accepted.append(letter.planned.key)
        return failure or Sent(f"171.{len(self.accepted)}")

    async def look(self, planned: Planned, since: float) -> Found:
        assert since > 1_700_000_000
        if self.blind:
            return CannotLook("the scope channels:history is missing")
        return Sent("171.1") if planned.key in self.accepted else NotThere()


@dataclass
class Time:
    """The monotonic clock; composing a message takes `slow` seconds of it."""

    now: float = 0.0
    slow: float = 0.0

    async def compose(self, planned: Planned) -> Letter | None:
        self.now += self.slow
        return Letter(planned, {"text": "Hello"})


async def _nothing_to_say(_: Planned) -> Letter | None:
    return None


async def _courier(database: Database, post: Post, time: Time, lease: float = LEASE) -> Courier:
    ledger = Ledger(database, lease)
    await ledger.plan([Planned(KEY, "review", "T1", "C1", {}, 0.0)])
    return Courier(ledger, post, time.compose, lambda: time.now, send_time=min(lease, SEND_TIME))


async def test_what_is_due_is_sent_once(database: Database) -> None:
    post = Post()
    courier = await _courier(database, post, Time())
    assert await courier.deliver_next() == Sent("171.1")
    assert await courier.deliver_next() is None
    assert post.accepted == [KEY]


@pytest.mark.parametrize("lost", [True, False], ids=["lost", "accepted all the same"])
async def test_after_a_doubt_it_looks_and_the_message_is_there_once(database: Database, lost: bool) -> None:
    post = Post(failures=[NOW], loses=lost)
    courier = await _courier(database, post, Time())
    assert await courier.deliver_next() == NOW
    assert isinstance(await courier.deliver_next(), Sent)
    assert post.accepted == [KEY]
    assert await courier.ledger.counts() == {State.SENT: 1}


@pytest.mark.parametrize("before", [True, False], ids=["before sending", "after it was accepted"])
async def test_check_17_a_sender_who_dies_loses_nothing_and_doubles_nothing(database: Database, before: bool) -> None:
    post = Post()
    courier = await _courier(database, post, Time(), lease=0.0)
    left = await courier.ledger.claim()
    assert left is not None
    if not before:
        await post.send(Letter(left.planned, {}))
    assert isinstance(await courier.deliver_next(), Sent)
    assert post.accepted == [KEY]


async def test_a_sender_who_woke_up_late_does_not_send(database: Database) -> None:
    post = Post()
    courier = await _courier(database, post, Time(slow=LEASE))
    assert await courier.deliver_next() is None
    assert post.accepted == []
    assert await courier.ledger.counts() == {State.SENDING: 1}, "whoever claims it next looks first"


async def test_a_rate_limit_is_waited_for_and_is_no_doubt(database: Database) -> None:
    post = Post(failures=[NotNow(0.0), NotNow(30.0)], loses=True)
    courier = await _courier(database, post, Time())
    assert await courier.deliver_next() == NotNow(0.0)
    assert await courier.deliver_next() == NotNow(30.0)
    assert await courier.deliver_next() is None


async def test_a_permanent_refusal_is_recorded_and_not_tried_again(database: Database) -> None:
    post = Post(failures=[Ended(State.FAILED, "is_archived")], loses=True)
    courier = await _courier(database, post, Time())
    await courier.deliver_next()
    assert await courier.deliver_next() is None
    assert await courier.ledger.counts() == {State.FAILED: 1}


async def test_with_nothing_left_to_say_it_is_skipped(database: Database) -> None:
    post = Post()
    courier = await _courier(database, post, Time())
    courier = Courier(courier.ledger, post, _nothing_to_say, courier.elapsed)
    assert await courier.deliver_next() == Ended(State.SKIPPED, "nothing was left to say")
    assert post.accepted == []


async def test_where_it_can_not_look_it_sends_again_unless_it_is_told_to_hold(database: Database) -> None:
    post = Post(failures=[NOW], blind=True)
    courier = await _courier(database, post, Time())
    await courier.deliver_next()
    assert isinstance(await courier.deliver_next(), Sent)
    assert post.accepted == [KEY, KEY], "a doubled reminder is a nuisance, a missing one defeats its purpose"


async def test_told_to_hold_it_does_and_says_why(database: Database) -> None:
    post = Post(failures=[NOW], blind=True)
    made = await _courier(database, post, Time())
    courier = Courier(made.ledger, post, made.compose, made.elapsed, OnDoubt.HOLD)
    await courier.deliver_next()
    held = await courier.deliver_next()
    assert isinstance(held, Ended)
    assert (held.state, "channels:history is missing" in held.error) == (State.UNCERTAIN, True)
    assert post.accepted == [KEY]


async def test_a_platform_that_never_answers_is_not_asked_for_ever(database: Database) -> None:
    post = Post(failures=[NOW] * 50, loses=True, blind=True)
    courier = await _courier(database, post, Time())
    for _ in range(MOST_ATTEMPTS):
        await courier.deliver_next()
    assert await courier.deliver_next() is None
    assert await courier.ledger.counts() == {State.UNCERTAIN: 1}
