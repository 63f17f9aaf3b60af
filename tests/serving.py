"""`roadmap-bot serve` as a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.playground.slack.calls import PATIENCE
from bot.web import SLACK_PATH


def environment(**settings: str) -> dict[str, str]:
    """The environment of the process: ours without what is set of the bot, and these settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "ROADMAP_"))}
    return {**kept, "HOST": "127.0.0.1", "PORT": "0", **settings}


@asynccontextmanager
async def serving(**settings: str) -> AsyncIterator[tuple[Process, str]]:
    """The process, and the address it listens at."""
    arguments = (sys.executable, "-m", "bot", "serve")
    process = await asyncio.create_subprocess_exec(*arguments, env=environment(**settings), stdout=PIPE, stderr=PIPE)
    try:
        assert process.stdout
        async with asyncio.timeout(PATIENCE):
            while not (line := (await process.stdout.readline()).decode()).startswith("Listening at "):
                assert line, await process.communicate()
        yield process, line.removeprefix("Listening at ").strip().removesuffix(SLACK_PATH)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
