"""Junk at the door: never an error of ours, never a word of it in the log, and the bot goes on answering."""

from __future__ import annotations

import logging

import pytest

from tests.slack_bot import Echo, connected
from tests.slack_junk import MARK, junk

OURS = {"bot", "handlers", "slack_bolt", "slack_sdk", "aiohttp", "asyncio"}


def test_there_is_enough_of_it() -> None:
    names = [one.name for one in junk()]
    assert len(names) == len(set(names))
    assert len(names) >= 200


async def test_check_12_junk_is_refused_without_an_error_or_a_word_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong: list[str] = []
    async with connected(Echo()) as bot:
        for number, one in enumerate(junk()):
            answered = await bot.send.send(one.raw, one.headers, one.method)
            if answered.status not in one.statuses:
                wrong.append(f"{one.name}: {answered.status}")
            if number % 50 == 0:
                assert "warmup" in (await bot.send.command("warmup")).said["text"]
        assert "warmup" in (await bot.send.command("warmup")).said["text"]
    assert wrong == []
    said = [record for record in caplog.records if record.name.split(".")[0] in OURS]
    assert [record.getMessage() for record in said if record.exc_info or record.levelno >= logging.ERROR] == []
    assert [record.getMessage() for record in said if MARK in record.getMessage()] == []
