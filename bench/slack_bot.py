"""The process that is measured: our bot, or a stock Bolt app that answers "ok". Says its port, then its CPU time
for each line it reads."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import open_app
from bot.long_lived import set_aside
from bot.playground.slack.web_api import SECRET, TOKEN
from bot.serve import Standing, open_server
from bot.settings import Settings
from bot.state.opening import open_state
from bot.web import SLACK_PATH

STOCK, IN_MEMORY = "stock", ""
"""What stands in the place of a database's address: the stock app, ours with nothing kept."""


def main() -> None:
    """`python -m bench.slack_bot DATABASE|stock API_URL ROADMAP`"""
    which, api_url, roadmap = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(_serve(_stock(api_url) if which == STOCK else _ours(api_url, Path(roadmap), which)))


async def _serve(listening: Any) -> None:
    async with listening as url:
        print(url, flush=True)
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while await reader.readline():
            print(time.process_time(), flush=True)


@asynccontextmanager
async def _ours(api_url: str, roadmap: Path, database: str) -> AsyncIterator[str]:
    """Our bot as it serves, over an empty database, or with nothing kept."""
    settings = Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        host="127.0.0.1",
        port=0,
    )
    app = open_app(settings, roadmap)
    set_aside()
    if database == IN_MEMORY:
        async with open_server(settings, app.desk) as server:
            yield server.url + SLACK_PATH
        return
    async with open_state(settings.model_copy(update={"database_url": SecretStr(database)})) as state:
        desk = state.desk(app.remembering(state.turns(app.file.retention)).desk)
        async with open_server(settings, desk, standing=Standing(kept=state.kept)) as server:
            yield server.url + SLACK_PATH


@asynccontextmanager
async def _stock(api_url: str) -> AsyncIterator[str]:
    app = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(TOKEN, base_url=api_url), name="stock")

    async def on_command(ack: Any) -> None:
        await ack("ok")

    async def on_mention(say: Any) -> None:
        await say("ok")

    app.command("/roadmap")(on_command)
    app.event("app_mention")(on_mention)
    runner = web.AppRunner(app.web_app(SLACK_PATH), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}{SLACK_PATH}"
    await runner.cleanup()


if __name__ == "__main__":
    main()
