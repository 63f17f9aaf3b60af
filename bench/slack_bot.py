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
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import open_app
from bot.playground.slack.web_api import SECRET, TOKEN
from bot.serve import Standing, open_server
from bot.settings import Settings
from bot.state.opening import open_state
from bot.web import SLACK_PATH


def main() -> None:
    """`python -m bench.slack_bot ours|stock API_URL ROADMAP`"""
    which, api_url, roadmap = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(_serve({"ours": _ours, "stock": _stock}[which](api_url, Path(roadmap))))


async def _serve(listening: Any) -> None:
    async with listening as url:
        print(url, flush=True)
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while await reader.readline():
            print(time.process_time(), flush=True)


@asynccontextmanager
async def _ours(api_url: str, roadmap: Path) -> AsyncIterator[str]:
    """Our bot as it serves, with a database of its own: a SQLite file, unless BENCH_DATABASE_URL names an empty one."""
    with TemporaryDirectory() as folder:
        settings = Settings(
            slack_bot_token=SecretStr(TOKEN),
            slack_signing_secret=SecretStr(SECRET),
            slack_api_url=api_url,
            database_url=SecretStr(os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/state.db"),
            host="127.0.0.1",
            port=0,
        )
        async with open_state(settings) as state:
            desk = state.desk(open_app(settings, roadmap).desk)
            async with open_server(settings, desk, standing=Standing(kept=state.kept)) as server:
                yield server.url + SLACK_PATH


@asynccontextmanager
async def _stock(api_url: str, _: Path) -> AsyncIterator[str]:
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
