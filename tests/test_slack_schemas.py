"""Everything the bot sends to Slack, against Slack's own schemas, where those are at hand."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.slack.calls import Call
from bot.playground.slack.methods import METHODS, WITHOUT_TOKEN
from tests.slack_bot import Office, connected
from tests.slack_day import a_day
from tests.slack_schemas import are_at_hand, block_problems, call_problems, method


async def test_check_14_every_call_and_block_of_a_day_is_as_slack_says() -> None:
    if not are_at_hand():
        pytest.skip("left out: Slack's schemas are not at hand in ../shared/reference/slack-api")
    async with connected(office=Office(outsiders=False)) as bot:
        answers = await a_day(bot)
    problems = [problem for call in bot.slack.calls for problem in call_problems(call)]
    problems += [problem for said in answers for block in said.get("blocks", []) for problem in block_problems(block)]
    assert problems == []
    assert _bad_ones_are_seen() == []
    assert _table_differs() == []


def _bad_ones_are_seen() -> list[str]:
    """Calls with something wrong in which the check above sees nothing."""
    bad: list[dict[str, Any]] = [
        {"channel": "C1", "colour": "red"},
        {"text": "x"},
        {"channel": "C1", "text": True},
        {"channel": "C1", "blocks": [{"type": "section", "txt": "x"}]},
        {"channel": "C1", "blocks": [{"type": "context", "elements": [{"type": "button"}]}]},
    ]
    return [str(said) for said in bad if not [*call_problems(Call("chat.postMessage", said))]]


def _table_differs() -> list[str]:
    """Where the table of the fake Slack says other than the schemas."""
    differ = []
    for name, known in METHODS.items():
        told = method(name)
        needs = {*told["args"].get("required", ())} - {"token"}
        takes = {*told["args"]["properties"]} - {"token"}
        scopes = told.get("scope")
        asked = {*scopes.get("bot", ())} if isinstance(scopes, dict) else set()
        if needs != known.needs or not known.takes <= takes or (asked != known.scopes and name not in WITHOUT_TOKEN):
            differ.append(f"{name}: {needs ^ known.needs} {known.takes - takes} {asked ^ known.scopes}")
        if known.tier and told["rate_limits"] != f"t{known.tier}":
            differ.append(f"{name}: {told['rate_limits']}")
    return differ
