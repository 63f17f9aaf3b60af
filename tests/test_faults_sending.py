"""Faults of planned messages, by number: who sends dies, Slack fails, is slow or unclear. What counts is what stands in
the channel of the fake Slack. On SQLite and on Postgres, with a time that is only played through.

Others stand with what they are about: `pytest -k test_fault_14`. 4 is `python -m bench kills`, since it kills real
processes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.delivery.courier import MOST_ATTEMPTS, SEND_TIME, Letter, OnDoubt
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import EVERY_SCOPE, TOKEN
from bot.state.ledger import LEASE, SETTLE, Ended, Ledger, NotNow, Planned, Sent, State
from tests.sending import HISTORY, POST, Play, played

BLIND = EVERY_SCOPE - {"channels:history", "groups:history", "im:history", "mpim:history"}
LIMITED = Fault(429, "ratelimited", {"Retry-After": "30"})


@pytest.fixture
async def play(url_with_tables: str) -> AsyncIterator[Play]:
    async with played(url_with_tables) as begun:
        yield begun


async def test_fault_01_a_sender_who_dies_before_it_posts_loses_nothing(play: Play) -> None:
    await play.plan("C1")
    await play.claim()
    await play.all_day(play.sender())
    assert play.arrived() == {"C1": 1}


async def test_fault_02_a_sender_who_dies_after_slack_took_it_doubles_nothing(play: Play) -> None:
    await play.plan("C1")
    await play.post(await play.claim())
    [found] = await play.all_day(play.sender())
    assert isinstance(found, Sent)
    assert play.arrived() == {"C1": 1}


async def test_fault_03_a_sender_who_dies_after_it_was_written_down_leaves_nothing_to_do(play: Play) -> None:
    await play.plan("C1")
    await play.sender().deliver_next()
    assert await play.all_day(play.sender()) == []
    assert play.arrived() == {"C1": 1}


@pytest.mark.parametrize("commits", [True, False], ids=["after delivery", "before"])
async def test_fault_05_a_line_that_drops_makes_one_call_and_one_message(play: Play, commits: bool) -> None:
    await play.plan("C1")
    play.slack.refuse_next(POST, Fault(cuts=True, commits=commits))
    await play.sender().deliver_next()
    assert len(play.slack.kept.of(POST)) == 1, "the library that calls Slack repeats nothing by itself"
    await play.all_day(play.sender())
    assert play.arrived() == {"C1": 1}


@pytest.mark.parametrize("commits", [True, False], ids=["after delivery", "before"])
async def test_fault_06_a_failure_of_slacks_is_one_message(play: Play, commits: bool) -> None:
    await play.plan("C1", "C2", "C3")
    play.slack.refuse_next(POST, Fault(500, commits=commits), Fault(error="fatal_error", commits=commits))
    await play.all_day(play.sender())
    assert play.arrived() == {"C1": 1, "C2": 1, "C3": 1}


async def test_fault_07_a_workspace_that_is_limited_gets_nothing_until_it_may_and_others_go_on(play: Play) -> None:
    await play.plan("C1", "C2")
    await play.plan("C3", workspace="T2", due=1.0)
    play.slack.refuse_next(POST, LIMITED)
    sender, began = play.sender(), play.time.now
    assert await sender.deliver_next() == NotNow(30.0)
    assert isinstance(await sender.deliver_next(), Sent)
    assert play.arrived() == {"C3": 1}
    play.time.now = began + 29.0
    assert await sender.deliver_next() is None
    await play.all_day(sender)
    assert play.arrived() == {"C1": 1, "C2": 1, "C3": 1}


async def test_fault_08_looking_once_a_minute_is_slow_and_that_is_all(play: Play) -> None:
    places = [f"C{n}" for n in range(10, 20)]
    await play.plan(*places)
    play.slack.refuse_next(POST, *[Fault(500, commits=n % 2 == 0) for n in range(len(places))])
    play.slack.refuse_next(HISTORY, *[Fault(429, "ratelimited", {"Retry-After": "60"})] * 20)
    await play.all_day(play.sender())
    assert play.arrived() == dict.fromkeys(places, 1)


async def test_fault_09_without_a_way_to_look_it_sends_again_or_holds_and_says_so(play: Play) -> None:
    play.slack.tokens[TOKEN] = BLIND
    await play.plan("C1")
    play.slack.refuse_next(POST, Fault(502, commits=True))
    await play.all_day(play.sender())
    assert play.arrived() == {"C1": 2}, "a doubled reminder is a nuisance, a missing one defeats its purpose"
    await play.plan("C2")
    play.slack.refuse_next(POST, Fault(504, commits=True))
    [_, held] = await play.all_day(play.sender(OnDoubt.HOLD))
    assert isinstance(held, Ended)
    assert (held.state, "missing_scope" in held.error) == (State.UNCERTAIN, True)
    assert play.arrived()["C2"] == 1


@pytest.mark.parametrize(
    ("lag", "arrived"), [(SETTLE - 5.0, 1), (SETTLE + LEASE + 5.0, 2)], ids=["shorter", "longer than we wait"]
)
async def test_fault_10_what_slack_shows_late_is_found_when_we_wait_longer(
    play: Play, lag: float, arrived: int
) -> None:
    """Where Slack showed a message later than we wait, it would stand there twice (docs/reviews.md)."""
    await play.plan("C1")
    play.slack.refuse_next(POST, Fault(500, commits=True))
    began = play.time.now
    await play.sender().deliver_next()
    messages = play.slack.workspace.conversations["C1"].messages
    hidden = [messages.pop()]
    while (await play.counts()).get(State.SENT) is None:
        if hidden and play.time.now >= began + lag:
            messages.append(hidden.pop())
        await play.sender().deliver_next()
        play.time.now += 1.0
    assert play.arrived()["C1"] + len(hidden) == arrived


async def test_fault_11_a_sender_who_slept_past_its_lease_neither_posts_nor_settles(play: Play) -> None:
    await play.plan("C1")

    async def sleep(planned: Planned) -> Letter:
        play.time.now += LEASE - SEND_TIME + 1.0
        return Letter(planned, {"text": "Time to review"})

    asleep = await play.claim()
    play.time.now += LEASE + 1.0
    assert await replace(play.sender(), compose=sleep).deliver_next() is None
    assert play.arrived() == {}
    await play.all_day(play.sender())
    assert not await Ledger(play.database).settle(asleep, Ended(State.FAILED, "too late"))
    assert play.arrived() == {"C1": 1}
    assert await play.counts() == {State.SENT: 1}


async def test_fault_12_replicas_whose_clocks_are_wrong_send_nothing_early_and_nothing_twice(play: Play) -> None:
    places = [f"C{n}" for n in range(10, 15)]
    due = play.time.now + 60.0
    await play.plan(*places, due=due)
    replicas = [play.sender(clock_is_off=off) for off in (-600.0, 0.0, 600.0)]
    while play.time.now < due + 300.0:
        for replica in replicas:
            await replica.deliver_next()
        assert play.time.now >= due or not play.arrived()
        play.time.now += 5.0
    assert play.arrived() == dict.fromkeys(places, 1)


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "token_revoked", "account_inactive"])
async def test_fault_16_what_can_never_arrive_is_tried_once_and_holds_up_nobody(play: Play, error: str) -> None:
    await play.plan("C1", "C2")
    play.slack.refuse_next(POST, Fault(error=error))
    await play.all_day(play.sender())
    assert play.arrived() == {"C2": 1}
    assert await play.counts() == {State.FAILED: 1, State.SENT: 1}
    assert len(play.slack.kept.of(POST)) == 2


async def test_fault_16_a_bot_that_was_removed_after_the_plan_sends_nothing_there(play: Play) -> None:
    await play.plan("C1", workspace="T2")
    await play.plan("C2")
    play.gone.add("T2")
    await play.all_day(play.sender())
    assert play.arrived() == {"C2": 1}
    assert await play.counts() == {State.SKIPPED: 1, State.SENT: 1}


async def test_fault_06_a_slack_that_never_answers_is_not_asked_for_ever(play: Play) -> None:
    await play.plan("C1")
    play.slack.tokens[TOKEN] = BLIND
    play.slack.refuse_next(POST, *[Fault(500)] * 50)
    await play.all_day(play.sender())
    assert len(play.slack.kept.of(POST)) == MOST_ATTEMPTS - 1
    assert await play.counts() == {State.UNCERTAIN: 1}
