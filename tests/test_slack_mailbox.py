"""Planned messages in Slack: posted once, and found again after a doubt."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.courier import CannotLook, Courier, Letter, NotThere
from bot.delivery.slack_mailbox import NO_CONNECTION, SlackMailbox
from bot.playground.slack.faults import Fault
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.slack.client import open_session
from bot.state.database import Database
from bot.state.ledger import Doubt, Ended, Ledger, NotNow, Planned, Sent, State

POST, HISTORY = "chat.postMessage", "conversations.history"
KEY = "T1|C1|review|2026-11"
PLANNED = Planned(KEY, "review", "T1", "C1", {}, 0.0)
LETTER = Letter(PLANNED, {"text": "Time to review the roadmap"})


async def _token(workspace: str) -> str | None:
    return TOKEN if workspace == "T1" else None


@dataclass(frozen=True)
class Office:
    """The fake Slack, and the mailbox that posts in it."""

    slack: FakeSlack
    mailbox: SlackMailbox

    async def said(self) -> list[str]:
        """What stands in the channel."""
        return [message.said["text"] for message in self.slack.workspace.conversations["C1"].messages]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    async with fake_slack() as slack, open_session() as session:
        client = AsyncWebClient(base_url=slack.url, session=session, retry_handlers=[])
        yield Office(slack, SlackMailbox(client, _token))


async def test_it_is_posted_with_a_key_that_tells_nothing(office: Office) -> None:
    sent = await office.mailbox.send(LETTER)
    [posted] = office.slack.posts
    assert isinstance(sent, Sent)
    assert (posted["channel"], posted["text"]) == ("C1", "Time to review the roadmap")
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
    key = posted["metadata"]["event_payload"]["key"]
    assert not any(word in key for word in ("T1", "C1", "2026", "review"))


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault(429, "ratelimited", {"Retry-After": "30"}), NotNow(30.0)),
        (Fault(500), Doubt()),
        (Fault(500, commits=True), Doubt()),
        (Fault(cuts=True, commits=True), Doubt()),
        (Fault(error="fatal_error"), Doubt()),
        (Fault(error="is_archived"), Ended(State.FAILED, "is_archived")),
        (Fault(error="token_revoked"), Ended(State.FAILED, "token_revoked")),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_what_goes_wrong_is_told_apart_and_never_tried_again_by_itself(
    office: Office, fault: Fault, outcome: object
) -> None:
    office.slack.refuse_next(POST, fault)
    assert await office.mailbox.send(LETTER) == outcome
    assert len(await office.slack.called(POST)) == 1


async def test_where_no_connection_is_made_nothing_is_in_doubt() -> None:
    async with open_session() as session:
        client = AsyncWebClient(base_url="http://127.0.0.1:1/api/", session=session, retry_handlers=[])
        assert await SlackMailbox(client, _token).send(LETTER) == NO_CONNECTION


async def test_a_channel_it_is_not_in_is_a_refusal(office: Office) -> None:
    planned = Planned("k", "review", "T1", "C-NOT-IN", {}, 0.0)
    assert await office.mailbox.send(Letter(planned, {"text": "hi"})) == Ended(State.FAILED, "not_in_channel")


async def test_a_workspace_that_took_the_bot_out_is_skipped(office: Office) -> None:
    gone = Planned("k", "review", "T9", "C1", {}, 0.0)
    assert isinstance(skipped := await office.mailbox.send(Letter(gone, {"text": "hi"})), Ended)
    assert skipped.state is State.SKIPPED
    assert isinstance(await office.mailbox.look(gone, 0.0), CannotLook)
    assert office.slack.calls == []


async def test_what_was_posted_is_found_below_many_later_messages(office: Office) -> None:
    sent = await office.mailbox.send(LETTER)
    for n in range(250):
        office.slack.workspace.say("C1", "U1", {"text": f"message {n}"}, f"{int(time.time()) + 1}.{n:06}")
    assert await office.mailbox.look(PLANNED, time.time()) == sent
    assert len(await office.slack.called(HISTORY)) == 3


async def test_what_is_not_there_is_told_so(office: Office) -> None:
    await office.mailbox.send(LETTER)
    other = Planned("T1|C1|review|2026-12", "review", "T1", "C1", {}, 0.0)
    assert await office.mailbox.look(other, time.time()) == NotThere()


@pytest.mark.parametrize(("times", "kinds"), [(0, ["actions", "divider"]), (1, ["actions", "section"]), (2, [])])
async def test_blocks_that_slack_refuses_are_left_out_and_the_message_arrives(
    office: Office, times: int, kinds: list[str]
) -> None:
    press = {"type": "button", "action_id": "x", "text": {"type": "plain_text", "text": "Still right"}}
    blocks = [{"type": "divider"}, {"type": "actions", "elements": [press]}]
    office.slack.refuse_next(POST, *[Fault(error="invalid_blocks")] * times)
    assert isinstance(await office.mailbox.send(Letter(PLANNED, {"text": "1 page is due", "blocks": blocks})), Sent)
    [posted] = office.slack.posts
    assert posted["text"] == "1 page is due"
    assert sorted(block["type"] for block in posted.get("blocks", ())) == kinds


async def test_messages_of_long_before_the_doubt_are_not_looked_through(office: Office) -> None:
    await office.mailbox.send(LETTER)
    assert await office.mailbox.look(PLANNED, time.time() + 3_600) == NotThere()


async def test_without_the_scope_it_can_not_look_and_says_which_is_missing(office: Office) -> None:
    office.slack.tokens[TOKEN] = frozenset({"chat:write"})
    assert await office.mailbox.look(PLANNED, time.time()) == CannotLook("missing_scope")


async def test_looking_too_often_is_waited_for(office: Office) -> None:
    office.slack.refuse_next(HISTORY, Fault(429, "ratelimited", {"Retry-After": "60"}))
    assert await office.mailbox.look(PLANNED, time.time()) == NotNow(60.0)


@pytest.mark.parametrize(
    "fault",
    [Fault(500), Fault(500, commits=True), Fault(cuts=True), Fault(cuts=True, commits=True)],
    ids=["500", "500 after posting", "cut", "cut after posting"],
)
async def test_through_the_ledger_it_stands_in_the_channel_once_whatever_happens(
    database: Database, office: Office, fault: Fault
) -> None:
    async def compose(planned: Planned) -> Letter:
        return Letter(planned, LETTER.content)

    ledger = Ledger(database, lease=0.0)
    await ledger.plan([PLANNED])
    office.slack.refuse_next(POST, fault)
    courier = Courier(ledger, office.mailbox, compose, lambda: 0.0, send_time=0.0)
    claimed = await ledger.claim()
    assert claimed is not None
    assert await office.mailbox.send(LETTER) == Doubt()
    assert isinstance(await courier.deliver_next(), Sent)
    assert await office.said() == ["Time to review the roadmap"]
